"""Scans give the tables that were printed, whatever scanner or telephone did to them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from parsers.context import ReadingContext
from parsers.files.format import Source
from parsers.form.definition import FormDefinition
from parsers.results import FileContent

pytest.importorskip("rapidocr", reason="the extra `ocr` is not installed")

from parsers.scan.reading import read_scan

SAMPLES = Path(__file__).resolve().parent.parent / "samples" / "scan"
EXPECTED = sorted(SAMPLES.glob("*.expected.json"))
CONTEXT = ReadingContext(form=FormDefinition(title="", fields=()), ocr=True)


def read(path: Path, spool: Path) -> FileContent:
    source = Source(path=path, spool=spool, filename=path.name, media_type="", context=CONTEXT)
    return read_scan(source)


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name)
def test_every_cell_of_a_scanned_table_is_where_it_was_printed(path: Path, tmp_path: Path) -> None:
    expected = json.loads(path.read_text(encoding="utf-8"))
    content = read(path.with_name(path.name.removesuffix(".expected.json")), tmp_path)
    grids = [
        {
            "place": grid.place,
            "cells": [
                [cell.row, cell.column, cell.rowspan, cell.colspan, cell.text]
                for cell in grid.cells
            ],
        }
        for grid in content.grids
    ]
    assert (content.origin, content.need) == (expected["origin"], expected["need"])
    assert [one.code for one in content.findings] == ["ocr"]
    assert grids == expected["grids"]
