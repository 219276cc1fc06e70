"""A grid as rows of a page's table, merged cells merged, the cells of a location marked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from parsers.grid import Cell, Grid, column_letters

_MOST_COLUMNS = 60
_BLANK_ROWS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """One cell as it is shown."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    marked: bool = False
    number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A grid to show. `rows` pairs a row's number with its cells; `marked`: a cell was found."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Shown, ...]], ...]
    marked: bool
    hidden: bool


def tables_of(grids: Sequence[Grid], location: str = "") -> list[Table]:
    """The grids to show, with the cells that a location names marked."""
    wanted = _places(location)
    return [_table(grid, wanted) for grid in grids if grid.cells]


def _places(location: str) -> frozenset[str]:
    return frozenset({location, *location.split("、")}) - {""}


def _table(grid: Grid, wanted: Collection[str]) -> Table:
    by_place = {(cell.row, cell.column): cell for cell in grid.cells}
    first = min(cell.row for cell in grid.cells)
    columns = min(max(cell.column + max(cell.colspan, 1) for cell in grid.cells), _MOST_COLUMNS)
    last = _last(grid, wanted, columns)
    covered: set[tuple[int, int]] = set()
    rows = []
    for row in range(first, last):
        cells = tuple(
            _cell(grid, by_place, covered, row, column, columns, wanted)
            for column in range(columns)
            if (row, column) not in covered
        )
        rows.append((str(row + 1), cells))
    return Table(
        name=grid.name,
        columns=tuple(_heading(grid, column) for column in range(columns)),
        rows=tuple(rows),
        marked=any(cell.marked for _, cells in rows for cell in cells),
        hidden=grid.hidden,
    )


def _last(grid: Grid, wanted: Collection[str], columns: int) -> int:
    """One past the last row that says something, or that holds a marked blank cell."""
    last = max(cell.row + max(cell.rowspan, 1) for cell in grid.cells)
    for row in range(last, min(last + _BLANK_ROWS, grid.rows)):
        if any(grid.location(row, column) in wanted for column in range(columns)):
            return row + 1
    return last


def _heading(grid: Grid, column: int) -> str:
    return column_letters(column) if grid.addressing == "a1" else str(column + 1)


def _cell(
    grid: Grid,
    by_place: dict[tuple[int, int], Cell],
    covered: set[tuple[int, int]],
    row: int,
    column: int,
    columns: int,
    wanted: Collection[str],
) -> Shown:
    marked = grid.location(row, column) in wanted
    cell = by_place.get((row, column))
    if cell is None:
        return Shown(text="", marked=marked)
    rowspan, colspan = max(cell.rowspan, 1), min(max(cell.colspan, 1), columns - column)
    covered.update(
        (row + down, column + right) for down in range(rowspan) for right in range(colspan)
    )
    return Shown(
        text=cell.text,
        rowspan=rowspan,
        colspan=colspan,
        marked=marked,
        number=cell.number is not None,
    )
