"""What the cells under the heads say of their columns: units of measure, words, or numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from parsers.form.layouts.columns import Columns
from parsers.form.table import Table, is_blank, is_measure, is_value
from parsers.form.values.cells import read_cell
from parsers.grid import Cell

_MOST_ROWS = 200


def by_content(run: Columns, table: Table, rows: range) -> Columns:
    """A run's columns as they are filled in: units under a value's head and the reverse, remarks.

    `数量` merged over numbers and units, `单位 | 数量` filled in crosswise, 要求 full of words.
    """
    if len(run.values) + (run.measure is not None) < 2:
        return run
    cells = {column: _filled(table, run, rows, column) for column in _open_columns(run)}
    run = _with_measures(run, cells)
    worded = [one for one in run.values if _is_worded(cells[one])]
    values = [one for one in run.values if one not in worded]
    return replace(run, values=values) if values and worded else run


def _open_columns(run: Columns) -> list[int]:
    return [*run.values, *([] if run.measure is None else [run.measure])]


def _filled(table: Table, run: Columns, rows: range, column: int) -> list[Cell]:
    """The cells of a column in rows that have a label of their own."""
    found = []
    for row in rows[:_MOST_ROWS]:
        cell = table.at(row, column)
        own = cell.row == row and cell.column == column and not is_blank(cell)
        if own and any(not is_blank(table.at(row, one)) for one in run.labels):
            found.append(cell)
    return found


def _with_measures(run: Columns, cells: dict[int, list[Cell]]) -> Columns:
    """The column of units of measure, wherever its head stands."""
    units = [one for one in run.values if cells[one] and _all(cells[one], is_measure)]
    if not units:
        return run
    if run.measure is None and len(units) < len(run.values):
        values = [one for one in run.values if one != units[0]]
        return replace(run, values=values, measure=units[0])
    if run.measure is None or not _all(cells[run.measure], is_number):
        return run
    values = sorted({*run.values, run.measure} - {units[0]})
    heads = dict(run.heads)
    heads[units[0]], heads[run.measure] = heads[run.measure], heads[units[0]]
    return replace(run, values=values, measure=units[0], heads=heads)


def _all(cells: list[Cell], test: object) -> bool:
    return bool(cells) and callable(test) and all(test(cell) for cell in cells)


def is_number(cell: Cell) -> bool:
    """Whether a cell says a number and no more than its unit of measure."""
    read = read_cell(cell)
    exact = read.value is not None and not read.doubt and read.approximation is None
    return is_value(cell) and not is_measure(cell) and exact


def _is_worded(cells: Iterable[Cell]) -> bool:
    """Most cells of a column of remarks say something that is no plain number."""
    words = [not is_plain(cell) for cell in cells]
    return 2 * sum(words) > len(words)


def is_plain(cell: Cell) -> bool:
    """Whether a cell says a number, without words of its own around it."""
    return is_value(cell) and (cell.kind != "text" or read_cell(cell).doubt != "words")
