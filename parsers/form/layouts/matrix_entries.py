"""From a wide table to entries: which of its rows is the figure, what the others add up to."""

from __future__ import annotations

from dataclasses import dataclass, replace

from parsers.form.entries import Entry
from parsers.form.identity import is_unit_label
from parsers.form.layouts.added import added
from parsers.form.layouts.category_heads import with_category
from parsers.form.layouts.gaps import column_heads, is_unsure
from parsers.form.layouts.headers import is_previous, is_this_period, is_whole, role_of, year_of
from parsers.form.layouts.matrix import Matrix
from parsers.form.layouts.rows import Row, rows_of
from parsers.form.naming.labels import Label
from parsers.form.naming.names import Names
from parsers.form.table import Table, is_blank, is_value, label_of
from parsers.form.values.measures import Measure, written_measure

_SKIPPED = ("numbers", "note", "previous", "measure")
_SUMMED = ("own", "part", "child", "subtotal", "total")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """How the rows of a table stand to each other.

    `partial`: rows that tell only a part, by index; `named`: whether a row's name leads to its
    numbers.
    """

    rows: tuple[Row, ...]
    partial: frozenset[int]
    named: bool


def read_matrix(table: Table, matrix: Matrix, measure: Measure | None, names: Names) -> list[Entry]:
    """Every number under a head.

    A row's own name (合计, a town) goes before the head's. Of several rows none is the figure by
    itself: that is their 合计 alone, or their sum, which is to be looked at.
    """
    standing = _standing(table, matrix, names)
    measures = _measures(table, matrix.measure_row) if matrix.measure_row is not None else {}
    found: list[Entry] = []
    parts: dict[int, list[Entry]] = {}
    told: set[int] = set()
    for row in standing.rows:
        if row.kind == "measure":
            measures = _measures(table, row.index)
        if row.kind in _SKIPPED:
            continue
        for column in range(table.columns):
            entry = _entry(table, matrix, standing, row, column, names)
            if entry is not None:
                written = entry.measure or measures.get(column) or measure
                entry = replace(entry, measure=written)
                found.append(entry)
                if row.kind == "part" and entry.part is not None:
                    parts.setdefault(column, []).append(entry)
                elif row.kind in ("own", "total") and not is_blank(entry.cell):
                    told.add(column)
    open_columns = (parts[column] for column in parts if column not in told)
    return [*found, *added(open_columns, names)]


def _standing(table: Table, matrix: Matrix, names: Names) -> _Standing:
    rows = rows_of(table, matrix.rows, matrix.names, names)
    kept = [row for row in rows if row.kind in _SUMMED]
    filled = [row for row in kept if row.kind == "part" and _is_filled(table, matrix, row)]
    whole = any(row.kind in ("own", "total") for row in kept)
    has_total = any(row.kind == "total" for row in kept)
    partial = {row.index for row in kept if row.kind in ("child", "subtotal") and whole}
    if has_total or len(filled) > 1:
        partial |= {row.index for row in kept if row.kind in ("part", "subtotal", "child")}
    elif len(filled) == 1 and not whole:
        partial |= {row.index for row in kept if row not in filled}
    return _Standing(rows=tuple(rows), partial=frozenset(partial), named=len(kept) > 1)


def _is_filled(table: Table, matrix: Matrix, row: Row) -> bool:
    return any(
        is_value(cell) and cell.column not in matrix.names
        for cell in table.row(row.index)
        if cell.row == row.index
    )


def _measures(table: Table, row: int) -> dict[int, Measure]:
    found = {column: written_measure(table.at(row, column).text) for column in range(table.columns)}
    return {column: one for column, one in found.items() if one is not None}


def _entry(
    table: Table, matrix: Matrix, standing: _Standing, row: Row, column: int, names: Names
) -> Entry | None:
    cell = table.at(row.index, column)
    heads = column_heads(table, matrix.first, matrix.depth, column)
    if not heads or column in matrix.names or is_unit_label(heads[-1].text):
        return None
    if (cell.row, cell.column) != (row.index, column):
        return None
    if len(heads) == 1 and role_of(heads[0]) in ("code", "note", "label", "measure"):
        return None
    path = _of_this_report(tuple(label_of(head) for head in heads), names)
    if not path:
        return None
    if path[-1].is_child:
        path = (*path[:-1], *_parent_of(table, matrix, column), path[-1])
    if row.kind == "total":
        path = with_category(path, table, matrix, row.index, column, names)
    down = f"{table.grid.place}{matrix.first}/column{column}"
    across = "/".join([f"{table.grid.place}{row.index}", *(label.text for label in path[:-1])])
    groups = [(across, path[-1].is_total)]
    if row.kind in ("part", "total"):
        groups.append((down, row.kind == "total"))
    is_part = row.index in standing.partial
    bracket = next((label.measure for label in reversed(path) if label.measure), None)
    return Entry(
        path=(*row.labels, *path) if standing.named and row.kind != "own" else path,
        cell=cell,
        location=table.location(cell),
        measure=bracket,
        groups=tuple(groups),
        is_child=path[-1].is_child,
        beside_another=is_unsure(table, matrix.first, matrix.depth, column),
        shared=cell.colspan > 1 and not is_blank(cell) and cell.colspan > heads[-1].colspan,
        part=row.labels if is_part else None,
    )


def _of_this_report(path: tuple[Label, ...], names: Names) -> tuple[Label, ...]:
    """走访 over 本年, 上年 and 总数: this year and the whole are 走访 itself, last year nothing."""
    own, year = path[-1], year_of(path[-1])
    if len(path) < 2 or not names.names or names.is_part(own):
        return path
    if is_previous(own) or (year and names.years and year not in names.years):
        return ()
    if is_this_period(own) or (year and names.years):
        return path[:-1]
    return (*path[:-1], replace(own, text="合计")) if is_whole(own) else path


def _parent_of(table: Table, matrix: Matrix, column: int) -> tuple[Label, ...]:
    """The head to the left that 其中 refers to."""
    for left in range(column - 1, -1, -1):
        heads = column_heads(table, matrix.first, matrix.depth, left)
        if heads and not label_of(heads[-1]).is_child:
            return (label_of(heads[-1]),)
    return ()


def reporting_rows(table: Table, matrix: Matrix, names: Names) -> list[int]:
    """The rows whose own name may be a reporting unit's: no 栏次, no 上年同期, none of a 合计."""
    rows = rows_of(table, matrix.rows, matrix.names, names)
    if any(row.kind == "total" for row in rows):
        return []
    return [
        row.index
        for row in rows
        if row.kind == "part" or (row.kind == "own" and not is_this_period(row.labels[-1]))
    ]
