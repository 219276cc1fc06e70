"""Layout 5: one or more header rows, the unit in the head's bracket, the numbers below."""

from __future__ import annotations

from dataclasses import dataclass, replace

from parsers.form.entries import Entry
from parsers.form.identity import is_unit_label
from parsers.form.labels import Label
from parsers.form.layouts.clauses import in_cell
from parsers.form.layouts.gaps import column_heads, is_unsure
from parsers.form.layouts.headers import depth_of, is_label_row, is_this_period, role_of
from parsers.form.measures import Measure, written_measure
from parsers.form.names import Names
from parsers.form.table import (
    Table,
    is_blank,
    is_label,
    is_measure,
    is_unfilled,
    is_value,
    label_of,
)
from parsers.grid import Cell

_FEWEST = 2
_LONGEST_REMARK = 8
_MOST_ROWS = 200
"""A longer table is a list of other things; only its 合计 may be a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A wide table: where its header starts, how deep it is, the rows below it."""

    first: int
    depth: int
    rows: tuple[int, ...]
    last: int
    measure_row: int | None = None


def find_matrix(table: Table, row: int, end: int, names: Names) -> Matrix | None:
    """The matrix whose header starts in `row`, or None."""
    if not _is_header_row(table, row) or _has_clauses(table, row, names):
        return None
    depth = depth_of(table, row, end)
    found = _matrix_of(table, row, depth, end, names)
    is_open = found is None and not table.is_merged(row + depth - 1)
    if is_open and _may_be_deeper(table, row + depth, end, names):
        return _matrix_of(table, row, depth + 1, end, names)
    return found


def _may_be_deeper(table: Table, row: int, end: int, names: Names) -> bool:
    """Without merged cells a second header row looks like any row of labels."""
    cells = table.row(row)
    if row >= end or not cells:
        return False
    if _is_measure_row(table, row, end):
        return any(not table.at(row - 1, cell.column).text.strip() for cell in cells)
    alone = len(cells) == 1 and names.is_known(label_of(cells[0]))
    return all(is_label(cell) for cell in cells) and (alone or len(cells) > 1)


def _matrix_of(table: Table, row: int, depth: int, end: int, names: Names) -> Matrix | None:
    if not _is_dense(table, row, depth):
        return None
    heads = _lowest(table, row, depth)
    known = sum(names.is_known(label_of(cell)) for cell in heads)
    has_measures = _is_measure_row(table, row + depth, end)
    certain = has_measures or known > _FEWEST or _FEWEST <= known == len(heads)
    below = _data_rows(table, row, depth + has_measures, end, names, certain=certain)
    if not below:
        return None
    filled = any(_values(table, one) >= 1 for one in below)
    if not filled and known < _FEWEST:
        return None
    last = below[-1]
    if len(below) > _MOST_ROWS:
        below = [one for one in below if any(label_of(c).is_total for c in table.row(one)[:2])]
    measure_row = row + depth if has_measures else None
    return Matrix(first=row, depth=depth, rows=tuple(below), last=last, measure_row=measure_row)


def _has_clauses(table: Table, row: int, names: Names) -> bool:
    """Whether a cell of the row holds labels and numbers of its own."""
    return any(
        not names.is_known(label_of(cell)) and in_cell(cell, "", names)
        for cell in table.row(row)
        if cell.row == row and cell.number is None
    )


def _is_measure_row(table: Table, row: int, end: int) -> bool:
    """Units of measure beneath the heads, a row of their own."""
    cells = [cell for cell in table.row(row) if cell.row == row] if row <= end else []
    measures = [cell for cell in cells if is_measure(cell)]
    others = [cell for cell in cells if cell not in measures and role_of(cell) != "measure"]
    unknown = [cell for cell in others if is_label(cell) and written_measure(cell.text)]
    return len(measures) > len(others) and len(unknown) == len(others)


def _is_header_row(table: Table, row: int) -> bool:
    return is_label_row(table, row) and all(cell.row == row for cell in table.row(row))


def _lowest(table: Table, row: int, depth: int) -> list[Cell]:
    return [
        heads[-1]
        for column in range(table.columns)
        if (heads := column_heads(table, row, depth, column))
    ]


def _is_dense(table: Table, row: int, depth: int) -> bool:
    """Heads stand over nearly every column; in label/value pairs every second one is free."""
    heads = _lowest(table, row, depth)
    used = max((cell.column + max(1, cell.colspan) for cell in heads), default=0)
    free = sum(not column_heads(table, row, depth, column) for column in range(used))
    return free * 4 <= used


def _values(table: Table, row: int) -> int:
    return sum(is_value(cell) for cell in table.row(row) if cell.row == row)


def _data_rows(
    table: Table, first: int, depth: int, end: int, names: Names, *, certain: bool
) -> list[int]:
    """The rows below a header; an empty one right under it is a blank form's data row.

    `certain`: the header is surely one, so that the first row below it holds values whatever they
    look like (见总结, 待统计), unless it names fields itself.
    """
    rows: list[int] = []
    start = first + depth
    for row in range(start, end + 1):
        cells = [cell for cell in table.row(row) if cell.row == row]
        if not cells or ((rows or not certain) and not _holds_values(table, row, cells)):
            break
        labels = [one for one in cells if _is_name(one)]
        labels = [one for one in labels if not _names_rows(table, first, depth, one.column)]
        if any(names.is_known(label_of(cell)) for cell in labels):
            break
        if _has_clauses(table, row, names):
            break
        rows.append(row)
    if not rows and start < table.grid.rows and table.is_empty(start):
        rows.append(start)
    return rows


def _is_name(cell: Cell) -> bool:
    """A label that is no unit of measure waiting for its number."""
    return is_label(cell) and not is_measure(cell) and not is_unfilled(cell)


def _holds_values(table: Table, row: int, cells: list[Cell]) -> bool:
    labels, values = sum(is_label(cell) for cell in cells), _values(table, row)
    if not values:
        return labels < _FEWEST and not _has_sentence(cells)
    return labels <= max(_FEWEST, values)


def _has_sentence(cells: list[Cell]) -> bool:
    return any(len(cell.text) > _LONGEST_REMARK and not is_value(cell) for cell in cells)


def read_matrix(table: Table, matrix: Matrix, measure: Measure | None) -> list[Entry]:
    """Every number under a head; a row's own name (合计, a town) goes before the head's."""
    entries: list[Entry] = []
    measures = _measures(table, matrix.measure_row) if matrix.measure_row is not None else {}
    for row in matrix.rows:
        name = _row_name(table, matrix, row)
        role = role_of(name) if name is not None else "named"
        if role == "measure":
            measures = _measures(table, row)
        if role in ("measure", "previous"):
            continue
        for column in range(table.columns):
            cell = table.at(row, column)
            entry = _entry(table, matrix, column, cell, name)
            if entry is not None and cell.row == row and cell.column == column:
                written = entry.measure or measures.get(column) or measure
                entries.append(replace(entry, measure=written))
    return entries


def _measures(table: Table, row: int) -> dict[int, Measure]:
    found = {column: written_measure(table.at(row, column).text) for column in range(table.columns)}
    return {column: one for column, one in found.items() if one is not None}


def _row_name(table: Table, matrix: Matrix, row: int) -> Cell | None:
    """The cell that names a row: under 单位, 项目, 序号 or an empty corner."""
    for column in range(min(2, table.columns)):
        cell = table.at(row, column)
        if is_label(cell) and _names_rows(table, matrix.first, matrix.depth, column):
            return cell
    return None


def _names_rows(table: Table, first: int, depth: int, column: int) -> bool:
    """Whether a column holds the rows' names rather than numbers."""
    heads = column_heads(table, first, depth, column)
    if not heads:
        return True
    head = heads[-1]
    told = role_of(head) in ("code", "label", "measure") and len(heads) == 1
    return told or is_unit_label(head.text) or _is_unit_column(head, column)


def _entry(
    table: Table, matrix: Matrix, column: int, cell: Cell, name: Cell | None
) -> Entry | None:
    heads = column_heads(table, matrix.first, matrix.depth, column)
    if not heads or cell is name or is_unit_label(heads[-1].text):
        return None
    if len(heads) == 1 and role_of(heads[0]) in ("code", "note", "label", "measure"):
        return None
    path = tuple(label_of(head) for head in heads)
    if path[-1].is_child:
        path = (*path[:-1], *_parent_of(table, matrix, column), path[-1])
    down = f"{table.grid.place}{matrix.first}/column{column}"
    across = "/".join([f"{table.grid.place}{cell.row}", *(label.text for label in path[:-1])])
    is_total_row = name is not None and label_of(name).is_total
    groups = ((down, is_total_row), (across, path[-1].is_total))
    if name is not None and len(matrix.rows) > 1 and not is_this_period(label_of(name)):
        path = (label_of(name), *path)
    bracket = next((label.measure for label in reversed(path) if label.measure), None)
    return Entry(
        path=path,
        cell=cell,
        location=table.location(cell),
        measure=bracket,
        groups=groups,
        is_child=path[-1].is_child,
        beside_another=is_unsure(table, matrix.first, matrix.depth, column),
        shared=cell.colspan > 1 and not is_blank(cell) and cell.colspan > heads[-1].colspan,
    )


def _parent_of(table: Table, matrix: Matrix, column: int) -> tuple[Label, ...]:
    """The head to the left that 其中 refers to."""
    for left in range(column - 1, -1, -1):
        heads = column_heads(table, matrix.first, matrix.depth, left)
        if heads and not label_of(heads[-1]).is_child:
            return (label_of(heads[-1]),)
    return ()


def row_units(table: Table, matrix: Matrix) -> dict[int, str]:
    """The reporting unit named in each row, where a column is headed 填报单位."""
    for column in range(table.columns):
        heads = column_heads(table, matrix.first, matrix.depth, column)
        if heads and (is_unit_label(heads[-1].text) or _is_unit_column(heads[-1], column)):
            return {row: table.at(row, column).text.strip() for row in matrix.rows}
    return {}


def _is_unit_column(head: Cell, column: int) -> bool:
    """A matrix whose first column is headed 单位: who reports, not what is counted."""
    return column == 0 and label_of(head).text in ("单位", "部门", "学校", "乡镇", "名称")
