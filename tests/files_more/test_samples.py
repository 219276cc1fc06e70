"""Every sample gives what is written beside it."""

from __future__ import annotations

import importlib
import json
from pathlib import Path
from typing import Any

import pytest

from parsers.context import ReadingContext
from parsers.errors import ParserError
from parsers.files.detect import detect
from parsers.files.format import Source
from parsers.files.registry import format_named
from parsers.form.definition import FormDefinition
from parsers.results import FileContent

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
KINDS = ("pdf", "rtf", "archive", "image", "tnef", "msg")
EXPECTED = sorted(path for kind in KINDS for path in (SAMPLES / kind).glob("*.expected.json"))
CONTEXT = ReadingContext(form=FormDefinition(title="", fields=()))


def told(content: FileContent) -> dict[str, Any]:
    """A content in the words of the expected results."""
    return {
        "origin": content.origin,
        "need": content.need,
        "title": content.title,
        "pictures": content.pictures,
        "taken_at": content.taken_at,
        "texts": [one.text for one in content.paragraphs if one.style != "page_edge"],
        "places": [one.place for one in content.paragraphs],
        "grids": [
            {
                "place": grid.place,
                "cells": [
                    [cell.row, cell.column, cell.rowspan, cell.colspan, cell.text]
                    for cell in grid.cells
                ],
            }
            for grid in content.grids
        ],
        "members": [[one.filename, one.size] for one in content.members],
        "findings": [one.code for one in content.findings],
    }


def read(path: Path, spool: Path) -> FileContent:
    """Read a sample with the module that the registry names for its bytes."""
    module = importlib.import_module(format_named(detect(path, path.name)).module)
    source = Source(path=path, spool=spool, filename=path.name, media_type="", context=CONTEXT)
    content: FileContent = module.read(source)
    return content


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_gives_what_is_written_beside_it(path: Path, tmp_path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    sample = path.with_name(path.name.removesuffix(".expected.json"))
    try:
        found = told(read(sample, tmp_path))
    except ParserError as error:
        found = {"error": type(error).__name__}
    assert {name: found.get(name) for name in expected} == expected


@pytest.mark.parametrize("kind", KINDS)
def test_every_sample_has_an_expected_result(kind: str) -> None:
    samples = {path.name for path in (SAMPLES / kind).iterdir() if path.suffix != ".json"}
    assert samples == {
        path.name.removesuffix(".expected.json") for path in EXPECTED if path.parent.name == kind
    }
