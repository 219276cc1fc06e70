"""A spreadsheet's sheet, as its reader finds it, made into a grid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from parsers.grid import Cell, Grid

Position = tuple[int, int]
_WIDEST = 1024
_HIGHEST = 100_000


@dataclass(frozen=True, slots=True, kw_only=True)
class MergedArea:
    """A merged area: its first and last row and column, counted from 0."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What a sheet holds: cells without spans, and the merged areas beside them.

    `conceals`: some of its cells are not seen, by a hidden row or column, their format or colour.
    `struck`: numbers were left out that are crossed out.
    """

    name: str
    cells: tuple[Cell, ...]
    merged: tuple[MergedArea, ...] = ()
    hidden: bool = False
    conceals: bool = False
    struck: bool = False
    cut: bool = False


def sheet_grid(sheet: Sheet, *, filename: str, order: int, most: int) -> tuple[Grid, bool]:
    """Make a grid of at most `most` positions, and say whether something was left out.

    Values left under a merged area are nobody's to see and are dropped.
    """
    areas, covered = _areas(sheet.merged, most)
    at = {(cell.row, cell.column): cell for cell in sheet.cells}
    spanned = {position: _spanned(at.get(position), area) for position, area in areas.items()}
    kept = [cell for position, cell in at.items() if position not in covered]
    cells = [cell for cell in kept if (cell.row, cell.column) not in areas]
    rows, columns = _extent([*cells, *(cell for cell in spanned.values() if cell.kind != "blank")])
    whole = columns
    if rows * columns > most:
        columns = min(columns, _WIDEST)
    fitting = min(rows, most // columns) if columns else 0
    inside = [
        _clipped(cell, fitting, columns)
        for cell in sorted([*cells, *spanned.values()], key=lambda one: (one.row, one.column))
        if cell.row < fitting and cell.column < columns
    ]
    grid = Grid(
        name=sheet.name,
        place=f"{filename}!{sheet.name}!",
        order=order,
        rows=fitting,
        columns=columns,
        cells=tuple(inside),
        addressing="a1",
        hidden=sheet.hidden,
    )
    return grid, sheet.cut or fitting < rows or columns < whole


def _areas(
    merged: Iterable[MergedArea], most: int
) -> tuple[Mapping[Position, MergedArea], frozenset[Position]]:
    """The areas by their top left position, and all other positions under them.

    A whole merged row or column covers only as far as anybody writes. Of areas that overlap the
    first one holds.
    """
    areas: dict[Position, MergedArea] = {}
    covered: set[Position] = set()
    for area in merged:
        bottom = min(area.bottom, area.top + _HIGHEST)
        right = min(area.right, area.left + _WIDEST)
        if (bottom - area.top + 1) * (right - area.left + 1) + len(covered) > most:
            continue
        positions = {
            (row, column)
            for row in range(area.top, bottom + 1)
            for column in range(area.left, right + 1)
        }
        if positions and positions.isdisjoint(covered) and positions.isdisjoint(areas):
            areas[area.top, area.left] = replace(area, bottom=bottom, right=right)
            covered |= positions - {(area.top, area.left)}
    return areas, frozenset(covered)


def _spanned(cell: Cell | None, area: MergedArea) -> Cell:
    cell = cell or Cell(row=area.top, column=area.left, text="", kind="blank")
    return replace(cell, rowspan=area.bottom - area.top + 1, colspan=area.right - area.left + 1)


def _extent(cells: Iterable[Cell]) -> Position:
    rows = columns = 0
    for cell in cells:
        rows = max(rows, cell.row + (cell.rowspan if cell.rowspan < _HIGHEST else 1))
        columns = max(columns, cell.column + (cell.colspan if cell.colspan < _WIDEST else 1))
    return rows, columns


def _clipped(cell: Cell, rows: int, columns: int) -> Cell:
    rowspan = min(cell.rowspan, rows - cell.row)
    colspan = min(cell.colspan, columns - cell.column)
    if (rowspan, colspan) == (cell.rowspan, cell.colspan):
        return cell
    return replace(cell, rowspan=rowspan, colspan=colspan)
