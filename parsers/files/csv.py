"""csv and other tables in plain text: commas, tabs or semicolons between the cells."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from parsers.errors import TooLarge, Unreadable
from parsers.files.encoding import decode
from parsers.files.format import Source
from parsers.files.place import short_name
from parsers.files.sheet import Sheet
from parsers.files.spreadsheet import spreadsheet_content
from parsers.grid import Cell
from parsers.results import FileContent

_DELIMITERS = (",", "\t", ";", "，")
_DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_GUARDED = re.compile(r'="(.*)"')
_LOOKED_AT = 60


def read(source: Source) -> FileContent:
    """Read the one table; every cell is text, since the file types none of them."""
    limits = source.context.limits
    if source.path.stat().st_size > limits.expanded_bytes:
        raise TooLarge("a text table larger than any package may be")
    text = decode(source.path.read_bytes()).replace("\x00", "")
    declared = _DECLARED.match(text)
    delimiter = declared[1] if declared else _delimiter(text)
    rows = text[declared.end() :] if declared else text
    cells, cut = _cells(rows, delimiter, limits.cells)
    name = short_name(source.filename)
    sheet = Sheet(name=name, cells=tuple(cells), cut=cut)
    return spreadsheet_content("csv", [sheet], filename=name, limits=limits)


def _cells(text: str, delimiter: str, most: int) -> tuple[list[Cell], bool]:
    cells: list[Cell] = []
    try:
        rows = _rows(text, delimiter)
        for row, values in enumerate(rows):
            for column, value in enumerate(values):
                if shown := _shown(value):
                    cells.append(Cell(row=row, column=column, text=shown))
            if len(cells) >= most:
                return cells, True
    except csv.Error as fault:
        raise Unreadable(str(fault)) from fault
    return cells, False


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows; one quotation mark without its second would make one cell of all that follows."""
    lines = io.StringIO(text, newline="")
    if text.count('"') % 2:
        return csv.reader(lines, delimiter=delimiter, quoting=csv.QUOTE_NONE)
    return csv.reader(lines, delimiter=delimiter)


def _shown(value: str) -> str:
    """A cell without the `="001"` by which exports keep Excel from changing a text."""
    guarded = _GUARDED.fullmatch(value.strip())
    return (guarded[1] if guarded else value).strip().replace("\r\n", "\n")


def _delimiter(text: str) -> str:
    """The delimiter that cuts most lines into the same number of cells, two at least.

    Each cut counts: ， within the sentences of a few cells is in more lines than the commas.
    """
    lines = text.splitlines()[:_LOOKED_AT]
    return max(_DELIMITERS, key=lambda delimiter: _evenness(lines, delimiter))


def _evenness(lines: list[str], delimiter: str) -> tuple[int, int]:
    try:
        widths = [len(row) for row in csv.reader(lines, delimiter=delimiter) if len(row) > 1]
    except csv.Error:
        return 0, 0
    if not widths:
        return 0, 0
    common = max(set(widths), key=widths.count)
    return widths.count(common) * (common - 1), common
