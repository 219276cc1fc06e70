"""A row that only names what the rows below it count, though its name is a field's other name."""

from __future__ import annotations

import re

from parsers.form.naming.labels import Label
from parsers.form.naming.names import Names
from parsers.form.table import Table, is_blank, is_label, label_of
from parsers.form.text import squeeze
from parsers.form.values.cells import target_of
from parsers.form.values.measures import compatible, measure_of
from parsers.grid import Cell

_MOST_CHILDREN = 6
_DASHES = re.compile(r"[-—–―/\\×*…·.]{1,6}")


def heads_rows(table: Table, row: int, cell: Cell, labels: range, names: Names) -> bool:
    """科普讲座 without a number over 场次 | 9, where 科普讲座 alone is an alias of its 场次.

    `labels`: the columns of labels, the rows' own last.
    """
    own = label_of(cell)
    if own.measure is not None:
        return False
    for one in range(row + 1, row + 1 + _MOST_CHILDREN):
        below = table.at(one, labels[-1])
        child = label_of(below)
        if is_blank(below) or names.is_whole(child) or _is_elsewhere(table, one, labels):
            return False
        if counts_for(own, child, names):
            return True
        if own.text + child.text not in names.by_joined:
            return False
    return False


def is_dashed_over(table: Table, cell: Cell, names: Names) -> bool:
    """健康讲座 | — alone in its row, over the rows 场次 and 人次 that it names."""
    if not all(is_dash(one) for one in table.row(cell.row) if one is not cell):
        return False
    own, below = label_of(cell), label_of(table.at(cell.row + 1, cell.column))
    if names.is_known(own):
        return heads_rows(table, cell.row, cell, range(cell.column + 1), names)
    return own.text + below.text in names.by_joined


def _is_elsewhere(table: Table, row: int, labels: range) -> bool:
    """Whether a row has a category of its own on its left."""
    left = (table.at(row, column) for column in labels[:-1])
    return any(one.row == row and is_label(one) for one in left)


def counts_for(own: Label, child: Label, names: Names) -> bool:
    """Whether a row below is the very field that the label above names: by path, or by unit."""
    named = {name.field.key: name.field for name in names.by_joined.get(own.text, ())}
    joined = {name.field.key for name in names.by_joined.get(own.text + child.text, ())}
    if joined & named.keys():
        return True
    measure = measure_of(child.text) or measure_of(child.text.removesuffix("数"))
    return measure is not None and any(
        compatible(measure.base, target_of(one).base) for one in named.values()
    )


def is_dash(cell: Cell) -> bool:
    """A mark for what does not apply: —, /, ×."""
    return _DASHES.fullmatch(squeeze(cell.text)) is not None
