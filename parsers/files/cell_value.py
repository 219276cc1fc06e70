"""The cell of a stored number under its number format: a date, or a figure with its look."""

from __future__ import annotations

from decimal import Decimal

from parsers.files import date_format, number_format
from parsers.grid import Cell


def is_count(cell: Cell) -> bool:
    """Whether a cell holds a number, typed as one or as text."""
    return cell.kind == "number" or (cell.kind == "text" and cell.text.strip()[:1].isdigit())


def builtin_format(number: int) -> str:
    """The format that a file names by its number only ('' for General)."""
    return number_format.BUILTIN.get(number) or date_format.BUILTIN.get(number, "")


def number_cell(
    row: int, column: int, number: Decimal, code: str, *, from_1904: bool = False
) -> Cell:
    """Make the cell; a date has no number, since nobody means its serial number."""
    if code and date_format.is_date_format(code):
        moment = date_format.serial_moment(number, from_1904=from_1904)
        if moment is not None:
            text = date_format.shown_moment(moment, code)
            return Cell(row=row, column=column, text=text, kind="date")
    text = number_format.shown(number, code)
    return Cell(row=row, column=column, text=text, kind="number", number=number)
