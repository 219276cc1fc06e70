"""Tables whose cells say how far they span (HTML, ODF, slides), laid out on positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from parsers.grid import Cell

_MOST_COLUMNS = 1000
"""The HTML standard's own bound for colspan (4.9.11)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanningCell:
    """A cell as a row lists it: its text and how many rows and columns it takes."""

    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A table laid out: its cells at their positions and its size."""

    cells: tuple[Cell, ...]
    rows: int
    columns: int
    cut: bool = False


def laid_out(rows: Sequence[Sequence[SpanningCell]], most: int) -> Layout:
    """Lay rows of spanning cells out; at most `most` positions are taken, then it is `cut`.

    Where cells would overlap the later one moves right, as browsers do, or gets narrower.
    """
    taken: set[tuple[int, int]] = set()
    cells: list[Cell] = []
    columns = 0
    for row, listed in enumerate(rows):
        column = 0
        for one in listed:
            while (row, column) in taken:
                column += 1
            height = min(one.rowspan if one.rowspan > 0 else len(rows), len(rows) - row)
            width = _free(taken, row, column, min(max(one.colspan, 1), _MOST_COLUMNS))
            if len(taken) + height * width > most:
                return Layout(cells=tuple(cells), rows=row, columns=columns, cut=True)
            taken.update(
                (row + down, column + right) for down in range(height) for right in range(width)
            )
            cells.append(_cell(row, column, one.text, height, width))
            column += width
            columns = max(columns, column)
    return _narrowed(cells, len(rows), columns)


def _free(taken: set[tuple[int, int]], row: int, column: int, width: int) -> int:
    """How much of a width is free in this row: a cell from above may stand in it."""
    for right in range(width):
        if (row, column + right) in taken:
            return right
    return width


def _cell(row: int, column: int, text: str, height: int, width: int) -> Cell:
    return Cell(
        row=row,
        column=column,
        text=text,
        rowspan=height,
        colspan=width,
        kind="text" if text else "blank",
    )


def _narrowed(cells: Sequence[Cell], rows: int, columns: int) -> Layout:
    """Leave single blank cells out: a position without a cell is blank."""
    kept = tuple(one for one in cells if one.text or one.rowspan > 1 or one.colspan > 1)
    return Layout(cells=kept, rows=rows, columns=columns)
