"""Running numbers: beside the names of rows, over columns, before a label in its own cell."""

from __future__ import annotations

import re
from itertools import pairwise

from parsers.form.table import Table, is_label, is_value
from parsers.form.text import squeeze
from parsers.form.values.cells import read_cell
from parsers.form.values.numerals import number_of
from parsers.grid import Cell

_SMALL = re.compile(r"[(]?(\d{1,3}|[一二三四五六七八九十]{1,3})[)]?[、.]?")
_BRACKETED = re.compile(r"\(\d{1,2}\)[\u4e00-\u9fff]+")
_LETTERS = frozenset("甲乙丙丁戊己庚辛ABCDEFG")
_MOST_ROWS = 200


def is_numbering(table: Table, cell: Cell) -> bool:
    """1, 2, 3 down a column beside labels, or along a row of 甲, 乙, 1, 2."""
    row = [one for one in table.row(cell.row) if one.row == cell.row]
    numbers = [read_cell(one).value for one in row if one.text.strip() not in _LETTERS]
    first = numbers[0] if numbers else None
    counted = first is not None and [first + step for step in range(len(numbers))]
    if len(row) > 1 and first is not None and first <= len(row) and numbers == counted:
        return True
    return _is_beside(table, cell) and _runs_on(_down(table, cell))


def is_numbered_label(table: Table, cell: Cell) -> bool:
    """（1）场次 before a number of its own is no blank that was filled in."""
    if _BRACKETED.fullmatch(squeeze(cell.text)) is None:
        return False
    row = [one for one in table.row(cell.row) if one.row == cell.row and one is not cell]
    labelled = any(is_label(one) for one in row if one.column < cell.column)
    return not labelled and any(is_value(one) for one in row if one.column > cell.column)


def _is_beside(table: Table, cell: Cell) -> bool:
    """Whether a small number stands left of a label, with no label on its own left."""
    if not _SMALL.fullmatch(squeeze(cell.text)):
        return False
    right = table.at(cell.row, cell.column + max(1, cell.colspan))
    left = (table.at(cell.row, one) for one in range(cell.column))
    return is_label(right) and not any(is_label(one) and one.row == cell.row for one in left)


def _down(table: Table, cell: Cell) -> list[int]:
    """The small numbers beside labels in a cell's column, in figures like its own."""
    is_figure = _bare(cell).isdigit()
    cells = (table.at(row, cell.column) for row in range(min(table.last_row + 1, _MOST_ROWS)))
    kept = [one for one in dict.fromkeys(cells) if _is_beside(table, one)]
    texts = [text for one in kept if (text := _bare(one)).isdigit() == is_figure]
    numbers = [number_of(text) for text in texts]
    return [int(number) for number in numbers if number is not None]


def _bare(cell: Cell) -> str:
    """A running number without its marks: （一）, 1、."""
    match = _SMALL.fullmatch(squeeze(cell.text))
    return match[1] if match else ""


def _runs_on(numbers: list[int]) -> bool:
    """Whether most numbers follow the one before them, or begin at one again."""
    steps = [later == one + 1 or later == 1 for one, later in pairwise(numbers)]
    rising = all(later > one or later == 1 for one, later in pairwise(numbers))
    return numbers[:1] == [1] if not steps else rising and 2 * sum(steps) >= len(steps)
