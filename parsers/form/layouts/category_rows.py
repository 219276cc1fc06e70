"""A row that only names what the rows below it count, though its name is a field's other name."""

from __future__ import annotations

from parsers.form.cells import target_of
from parsers.form.labels import Label
from parsers.form.measures import compatible, measure_of
from parsers.form.names import Names
from parsers.form.table import Table, is_blank, is_label, label_of
from parsers.grid import Cell

_MOST_CHILDREN = 6


def heads_rows(table: Table, row: int, cell: Cell, names: Names) -> bool:
    """科普讲座 without a number over 场次 | 9, where 科普讲座 alone is an alias of its 场次."""
    own = label_of(cell)
    if own.measure is not None:
        return False
    for one in range(row + 1, row + 1 + _MOST_CHILDREN):
        below = table.at(one, cell.column)
        child = label_of(below)
        if is_blank(below) or names.is_whole(child) or _is_elsewhere(table, one, below):
            return False
        if counts_for(own, child, names):
            return True
        if own.text + child.text not in names.by_joined:
            return False
    return False


def _is_elsewhere(table: Table, row: int, cell: Cell) -> bool:
    """Whether a row has a category of its own on its left."""
    left = (table.at(row, column) for column in range(cell.column))
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
