"""Every sample reads as what stands beside it says."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

from tests.files.samples import EXPECTED, KINDS, SAMPLES, Read, expected_of, grid_sizes, read_sample

_ALONE = ("state", "parser", "need", "title", "pictures", "family")


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_sample_reads_as_expected(path: Path, tmp_path: Path) -> None:
    expected = expected_of(path)
    read = read_sample(path, expected, tmp_path)
    _check_reading(expected, read)
    _check_grids(expected, read)
    _check_members(expected, read)
    _check_apart(read)


def _check_reading(expected: dict[str, Any], read: Read) -> None:
    reading = read.reading
    assert reading.state == expected.get("state", "read"), reading.findings
    for key in _ALONE:
        if key in expected:
            assert getattr(reading, key) == expected[key], key
    assert [one.code for one in reading.findings] == expected.get("findings", [])
    assert list(reading.headings) == expected.get("headings", list(reading.headings))
    at = 0
    for piece in expected.get("text", ()):
        assert piece in reading.text[at:], f"{piece!r} is not in {reading.text[at:]!r}"
        at = reading.text.index(piece, at) + len(piece)
    for piece in expected.get("absent", ()):
        assert piece not in reading.text
    for piece in expected.get("once", ()):
        assert reading.text.count(piece) == 1
    said = " ".join(one.message for one in reading.findings)
    for piece in expected.get("messages", ()):
        assert piece in said


def _check_grids(expected: dict[str, Any], read: Read) -> None:
    grids = read.content.grids
    if "grids" in expected:
        assert grid_sizes(grids) == expected["grids"]
    hidden = [grid.place for grid in grids if grid.hidden]
    assert hidden == expected.get("hidden", [])
    for location, text in expected.get("cells", {}).items():
        assert read.cells[location].text == text, location
    for location, number in expected.get("numbers", {}).items():
        found = read.cells[location].number
        assert (None if found is None else format(found, "f")) == number, location
    for location, kind in expected.get("kinds", {}).items():
        cell = read.cells.get(location)
        assert (cell.kind if cell else None) == kind, location
    for location, spans in expected.get("spans", {}).items():
        assert [read.cells[location].rowspan, read.cells[location].colspan] == spans, location
    styles = {one.text: one.style for one in read.content.paragraphs}
    for text, style in expected.get("styles", {}).items():
        assert styles[text] == style, text
    assert len(read.cells) <= expected.get("most_cells", len(read.cells))


def _check_members(expected: dict[str, Any], read: Read) -> None:
    members = read.reading.members
    assert [one.filename for one in members] == expected.get("members", [])
    for member in members:
        data = (read.spool / member.spooled).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (member.size, member.sha256)
    assert {one.name for one in read.spool.iterdir()} == {one.spooled for one in members}


def test_every_sample_has_its_expectation() -> None:
    """A sample without one would be read by nobody."""
    files = {path for kind in KINDS for path in (SAMPLES / kind).iterdir()}
    beside = {path.with_name(path.name.removesuffix(".expected.json")) for path in EXPECTED}
    assert beside == files - set(EXPECTED)
    assert len(beside) >= 60


def _check_apart(read: Read) -> None:
    """No position belongs to two cells, and none lies outside: a merged area counts once."""
    for grid in read.content.grids:
        taken = [
            (cell.row + down, cell.column + right)
            for cell in grid.cells
            for down in range(cell.rowspan)
            for right in range(cell.colspan)
        ]
        assert len(taken) == len(set(taken)), grid.place
        assert all(row < grid.rows and column < grid.columns for row, column in taken)
