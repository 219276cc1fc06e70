"""Labels over their values, right of a category merged down beside both rows."""

from __future__ import annotations

from parsers.form.entries import Entry
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
from parsers.form.values.measures import Measure
from parsers.grid import Cell


def read_over(table: Table, row: int, measure: Measure | None, names: Names) -> list[Entry]:
    """安全宣讲 | 场次 | 受众 over 12 | 3400; nothing where the two rows are not just that."""
    cells = [cell for cell in table.row(row) if cell.row == row]
    if not names.names or len(cells) < 2 or not _is_category(cells[0]):
        return []
    category: Label = label_of(cells[0])
    found: list[Entry] = []
    for cell in cells:
        if _is_category(cell):
            category = label_of(cell)
            continue
        below = table.at(row + 1, cell.column)
        if not _is_pair(cell, below, row):
            return []
        own = label_of(cell)
        found.append(
            Entry(
                path=(category, own), cell=below, location=table.location(below),
                measure=own.measure or measure,
            )
        )  # fmt: skip
    known = any(entry.path[0].text + entry.leaf.text in names.by_joined for entry in found)
    return found if known and any(is_value(entry.cell) for entry in found) else []


def _is_category(cell: Cell) -> bool:
    return cell.rowspan == 2 and is_label(cell)


def _is_pair(label: Cell, below: Cell, row: int) -> bool:
    empty = is_blank(below) or (is_unfilled(below) and not is_measure(below))
    own = empty or (below.row == row + 1 and below.column == label.column)
    named = is_label(label) or is_measure(label)
    return label.rowspan <= 1 and named and own and (empty or is_value(below))
