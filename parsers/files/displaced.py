"""Numbers that a print shows a row too high: two in one cell, and none in a cell below it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parsers.findings import Finding, finding
from parsers.grid import Grid

_TWO = re.compile(r"\d[\d.,]*\s*\n\s*\d[\d.,]*")


def displaced_numbers(grids: Iterable[Grid]) -> list[Finding]:
    """One question for each cell that holds another row's number beside its own.

    Excel prints a cell with a line break in a row one line high so: the number stands in the row
    above, and so may those below it, down to the row that is left empty.
    """
    found: list[Finding] = []
    for grid in grids:
        texts = {(cell.row, cell.column): cell.text for cell in grid.cells}
        for (row, column), text in texts.items():
            if _TWO.fullmatch(text) and _ends_empty(texts, row, column, grid.rows):
                location = grid.location(row, column)
                found.append(finding("displaced_numbers", location=location, raw=text))
    return found


def _ends_empty(texts: dict[tuple[int, int], str], row: int, column: int, rows: int) -> bool:
    """Whether numbers go on below, one a row, down to an empty cell beside a label."""
    for below in range(row + 1, rows):
        text = texts.get((below, column), "")
        if not text:
            return bool(texts.get((below, column - 1)))
        if not text[:1].isdigit():
            return False
    return False
