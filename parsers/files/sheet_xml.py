"""The cells of one worksheet part of an xlsx file.

Read from the XML itself: neither openpyxl nor calamine tells a formula without a result from one
whose result is an empty text, and the second is a blank while the first is a figure not known.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from parsers.errors import Unreadable
from parsers.files.cell_value import is_count, number_cell
from parsers.files.number import stored_number
from parsers.files.ooxml import attribute, child, is_on
from parsers.files.package import local_name
from parsers.files.raised import raised
from parsers.files.sheet import MergedArea
from parsers.grid import Cell

_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})")
_ON = ("1", "true")
_SHOWS_NOTHING = ";;;"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True, kw_only=True)
class Workbook:
    """What a workbook's cells refer to: its texts, its number formats by style, its calendar.

    `struck` are the styles whose font is struck out, `white` those of white font on no colour.
    """

    texts: tuple[str, ...]
    formats: tuple[str, ...]
    struck: frozenset[int] = frozenset()
    white: frozenset[int] = frozenset()
    from_1904: bool = False


@dataclass(slots=True)
class SheetXml:
    """Cells and merged areas found so far; `cut` once the limit of cells was met.

    `conceals`: a hidden row or column, or a look that shows nothing, holds one of the cells.
    `struck`: a number was left out that is crossed out.
    """

    cells: list[Cell] = field(default_factory=list)
    merged: list[MergedArea] = field(default_factory=list)
    unseen: list[range] = field(default_factory=list)
    cut: bool = False
    conceals: bool = False
    struck: bool = False


def read_sheet_xml(data: bytes, workbook: Workbook, most: int) -> SheetXml:
    """Read at most `most` cells of a worksheet part; raises Unreadable."""
    found = SheetXml()
    try:
        for element in _elements(data):
            if local_name(element) == "mergeCell":
                found.merged.extend(_merged(element))
            elif local_name(element) == "col":
                found.unseen.extend(_unseen(element))
            elif not found.cut:
                held = list(_row_cells(element, workbook, found))
                found.conceals = found.conceals or _conceals(element, held, found.unseen)
                found.cells.extend(held)
                found.cut = len(found.cells) >= most
            element.clear()
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable(f"worksheet: {fault}") from fault
    return found


def rich_text(element: etree._Element) -> str:
    """The text of a shared or inline string, without its phonetic guide and struck out runs."""
    pieces: list[str] = []
    for part in element:
        if local_name(part) == "t":
            pieces.append(part.text or "")
        elif local_name(part) == "r" and not is_on(child(part, "rPr", "strike")):
            run = child(part, "t")
            text = (run.text or "") if run is not None else ""
            aligned = attribute(child(part, "rPr", "vertAlign"), "val")
            small = aligned in ("superscript", "subscript")
            pieces.append(raised(text, pieces) if small else text)
    text = "".join(pieces)
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text).replace("\r\n", "\n")


def _elements(data: bytes) -> Iterator[etree._Element]:
    events = etree.iterparse(
        io.BytesIO(data),
        events=("end",),
        tag=("{*}row", "{*}col", "{*}mergeCell"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    for _, element in events:
        yield element


def _row_cells(row: etree._Element, workbook: Workbook, found: SheetXml) -> Iterator[Cell]:
    """A row's cells that hold something; rows and cells without an address follow the last one."""
    number = int(row.get("r") or 0) - 1
    if number < 0:
        number = found.cells[-1].row + 1 if found.cells else 0
    column = -1
    for element in row:
        if local_name(element) != "c":
            continue
        address = _ADDRESS.fullmatch(element.get("r") or "")
        column = _column(address[1]) if address else column + 1
        cell = _cell(element, number, column, workbook)
        if cell is None:
            continue
        if _style_of(element) in workbook.struck:
            found.struck = found.struck or is_count(cell)
            continue
        found.conceals = found.conceals or _is_invisible(element, cell, workbook)
        yield cell


def _is_invisible(element: etree._Element, cell: Cell, workbook: Workbook) -> bool:
    white = _style_of(element) in workbook.white and is_count(cell)
    return white or _format_of(element, workbook) == _SHOWS_NOTHING


def _unseen(column: etree._Element) -> Iterator[range]:
    """The columns that a hidden `col` element speaks of, counted from 0."""
    if column.get("hidden") in _ON:
        yield range(int(column.get("min") or 1) - 1, int(column.get("max") or 1))


def _conceals(row: etree._Element, cells: list[Cell], unseen: list[range]) -> bool:
    """Whether something stands in a hidden row or column."""
    if row.get("hidden") in _ON:
        return bool(cells)
    return any(cell.column in columns for cell in cells for columns in unseen)


def _cell(element: etree._Element, row: int, column: int, workbook: Workbook) -> Cell | None:
    parts = {local_name(part): part for part in element}
    kind = element.get("t", "n")
    value = parts["v"].text or "" if "v" in parts else None
    if kind == "inlineStr":
        return _text_cell(row, column, rich_text(parts["is"]) if "is" in parts else "")
    if "f" in parts and (value is None or (value == "" and kind != "str")):
        return Cell(row=row, column=column, text=f"={parts['f'].text or ''}", kind="formula")
    if value is None or value == "":
        return None
    if kind == "s":
        return _text_cell(row, column, _shared(workbook.texts, value))
    if kind == "e":
        return Cell(row=row, column=column, text=value, kind="error")
    if kind == "d":
        return Cell(row=row, column=column, text=value, kind="date")
    if kind == "str":
        return _text_cell(row, column, value)
    if kind == "b":
        return _text_cell(row, column, "TRUE" if value.strip() == "1" else "FALSE")
    return _number(row, column, value, _format_of(element, workbook), workbook)


def _number(row: int, column: int, value: str, code: str, workbook: Workbook) -> Cell | None:
    number = stored_number(value)
    if number is None:
        return _text_cell(row, column, value)
    return number_cell(row, column, number, code, from_1904=workbook.from_1904)


def _style_of(element: etree._Element) -> int:
    style = element.get("s") or "0"
    return int(style) if style.isdecimal() else -1


def _format_of(element: etree._Element, workbook: Workbook) -> str:
    style = _style_of(element)
    return workbook.formats[style] if 0 <= style < len(workbook.formats) else ""


def _shared(texts: tuple[str, ...], value: str) -> str:
    index = int(value)
    if not 0 <= index < len(texts):
        raise ValueError(f"no shared string {index}")
    return texts[index]


def _text_cell(row: int, column: int, text: str) -> Cell | None:
    return Cell(row=row, column=column, text=text) if text.strip() else None


def _merged(element: etree._Element) -> Iterator[MergedArea]:
    corners = _ADDRESS.findall(element.get("ref") or "")
    if len(corners) == 2:
        (left, top), (right, bottom) = corners
        yield MergedArea(
            top=int(top) - 1,
            left=_column(left),
            bottom=int(bottom) - 1,
            right=_column(right),
        )


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
