"""Layout 5: one or more header rows, the unit in the head's bracket, the numbers below."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.form.identity import is_unit_label
from parsers.form.layouts.clauses import in_cell
from parsers.form.layouts.gaps import column_heads
from parsers.form.layouts.headers import depth_of, is_label_row, role_of
from parsers.form.layouts.rows import name_columns, total_rank
from parsers.form.naming.labels import Label
from parsers.form.naming.names import Names
from parsers.form.table import (
    Table,
    is_blank,
    is_label,
    is_measure,
    is_unfilled,
    is_value,
    label_of,
)
from parsers.form.values.measures import measure_of, written_measure
from parsers.grid import Cell

_FEWEST = 2
_LONGEST_REMARK = 8
_MOST_ROWS = 200
"""A longer table is a list of other things; only its 合计 may be a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """A wide table: where its header starts, how deep it is, the rows below it, their names.

    `crossed`: its heads are fields of the form and its rows only divide them, by village or day.
    """

    first: int
    depth: int
    rows: tuple[int, ...]
    last: int
    measure_row: int | None = None
    names: tuple[int, ...] = ()
    crossed: bool = False


def find_matrix(table: Table, row: int, end: int, names: Names) -> Matrix | None:
    """The matrix whose header starts in `row`, or None."""
    if not _is_header_row(table, row) or _has_clauses(table, row, names):
        return None
    depth = depth_of(table, row, end)
    depth -= _ends_in_measures(table, row, depth, names)
    found = _matrix_of(table, row, depth, end, names)
    is_open = found is None and not table.is_merged(row + depth - 1)
    if is_open and _may_be_deeper(table, row + depth, end, names):
        return _matrix_of(table, row, depth + 1, end, names)
    return found


def _ends_in_measures(table: Table, first: int, depth: int, names: Names) -> bool:
    """Whether the lowest row of a header, by a corner merged down over it, only measures the heads.

    场次 and 人次 under one wide head tell its columns apart; so does what the form knows by name.
    """
    row = first + depth - 1
    if depth < 2 or not _is_measure_row(table, row, row):
        return False
    for cell in (one for one in table.row(row) if one.row == row):
        above = table.at(row - 1, cell.column)
        own_column = (above.column, above.colspan) == (cell.column, cell.colspan)
        labels = [label_of(one) for one in column_heads(table, first, depth, cell.column)]
        if is_blank(above) or not own_column or _completes(labels, names):
            return False
    return True


def _completes(labels: list[Label], names: Names) -> bool:
    """Whether the last label belongs to the name of a field: 宣讲 over 场次 for 宣讲/场次."""
    return any(
        "".join(one.text for one in labels[at:]) in names.by_joined for at in range(len(labels))
    )


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
    start = row + depth + has_measures
    columns = _name_columns(table, row, depth, start, end, names)
    whole, others = _fields_in(table, row, depth, columns, names)
    crossed = whole >= _FEWEST or (whole > 0 and not others)
    free = {one for one in range(table.columns) if is_told(table, row, depth, one)}
    free |= set(columns) if crossed else set()
    below = _data_rows(table, start, end, names, free, certain=certain)
    if not below:
        return None
    filled = any(_values(table, one) >= 1 for one in below)
    if not filled and known < _FEWEST:
        return None
    last = below[-1]
    if len(below) > _MOST_ROWS:
        below = [one for one in below if any(total_rank(label_of(c)) for c in table.row(one)[:3])]
    measure_row = row + depth if has_measures else None
    return Matrix(
        first=row,
        depth=depth,
        rows=tuple(below),
        last=last,
        measure_row=measure_row,
        names=columns,
        crossed=crossed or (whole > 0 and not _rows_are_known(table, below, columns, names)),
    )


def _rows_are_known(table: Table, rows: list[int], columns: tuple[int, ...], names: Names) -> bool:
    """Whether the form knows a name of a row."""
    labels = [label_of(table.at(row, column)) for row in rows for column in columns]
    return any(names.is_known(label) or names.is_part(label) for label in labels)


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


def _name_columns(
    table: Table, first: int, depth: int, start: int, end: int, names: Names
) -> tuple[int, ...]:
    """The columns on the left that name the rows, by their heads or by their cells."""
    told: dict[int, bool] = {}
    known: set[int] = set()
    for column in range(table.columns):
        told[column] = is_told(table, first, depth, column)
        heads = [label_of(head) for head in column_heads(table, first, depth, column)]
        if any(_is_counted(head) or names.is_known(head) or names.is_part(head) for head in heads):
            known.add(column)
    return name_columns(table, start, end, told, known)


def _is_counted(head: Label) -> bool:
    """横幅（条）; 村 alone is a word that happens to be a unit of measure too."""
    return head.measure is not None and measure_of(head.text) is None


def _fields_in(
    table: Table, first: int, depth: int, columns: tuple[int, ...], names: Names
) -> tuple[int, int]:
    """How many heads name a whole field by themselves, and how many do not."""
    paths = [
        heads
        for column in range(table.columns)
        if column not in columns and (heads := column_heads(table, first, depth, column))
    ]
    whole = sum(_is_field(heads, names) for heads in paths)
    return whole, len(paths) - whole


def _is_field(heads: list[Cell], names: Names) -> bool:
    """Whether the heads over a column name a whole field, with or without a 合计 at the end."""
    labels = [label_of(head) for head in heads]
    texts = [label.text for label in labels if not label.is_total]
    return any(
        "".join(texts[start:]) in names.by_joined for start in range(len(texts))
    ) or names.is_whole(labels[-1])


def _data_rows(
    table: Table, start: int, end: int, names: Names, free: set[int], *, certain: bool
) -> list[int]:
    """The rows below a header; an empty one right under it is a blank form's data row.

    `certain`: the header is surely one, so that the first row below it holds values whatever they
    look like (见总结, 待统计), unless it names fields itself. In `free` columns a field's name is
    the name of a row.
    """
    rows: list[int] = []
    for row in range(start, end + 1):
        cells = [cell for cell in table.row(row) if cell.row == row]
        if not cells or ((rows or not certain) and not _holds_values(table, row, cells)):
            break
        labels = [one for one in cells if _is_name(one) and one.column not in free]
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


def is_told(table: Table, first: int, depth: int, column: int) -> bool:
    """Whether a column's head says that it holds the rows' names rather than numbers."""
    heads = column_heads(table, first, depth, column)
    if not heads:
        return True
    head = heads[-1]
    told = role_of(head) in ("code", "label", "measure") and len(heads) == 1
    return told or is_unit_label(head.text) or _is_unit_column(head, column)


def unit_column(table: Table, matrix: Matrix) -> int | None:
    """The column headed 填报单位, where there is one."""
    for column in range(table.columns):
        heads = column_heads(table, matrix.first, matrix.depth, column)
        if heads and (is_unit_label(heads[-1].text) or _is_unit_column(heads[-1], column)):
            return column
    return None


def _is_unit_column(head: Cell, column: int) -> bool:
    """A matrix whose first column is headed 单位: who reports, not what is counted."""
    return column == 0 and label_of(head).text in ("单位", "部门", "学校", "乡镇", "名称")
