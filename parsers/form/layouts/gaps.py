"""The heads over a column; an empty one belongs to the wide head on its left where that is sure.

Without merged cells a wide head is written over its first column, or in the middle of its columns.
"""

from __future__ import annotations

from parsers.form.identity import is_unit_label
from parsers.form.layouts.headers import role_of
from parsers.form.table import Table
from parsers.form.text import squeeze
from parsers.grid import Cell

_NAMES_OF_ROWS = frozenset({"单位", "部门", "学校", "乡镇", "村", "社区", "街道"})


def column_heads(table: Table, first: int, depth: int, column: int) -> list[Cell]:
    """The heads over a column from top to bottom, each merged one once."""
    found: list[Cell] = []
    for row in range(first, first + depth):
        cell = table.at(row, column)
        if not cell.text.strip() and _spread(table, row, first, first + depth):
            cell = _head_over(table, row, first + depth, column) or cell
        if cell.text.strip() and cell not in found:
            found.append(cell)
    return found


def is_unsure(table: Table, first: int, depth: int, column: int) -> bool:
    """Whether a column may belong to a head beside the one over it.

    Heads written over the middle of their columns, or merged one column too far.
    """
    end = first + depth
    return any(
        _is_too_wide(table, table.at(row, column), end)
        or (_is_open(table, row, first, end, column) and not _spread(table, row, first, end))
        for row in range(first, end - 1)
    )


def _is_open(table: Table, row: int, first: int, end: int, column: int) -> bool:
    """An empty head over a named column that is not the rows' own."""
    below = _below(table, row, end, column)
    is_empty = not table.at(row, column).text.strip() and not table.is_merged(row)
    told = _has_own_head(table, row, first, column) or _names_rows(below, column)
    return is_empty and bool(below) and not told


def _is_too_wide(table: Table, cell: Cell, end: int) -> bool:
    """Merged one column too far: 场次 stands twice under 线上活动, so that neither is certain."""
    if cell.colspan < 2 or cell.row + max(1, cell.rowspan) != end - 1:
        return False
    columns = range(cell.column, min(cell.column + cell.colspan, table.columns))
    below = [text for column in columns if (text := _below(table, end - 2, end, column))]
    return len(set(below)) < len(below)


def _spread(table: Table, row: int, first: int, end: int) -> bool:
    """Whether the heads of a row surely stand over the empty cells on their right."""
    key = (row, first, end)
    if key not in table.spread:
        table.spread[key] = not table.is_merged(row) and _is_sure(table, row, first, end)
    return table.spread[key]


def _is_sure(table: Table, row: int, first: int, end: int) -> bool:
    """Every empty head finds one on its left, and no head would get the same column twice."""
    groups: dict[int, list[str]] = {}
    for column in range(table.columns):
        below = _below(table, row, end, column)
        if not below:
            continue
        own = table.at(row, column)
        head = own if own.text.strip() else _head_over(table, row, end, column)
        if head is not None:
            groups.setdefault(head.column, []).append(below)
        elif not _has_own_head(table, row, first, column) and not _names_rows(below, column):
            return False
    return all(len(set(group)) == len(group) for group in groups.values())


def _below(table: Table, row: int, end: int, column: int) -> str:
    """What stands under a head, as one text."""
    return "/".join(
        squeeze(cell.text)
        for one in range(row + 1, end)
        if (cell := table.at(one, column)).text.strip() and cell.row == one
    )


def _head_over(table: Table, row: int, end: int, column: int) -> Cell | None:
    """The next head on the left that has something under it itself, for a column that has too."""
    if not _below(table, row, end, column):
        return None
    while column > 0 and not table.at(row, column).text.strip():
        column -= 1
    head = table.at(row, column)
    return head if head.text.strip() and _below(table, row, end, column) else None


def _has_own_head(table: Table, row: int, first: int, column: int) -> bool:
    return any(table.at(one, column).text.strip() for one in range(first, row))


def _names_rows(text: str, column: int) -> bool:
    """Whether a first column's head says that it names the rows: 单位, 项目, 序号."""
    cell = Cell(row=0, column=column, text=text)
    named = text in _NAMES_OF_ROWS or is_unit_label(text)
    return column <= 1 and (named or role_of(cell) in ("label", "code", "measure"))
