"""Heads that name a category for the columns on their right: 线下招聘会名称 | 日期 | 提供岗位."""

from __future__ import annotations

import re

from parsers.form.layouts.gaps import column_heads
from parsers.form.layouts.matrix import Matrix
from parsers.form.naming.labels import Label, read_label
from parsers.form.naming.names import Name, Names
from parsers.form.naming.similar import speaks_of_else
from parsers.form.table import Table, is_value, label_of

_HELD = re.compile(r"^(?:举办|开展|组织|举行)")


def with_category(
    path: tuple[Label, ...], table: Table, matrix: Matrix, row: int, column: int, names: Names
) -> tuple[Label, ...]:
    """The whole name of the one field that a last part alone stands for, else the path itself.

    The category is told by the next head on the left: between the two there are only columns
    without a number in this row, and other last parts of the same category.
    """
    own = path[-1]
    if len(path) > 1 or names.is_whole(own):
        return path
    named = [name for name in names.by_last.get(own.text, ()) if len(name.parts) > 1]
    found = [name for name in named if _is_told(name, table, matrix, row, column, names)]
    if len({name.field.key for name in found}) != 1:
        return path
    return (*map(read_label, found[0].parts[:-1]), own)


def _is_told(name: Name, table: Table, matrix: Matrix, row: int, column: int, names: Names) -> bool:
    category = "".join(name.parts[:-1])
    for left in range(column - 1, -1, -1):
        heads = column_heads(table, matrix.first, matrix.depth, left)
        text = "".join(label_of(head).text for head in heads)
        if _HELD.sub("", text).startswith(category):
            return not speaks_of_else(text)
        if is_value(table.at(row, left)) and category + text not in names.by_joined:
            return False
    return False
