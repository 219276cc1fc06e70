"""What a cell of an activity list looks like: a row's number, a date."""

from __future__ import annotations

import re

from parsers.form.table import is_blank
from parsers.form.text import squeeze
from parsers.form.values.cells import read_cell
from parsers.grid import Cell

_SERIAL = re.compile(
    r"[(第]?(?:[A-Za-z]{0,3}-?\d{1,4}(?:\.0)?|\d{1,2}(?:[.\-]\d{1,2}){1,2}|[一二三四五六七八九十]{1,3})[)]?[、.项]?"
)
_DATE = re.compile(
    r"\d+(?:月|日|号|年|[/.\-—~至]\d)|\d{1,2}:\d\d|\d{5,8}|[上下]午|晚|周|星期|期间|[上中下]旬|[寒暑]假|假期"
    r"|全[年月天]|每|长期|常年|待定|[一二三四五六七八九十]+[月日]|季度|起$|节"
)

_DOTS = re.compile(r"[.…·。\s]*")


def is_serial(cell: Cell) -> bool:
    """Whether a cell numbers its row: 3, （3）, ③, 三、."""
    return _SERIAL.fullmatch(squeeze(cell.text)) is not None


def is_date(cell: Cell) -> bool:
    """Whether a cell says when something was held, be it ever so roughly."""
    return cell.kind == "date" or _DATE.search(squeeze(cell.text)) is not None


def serial_of(cell: Cell) -> int | None:
    """The number of a row: 3 in 3, 03, （3）, ③."""
    match = re.fullmatch(r"\(?0*(\d{1,4})(?:\.0)?\)?[、.]?", squeeze(cell.text))
    return int(match[1]) if match else None


def is_dotted(cell: Cell) -> bool:
    """Whether a cell holds but dots, as an empty line of a form does."""
    return _DOTS.fullmatch(cell.text) is not None


def says_nothing(cell: Cell) -> bool:
    """Whether a cell is blank, or holds dots or a dash."""
    return is_blank(cell) or is_dotted(cell) or read_cell(cell).state == "none"


def is_bare(cell: Cell) -> bool:
    """Whether a cell holds a number and nothing else."""
    return re.fullmatch(r"\d+(?:\.\d+)?", squeeze(cell.text)) is not None
