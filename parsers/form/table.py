"""A grid made ready for layouts: which cell covers a position, and what kind of text it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from parsers.form.naming.labels import Label, is_numbered, read_label
from parsers.form.values.marks import is_vague
from parsers.form.values.measures import PATTERN, measure_of
from parsers.form.values.numbers import read_number
from parsers.grid import Cell, Grid

_NUMBER_FIRST = re.compile(r"\s*\d[\d.,]*(?![\d.,、)）．])")
_SENTENCE = re.compile(rf"[，。；]|\d\s*[余多万]*\s*(?:{PATTERN})(?:\W|$)")
_YEAR = re.compile(r"\s*(?:19|20)\d{2}\s*年(?:度|数|度数|数据|数量)?\s*")
_REMARK = re.compile(r"[(（][^()（）\d]*[)）]")
_ERROR = re.compile(r"\s*#[A-Z0-9/]+[!?]?\s*$")
_LETTER = re.compile(r"[A-Za-z\u3400-\u9fff]")
_LONGEST_LABEL = 60


class Table:
    """Positions of a grid. A merged area is one cell, found at every position it covers."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self._covering: dict[tuple[int, int], Cell] = {}
        self.last_row = -1
        self.columns = 0
        self._wide: set[int] = set()
        self.spread: dict[tuple[int, int, int], bool] = {}
        for cell in grid.cells:
            self._place(cell)
        # One more column than is filled in: the values of a blank form have no text at all.
        self.columns = min(grid.columns, self.columns + 1)

    def _place(self, cell: Cell) -> None:
        rows = max(1, min(cell.rowspan, self.grid.rows - cell.row))
        columns = max(1, min(cell.colspan, self.grid.columns - cell.column))
        if columns > 1:
            self._wide.update(range(cell.row, cell.row + rows))
        if not is_blank(cell):
            self.last_row = max(self.last_row, cell.row + rows - 1)
            self.columns = max(self.columns, cell.column + columns)
        for row in range(cell.row, cell.row + rows):
            for column in range(cell.column, cell.column + columns):
                self._covering.setdefault((row, column), cell)

    def at(self, row: int, column: int) -> Cell:
        """The cell that covers a position, or a blank one."""
        return self._covering.get((row, column)) or Cell(
            row=row, column=column, text="", kind="blank"
        )

    def is_merged(self, row: int) -> bool:
        """Whether a row shows by a merged cell how wide its cells are meant."""
        return row in self._wide

    def row(self, row: int) -> list[Cell]:
        """The different cells that cover a row, from left to right, without blank ones."""
        return [cell for cell in self.positions(row) if not is_blank(cell)]

    def positions(self, row: int) -> Iterator[Cell]:
        """The cells of a row from left to right, each merged one once, blank ones too."""
        column = 0
        while column < self.columns:
            cell = self.at(row, column)
            yield cell
            column = max(column + 1, cell.column + max(1, cell.colspan))

    def is_empty(self, row: int) -> bool:
        """Whether nothing stands in a row."""
        return not self.row(row)

    def location(self, cell: Cell) -> str:
        """Lead a person to a cell."""
        return self.grid.location(cell.row, cell.column)


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing; a formula without a result or an error is not blank."""
    return cell.kind in ("text", "blank") and not cell.text.strip() and cell.number is None


def is_value(cell: Cell) -> bool:
    """Whether a cell holds what a number field holds: a number, a none mark, a vague amount."""
    return cell.kind in ("number", "formula", "error", "date") or _is_value_text(cell.text)


@lru_cache(maxsize=16384)
def _is_value_text(text: str) -> bool:
    if _ERROR.match(text):
        return True
    if not text.strip() or len(text) > 2 * _LONGEST_LABEL or _YEAR.fullmatch(text):
        return False
    if is_numbered(text):
        return False
    read = read_number(text)
    if read.state == "value":
        known = read.doubt not in ("words", "combined", "own_unit")
        return known or (read.doubt != "own_unit" and bool(read.base)) or _leads(text)
    if read.state == "unreadable":
        return (
            bool(read.doubt)
            or is_vague(text)
            or bool(_NUMBER_FIRST.match(text))
            or not _LETTER.search(text)
        )
    return read.state == "none"


def _leads(text: str) -> bool:
    """A number with a short word the grammar does not know (12堂课, 一万五千毫升) is a value."""
    number = r"\s*(?:\d[\d.,]*|[一二两三四五六七八九十百千万零]{3,})(?![、.)）])"
    return bool(re.match(number, text)) and len(text.strip()) <= 10


def is_unfilled(cell: Cell) -> bool:
    """Whether a cell holds an empty blank: an underline, `年 月 日`."""
    return cell.kind == "text" and not is_measure(cell) and read_number(cell.text).state == "blank"


def is_measure(cell: Cell) -> bool:
    """Whether a cell holds nothing but a unit of measure."""
    return cell.kind == "text" and measure_of(cell.text) is not None


def is_label(cell: Cell) -> bool:
    """Whether a cell can name something."""
    return cell.kind == "text" and _is_label_text(cell.text)


@lru_cache(maxsize=16384)
def _is_label_text(text: str) -> bool:
    return (
        len(text) <= _LONGEST_LABEL
        and bool(_LETTER.search(text))
        and not _SENTENCE.search(_REMARK.sub("", text))
        and not _is_value_text(text)
    )


def label_of(cell: Cell) -> Label:
    """The label a cell holds."""
    return read_label(cell.text)
