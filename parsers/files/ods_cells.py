"""The cells of one ODF table (OpenDocument 1.3 part 3, 9.1)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from parsers.files.cell_value import is_count
from parsers.files.number import stored_number
from parsers.files.ods_styles import OdsStyles
from parsers.files.ooxml import attribute, integer
from parsers.files.package import local_name
from parsers.files.sheet import MergedArea
from parsers.grid import Cell

_PLAIN = OdsStyles()
_NUMBERS = frozenset({"float", "percentage", "currency"})
_ROW_HOLDERS = frozenset({"table-row-group", "table-header-rows", "table-rows"})
_MOST_REPEATS = 2000
"""A row or cell that somebody repeats by hand; more is a fill to the end of the sheet."""


@dataclass(slots=True)
class OdsTable:
    """Cells and merged areas found so far; `cut` once the limit of cells was met.

    `conceals`: a number is not seen; `struck`: a number was left out that is crossed out.
    """

    cells: list[Cell] = field(default_factory=list)
    merged: list[MergedArea] = field(default_factory=list)
    cut: bool = False
    calculated: bool = False
    conceals: bool = False
    struck: bool = False
    styles: OdsStyles = _PLAIN
    unseen: list[range] = field(default_factory=list)


def read_table(
    table: etree._Element, most: int, styles: OdsStyles = _PLAIN, *, calculated: bool
) -> OdsTable:
    """Read a table; a repeated row or cell stands at each of its positions.

    `calculated`: the program that wrote it stores all results, so that a formula without one has
    an empty text.
    """
    unseen = list(_unseen_columns(table))
    found = OdsTable(calculated=calculated, styles=styles, unseen=unseen)
    row = 0
    for element in _rows(table):
        repeats = max(integer(attribute(element, "number-rows-repeated"), 1), 1)
        before = len(found.cells)
        _read_row(element, row, found)
        new = found.cells[before:]
        found.conceals = found.conceals or (bool(new) and _is_unseen(element))
        for further in range(1, repeats if new else 1):
            if further >= _MOST_REPEATS or len(found.cells) >= most:
                found.cut = True
                break
            found.cells.extend(_moved(cell, row + further, cell.column) for cell in new)
        row += repeats
        if len(found.cells) >= most:
            found.cut = True
            break
    return found


def _rows(parent: etree._Element) -> Iterator[etree._Element]:
    for one in parent:
        name = local_name(one)
        if name == "table-row":
            yield one
        elif name in _ROW_HOLDERS:
            yield from _rows(one)


def _read_row(element: etree._Element, row: int, found: OdsTable) -> None:
    column = 0
    for one in element:
        name = local_name(one)
        if name not in ("table-cell", "covered-table-cell"):
            continue
        repeats = max(integer(attribute(one, "number-columns-repeated"), 1), 1)
        cell = _seen_cell(one, row, column, found) if name == "table-cell" else None
        if found.calculated and cell is not None and cell.kind == "formula":
            cell = None
        if cell is not None:
            found.cut = found.cut or repeats > _MOST_REPEATS
            found.cells.extend(
                _moved(cell, row, column + right) for right in range(min(repeats, _MOST_REPEATS))
            )
        height = integer(attribute(one, "number-rows-spanned"), 1)
        width = integer(attribute(one, "number-columns-spanned"), 1)
        if name == "table-cell" and (height > 1 or width > 1):
            found.merged.append(
                MergedArea(top=row, left=column, bottom=row + height - 1, right=column + width - 1)
            )
        column += repeats


def _seen_cell(element: etree._Element, row: int, column: int, found: OdsTable) -> Cell | None:
    """A cell unless it is crossed out; whether a number in it can be seen is noted."""
    cell = _cell(element, row, column, found.styles.struck)
    if cell is None:
        return None
    style = attribute(element, "style-name")
    if style in found.styles.struck:
        found.struck = found.struck or is_count(cell)
        return None
    blank = cell.kind == "number" and not _shown(element)
    white = style in found.styles.white and is_count(cell)
    hidden = any(column in columns for columns in found.unseen)
    found.conceals = found.conceals or blank or white or hidden
    return cell


def _unseen_columns(table: etree._Element) -> Iterator[range]:
    column = 0
    for one in table.iter("{*}table-column"):
        repeats = max(integer(attribute(one, "number-columns-repeated"), 1), 1)
        if _is_unseen(one):
            yield range(column, column + repeats)
        column += repeats


def _is_unseen(element: etree._Element) -> bool:
    return attribute(element, "visibility") in ("collapse", "filter")


def _moved(cell: Cell, row: int, column: int) -> Cell:
    return Cell(row=row, column=column, text=cell.text, kind=cell.kind, number=cell.number)


def _cell(element: etree._Element, row: int, column: int, struck: frozenset[str]) -> Cell | None:
    """The file holds the very text that a person sees beside the value."""
    text = _shown(element, struck)
    kind = attribute(element, "value-type")
    if _is_error(element):
        return Cell(row=row, column=column, text=text, kind="error")
    if not kind and attribute(element, "formula"):
        formula = attribute(element, "formula").removeprefix("of:")
        return Cell(row=row, column=column, text=formula, kind="formula")
    if kind in _NUMBERS:
        number = stored_number(attribute(element, "value"))
        return Cell(row=row, column=column, text=text or str(number), kind="number", number=number)
    if not text.strip():
        return None
    return Cell(row=row, column=column, text=text, kind="date" if kind == "date" else "text")


def _is_error(element: etree._Element) -> bool:
    """LibreOffice marks errors in an attribute of its own beside the standard one."""
    return any(
        str(key).endswith("}value-type") and value == "error"
        for key, value in element.attrib.items()
    )


def _shown(element: etree._Element, struck: frozenset[str] = frozenset()) -> str:
    lines: list[str] = []
    for one in element:
        if local_name(one) == "p":
            pieces: list[str] = []
            _gather(one, pieces, struck)
            lines.append("".join(pieces))
    return "\n".join(lines).strip()


def _gather(element: etree._Element, pieces: list[str], struck: frozenset[str]) -> None:
    """A paragraph's text; runs of blanks, tabs and line breaks are elements of their own."""
    name = local_name(element)
    crossed = name == "span" and attribute(element, "style-name") in struck
    if crossed or name in ("annotation", "note", "ruby-text"):
        return
    if name == "s":
        pieces.append(" " * min(integer(attribute(element, "c"), 1), 100))
    elif name in ("tab", "line-break"):
        pieces.append("\t" if name == "tab" else "\n")
    pieces.append(element.text or "")
    for one in element:
        _gather(one, pieces, struck)
        pieces.append(one.tail or "")
