"""How the workbook looks and prints: an official's A4 landscape, headers frozen and repeated."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter, quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from mailbot.workbook.dressing import dress

_LINE = Side(style="thin", color="FF999999")
BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
HEADER = PatternFill("solid", fgColor="FFDDE6F0")
TOTAL = PatternFill("solid", fgColor="FFF2F2F2")
DOUBT = PatternFill("solid", fgColor="FFFFE699")
TITLE_FONT = Font(name="宋体", size=16, bold=True)
HEADER_FONT = Font(name="宋体", size=11, bold=True)
FONT = Font(name="宋体", size=11)
LINK_FONT = Font(name="宋体", size=11, color="FF1F4E79")
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
RIGHT = Alignment(horizontal="right", vertical="center")
_WRAPPED = Alignment(vertical="center", wrap_text=True)
_ON_ONE_LINE = Alignment(vertical="center", wrap_text=False)
_WIDEST, _NARROWEST, _SHORT = 30, 6, 12
_COLUMN = 9.5
_LINE_HEIGHT, _ROW_HEIGHT = 15.0, 20.0
_MOST_LINES = 12
_WIDE_SCALE = 70
"""Per cent at which a wide table is printed: a dozen fields on a page."""
_PAGE_NUMBER = "第 &P 页，共 &N 页"
_FORBIDDEN = {"Cc", "Cs", "Co", "Cn"}


def put(cell: Cell | MergedCell, value: object) -> None:
    """Write a value; a text is never a formula, whatever it begins with."""
    if isinstance(cell, MergedCell):
        raise TypeError("only the top left cell of a merged area holds a value")
    if value is None:
        cell.value = None
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        cell.value = value
    else:
        put_text(cell, str(value))
    aligned = _WRAPPED if isinstance(value, str) else _ON_ONE_LINE
    dress(cell, font=FONT, border=BORDER, alignment=aligned)


def put_text(cell: Cell, text: str) -> None:
    """Write a text as a text, without touching the cell's look."""
    cell.value = _plain(text)
    cell.data_type = "s"
    cell.quotePrefix = True


def lead(cell: Any, sheet: str, address: str) -> None:
    """Make a cell a link to another one of the workbook."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(sheet)}!{address}")
    dress(cell, font=LINK_FONT)


def _plain(text: str) -> str:
    """Without the characters that a sheet's XML cannot hold; Excel's own limit of length."""
    if text.isprintable():
        return text[:32_000]
    kept = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _FORBIDDEN)
    return kept[:32_000]


def header_row(sheet: Worksheet, row: int, labels: Iterable[str]) -> None:
    """Write the labels as a header."""
    for column, label in enumerate(labels, start=1):
        cell: Any = sheet.cell(row, column)
        put(cell, label)
        dress(cell, font=HEADER_FONT, fill=HEADER, alignment=CENTRED)


def title_row(sheet: Worksheet, title: str, columns: int) -> None:
    """Write the title over all columns."""
    cell: Any = sheet.cell(1, 1)
    put(cell, title)
    cell.font = TITLE_FONT
    cell.border = Border()
    cell.alignment = Alignment(horizontal="center", vertical="center")
    if columns > 1:
        sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet.row_dimensions[1].height = 30


def finish(sheet: Worksheet, *, header: int, columns: int) -> None:
    """Freeze, size by content, and print on as many pages down as it takes, one across."""
    _freeze(sheet, header)
    lines = dict.fromkeys(range(header, sheet.max_row + 1), 1)
    for column in range(1, columns + 1):
        cells: list[Any] = [sheet.cell(row, column) for row in lines]
        widths = [0 if cell.value is None else _width(cell.value) for cell in cells]
        width = min(max(max(widths) + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(column)].width = width
        for cell, needed in zip(cells, widths, strict=True):
            lines[cell.row] = max(lines[cell.row], _lines(cell.value, needed, width))
            if width <= _SHORT:
                dress(cell, alignment=CENTRED)
    for row, count in lines.items():
        height = max(_ROW_HEIGHT, _LINE_HEIGHT * min(count, _MOST_LINES) + 3)
        sheet.row_dimensions[row].height = height
    page: Any = sheet.page_setup
    page.fitToWidth, page.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]  # made by openpyxl


def finish_wide(sheet: Worksheet, *, header: int, columns: int, fixed: int) -> None:
    """Freeze and size a table of many narrow columns; the fixed ones are printed on every page."""
    _freeze(sheet, header)
    lines = 1
    for column in range(1, columns + 1):
        value: Any = sheet.cell(header, column).value or ""
        width = (16, 8)[column - 1] if column <= fixed else _COLUMN
        sheet.column_dimensions[get_column_letter(column)].width = width
        lines = max(lines, sum(_lines(one, _width(one), width) for one in value.split("\n")))
    sheet.row_dimensions[header].height = _LINE_HEIGHT * lines + 4
    for row in range(header + 1, sheet.max_row + 1):
        sheet.row_dimensions[row].height = _ROW_HEIGHT
    page: Any = sheet.page_setup
    page.scale = _WIDE_SCALE
    sheet.print_title_cols = f"A:{get_column_letter(fixed)}"


def title_over(sheet: Worksheet, title: str) -> None:
    """Say on every page but the first, which has the title itself, of what it is a part."""
    sheet.HeaderFooter.differentFirst = True
    header: Any = sheet.oddHeader
    # An ampersand begins a code of the header's own: a page number, a font, a file's path.
    header.center.text = f"{_plain(title).replace('&', '&&')[:100]}（续表）"
    footer: Any = sheet.firstFooter
    footer.center.text = _PAGE_NUMBER


def _freeze(sheet: Worksheet, header: int) -> None:
    """Headers stay in sight on the screen and stand on every page of paper."""
    sheet.freeze_panes = f"B{header + 1}"
    sheet.print_title_rows = f"1:{header}"
    page: Any = sheet.page_setup
    page.orientation = "landscape"
    page.paperSize = sheet.PAPERSIZE_A4
    footer: Any = sheet.oddFooter
    footer.center.text = _PAGE_NUMBER
    margins: Any = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom, margins.header, margins.footer = 0.6, 0.7, 0.3, 0.35
    sheet.print_options.horizontalCentered = True


def _lines(value: object, needed: int, width: float) -> int:
    """How many lines a text takes in a column; a word or a character may leave a gap at the end."""
    breaks = str(value).count("\n") if isinstance(value, str) else 0
    return breaks + max(1, -(-needed // max(int(width) - 2, 1)))


@lru_cache(maxsize=20_000)
def _width(value: object) -> int:
    """Columns of a text's widest line; a Chinese character takes two. Formulas count as numbers."""
    text = str(value)
    if text.startswith("="):
        return 10
    return max(
        sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)
        for line in (text.splitlines() or [""])
    )
