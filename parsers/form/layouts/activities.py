"""Layout 4: a list of activities, one a row; its 合计 is left out and compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from parsers.form.layouts.gaps import column_heads
from parsers.form.layouts.list_cells import is_date, serial_of
from parsers.form.layouts.list_heads import ListHeader
from parsers.form.layouts.list_rows import ListRows, RowSorter
from parsers.form.lists.activity_list import ActivityList, ListCell, ListColumn
from parsers.form.naming.names import Names
from parsers.form.table import Table, is_blank, is_value, label_of
from parsers.form.text import squeeze
from parsers.form.values.cells import read_cell
from parsers.form.values.figures import participants_in
from parsers.grid import Cell
from parsers.results import ActivityReading

_COUNT = re.compile(r"(?:合计|总计|共计?|计)?[:(]?(\d+)(?:场次?|项|次|个)(?:活动)?\)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundList:
    """A list, the last row it takes, and the rows between that say something else."""

    found: ActivityList
    last: int
    foreign: tuple[int, ...]


def goes_on(table: Table, header: ListHeader, row: int) -> bool:
    """Whether a row below a title goes on with the list above it: by its number or its date."""
    columns = header.columns
    role = "ordinal" if "ordinal" in columns else "held_on"
    if role not in columns or is_blank(table.at(row, columns["name"])):
        return False
    cell = table.at(row, columns[role])
    return serial_of(cell) is not None if role == "ordinal" else is_date(cell)


def read_list(
    table: Table, header: ListHeader, row: int, span: tuple[int, int], names: Names
) -> FoundList:
    """The rows of a span under the header in `row` as activities, and its columns of numbers."""
    sorter = RowSorter(table, header, row, names)
    rows = sorter.sort(*span)
    ordinals = _ordinals(table, header, rows)
    columns = tuple(_column(table, header, row, column, rows) for column in header.others)
    people = next(
        (one for c, one in zip(header.others, columns, strict=True) if c == header.people), None
    )
    activities = tuple(
        _activity(table, header, index, group, people)
        for index, group in enumerate(rows.activities, start=1)
    )
    found = ActivityList(
        activities=activities,
        columns=columns,
        location=table.grid.location(row, 0),
        place=table.grid.place,
        rows=(row, rows.last),
        heads=tuple(sorter.heads),
        ordinals=ordinals,
        stated=_stated(table, header, rows),
        doubts=frozenset(rows.doubts),
    )
    foreign = tuple(one for one in rows.foreign if one < rows.last)
    return FoundList(found=found, last=rows.last, foreign=foreign)


def _column(table: Table, header: ListHeader, row: int, column: int, rows: ListRows) -> ListColumn:
    heads = column_heads(table, row, header.depth, column)
    path = tuple(label_of(head) for head in heads)

    def held(one: int) -> ListCell | None:
        cell = table.at(one, column)
        is_own = cell.row == one and cell.column == column and not is_blank(cell)
        return ListCell(cell=cell, location=table.location(cell)) if is_own else None

    groups = [[held(one) for one in group] for group in rows.activities]
    open_groups = [
        group
        for group, cells in zip(rows.activities, groups, strict=True)
        if not any(cells) and all(is_blank(table.at(one, column)) for one in group)
    ]
    filled = len(groups) - len(open_groups)
    is_sparse = column != header.people and 0 < filled < len(open_groups)
    sums = {one: cell for one in (*rows.totals, *rows.subtotals) if (cell := held(one))}
    written = {one: cell for one, cell in sums.items() if is_value(cell.cell)}
    return ListColumn(
        path=path,
        measure=next((label.measure for label in reversed(path) if label.measure), None),
        cells=tuple(cell for cells in groups for cell in cells if cell is not None),
        location=table.grid.location(row, column),
        total=next((written[one] for one in rows.totals if one in written), None),
        subtotals=tuple(cell for one, cell in written.items() if one in rows.subtotals),
        is_open=bool(open_groups) and not is_sparse,
        is_doubtful=any(
            cell is not None and read_cell(cell.cell).value != 0 for cell in map(held, rows.unsure)
        ),
    )


def _ordinals(table: Table, header: ListHeader, rows: ListRows) -> tuple[int, int] | None:
    """The first and the last number; a number left out between them is a doubt."""
    column = header.columns.get("ordinal")
    if column is None:
        return None
    found = [serial_of(table.at(group[0], column)) for group in rows.activities]
    told = [one for one in found if one is not None]
    if not told:
        return None
    steps = pairwise(told)
    if len(told) == len(found) and any(right > left + 1 for left, right in steps):
        rows.doubts.add("numbering")
    return told[0], told[-1]


def _stated(table: Table, header: ListHeader, rows: ListRows) -> Decimal | None:
    """How many activities the 合计 row says: 3场 beside it, or 合计3场."""
    for row in rows.totals:
        for cell in table.row(row):
            if cell.column in header.others or cell.row != row:
                continue
            if match := _COUNT.fullmatch(squeeze(cell.text)):
                return Decimal(match[1])
    return None


def _activity(
    table: Table, header: ListHeader, ordinal: int, rows: list[int], people: ListColumn | None
) -> ActivityReading:
    def text(role: str) -> str:
        column = header.columns.get(role)
        cells = [] if column is None else [table.at(row, column) for row in rows]
        return "、".join(dict.fromkeys(t for cell in cells if (t := " ".join(cell.text.split()))))

    cells = [one.cell for one in people.cells if one.cell.row in rows] if people else []
    return ActivityReading(
        ordinal=ordinal,
        name=text("name"),
        location=table.grid.location(rows[0], header.columns["name"]),
        held_on=text("held_on"),
        place=text("place"),
        organiser=text("organiser"),
        participants=_participants(cells, people),
    )


def _participants(cells: list[Cell], people: ListColumn | None) -> Decimal | None:
    read = [participants_in(cell, people.measure if people else None) for cell in cells]
    known = [one for one in read if one is not None]
    return sum(known, Decimal(0)) if read and len(known) == len(read) else None
