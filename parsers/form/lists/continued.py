"""A list that goes on in a second table without a header: both are read as one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from parsers.form.layouts.headers import is_label_row
from parsers.form.layouts.list_cells import is_date, serial_of
from parsers.form.layouts.list_heads import ListHeader, find_list
from parsers.form.layouts.list_words import is_sum
from parsers.form.naming.names import Names
from parsers.form.table import Table, is_blank, is_label, is_value
from parsers.form.text import squeeze
from parsers.grid import Grid
from parsers.results import Paragraph

_GOES_ON = re.compile(r"\(?(?:续表?|接上[表页]|转下页|上接|下接)[一二三四\d]*\)?|第?\d+页?")
_MOST_ROWS = 1000
_FEWEST_COLUMNS = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinedGrid(Grid):
    """Tables one below the other; `parts` tell at which row each begins."""

    parts: tuple[tuple[int, Grid], ...]

    def location(self, row: int, column: int) -> str:
        """Lead a person to the cell in the table where it stands."""
        start, part = next(pair for pair in reversed(self.parts) if pair[0] <= row)
        return part.location(row - start, column)


def end_of(grid: Grid) -> int:
    """Where a grid ends among the file's paragraphs and tables."""
    return grid.parts[-1][1].order if isinstance(grid, JoinedGrid) else grid.order


def with_continuations(
    grids: Iterable[Grid], paragraphs: Sequence[Paragraph], names: Names
) -> list[Grid]:
    """The tables in their order; one that goes on with the list before it is part of that one."""
    found: list[Grid] = []
    for grid in grids:
        if found and _goes_on(found[-1], grid, paragraphs, names):
            found[-1] = _joined(found[-1], grid)
        else:
            found.append(grid)
    return found


def _goes_on(one: Grid, other: Grid, paragraphs: Sequence[Paragraph], names: Names) -> bool:
    if one.rows + other.rows > _MOST_ROWS or one.addressing != other.addressing:
        return False
    between = [text.text for text in paragraphs if end_of(one) < text.order < other.order]
    if any(text.strip() and not _GOES_ON.fullmatch(squeeze(text)) for text in between):
        return False
    below = Table(other)
    first = next((row for row in range(below.last_row + 1) if below.row(row)), None)
    if first is None or is_label_row(below, first) or below.columns < _FEWEST_COLUMNS:
        return False
    above = Table(one)
    header = _last_list(above, names)
    return header is not None and _is_next(above, below, first, header)


def _last_list(table: Table, names: Names) -> ListHeader | None:
    for row in range(table.last_row, -1, -1):
        header = find_list(table, row, table.last_row, names)
        if header is not None:
            return header
    return None


def _is_next(above: Table, below: Table, first: int, header: ListHeader) -> bool:
    """Whether a row is the next of a list, or its 合计: by its number, its date, its looks."""
    columns = header.columns
    if any(is_sum(cell.text, numbered=False) for cell in below.row(first)[:1]):
        return len(below.row(first)) > 1
    name = below.at(first, columns["name"])
    if not is_label(name) or max(_filled(below, first)) > max((*columns.values(), *header.others)):
        return False
    if "ordinal" in columns:
        last = serial_of(above.at(above.last_row, columns["ordinal"]))
        return last is not None and serial_of(below.at(first, columns["ordinal"])) == last + 1
    if "held_on" in columns:
        return is_date(below.at(first, columns["held_on"]))
    cells = [below.at(first, column) for column in header.others]
    return any(map(is_value, cells)) and all(is_value(cell) or is_blank(cell) for cell in cells)


def _filled(table: Table, row: int) -> list[int]:
    return [cell.column for cell in table.row(row)]


def _joined(one: Grid, other: Grid) -> Grid:
    start = one.rows
    parts = one.parts if isinstance(one, JoinedGrid) else ((0, one),)
    cells = (*one.cells, *(replace(cell, row=cell.row + start) for cell in other.cells))
    return JoinedGrid(
        name=one.name, place=one.place, order=one.order, rows=start + other.rows,
        columns=max(one.columns, other.columns), cells=cells, addressing=one.addressing,
        parts=(*parts, (start, other)),
    )  # fmt: skip
