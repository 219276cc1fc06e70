"""What a person wants to see of a kept file, and the part of its tables that answers it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from parsers.grid import Grid

_MOST_CELLS = 6000
_MOST_GRIDS = 30
_ROWS_AROUND = 60
_MOST_COLUMNS = 120
_LONGEST_TEXT = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The table that holds `location` ('': all of them), or one `page` as a picture.

    `page` counts from 1; 0 asks for tables and text. The picture is no longer than `pixels`.
    """

    location: str = ""
    page: int = 0
    pixels: int = 1600


def seen_grids(grids: Sequence[Grid], look: Look | None) -> tuple[Grid, ...]:
    """The tables asked for, cut to what a page can show; addresses stay as they are."""
    if look is None:
        return ()
    if look.location:
        found = _holding(grids, look.location)
        return (_around(*found),) if found else ()
    shown: list[Grid] = []
    room = _MOST_CELLS
    for grid in grids[:_MOST_GRIDS]:
        if room > 0 and grid.cells:
            shown.append(_cut(grid, range(grid.rows), room))
            room -= len(shown[-1].cells)
    return tuple(shown)


def _holding(grids: Iterable[Grid], location: str) -> tuple[Grid, int] | None:
    """The table and the row of a location; else the table that its beginning names."""
    named: Grid | None = None
    for grid in grids:
        for cell in grid.cells:
            if grid.location(cell.row, cell.column) == location:
                return grid, cell.row
        if location.startswith(grid.place) and len(grid.place) > len(named.place if named else ""):
            named = grid
    return (named, 0) if named else None


def _around(grid: Grid, row: int) -> Grid:
    """The rows near one; a table of ordinary size is left whole."""
    if len(grid.cells) <= _MOST_CELLS:
        return _cut(grid, range(grid.rows), _MOST_CELLS)
    return _cut(grid, range(row - _ROWS_AROUND, row + _ROWS_AROUND), _MOST_CELLS)


def _cut(grid: Grid, rows: range, room: int) -> Grid:
    kept = (
        replace(cell, text=cell.text[:_LONGEST_TEXT])
        for cell in grid.cells
        if cell.row in rows and cell.column < _MOST_COLUMNS
    )
    return replace(grid, cells=tuple(cell for cell, _ in zip(kept, range(room), strict=False)))
