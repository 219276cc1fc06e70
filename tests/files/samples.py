"""The samples that this folder reads, and what reading one of them yields."""

from __future__ import annotations

import importlib
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from parsers.context import ReadingContext, ReadingLimits
from parsers.errors import ParserError
from parsers.files.detect import detect
from parsers.files.format import Source
from parsers.files.reader import read_file
from parsers.files.registry import format_named
from parsers.form.definition import FormDefinition
from parsers.grid import Cell, Grid
from parsers.results import FileContent, FileReading

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
KINDS = "xlsx xls ods csv docx doc pptx html text zip eml hostile locked".split()  # noqa: SIM905
EXPECTED = sorted(path for kind in KINDS for path in (SAMPLES / kind).glob("*.expected.json"))
CONTEXT = ReadingContext(form=FormDefinition(title="", fields=()), converter=True)
SMALL = replace(CONTEXT, limits=ReadingLimits(expanded_bytes=8 << 20, cells=20_000))
"""Limits that keep a mangled file from costing a test its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A sample read: the whole reading, the content before forms, all cells by location."""

    reading: FileReading
    content: FileContent
    cells: dict[str, Cell]
    spool: Path


def expected_of(path: Path) -> dict[str, Any]:
    """What stands beside a sample."""
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return expected


def read_sample(expected_path: Path, expected: dict[str, Any], folder: Path) -> Read:
    """Read the sample that an expected file belongs to, under the limits it names."""
    path = expected_path.with_name(expected_path.name.removesuffix(".expected.json"))
    context = replace(
        CONTEXT,
        limits=ReadingLimits(**expected.get("limits", {})),
        converter=expected.get("converter", True),
    )
    spool = folder / "spool"
    spool.mkdir()
    reading = read_file(path, spool, filename=path.name, media_type="x/y", context=context)
    content = _content(path, folder, context)
    cells = {
        grid.location(cell.row, cell.column): cell for grid in content.grids for cell in grid.cells
    }
    return Read(reading=reading, content=content, cells=cells, spool=spool)


def _content(path: Path, folder: Path, context: ReadingContext) -> FileContent:
    """The content that the format's reader makes; nothing where it refuses the file."""
    spool = folder / "other-spool"
    spool.mkdir()
    source = Source(path=path, spool=spool, filename=path.name, media_type="", context=context)
    try:
        kind = detect(path, path.name)
        content: FileContent = importlib.import_module(format_named(kind).module).read(source)
    except ParserError:
        return FileContent(parser="")
    return content


def grid_sizes(grids: tuple[Grid, ...]) -> dict[str, list[int]]:
    """Every grid's place with its rows and columns."""
    return {grid.place: [grid.rows, grid.columns] for grid in grids}
