"""HTML tables: their own rows and cells, and whether one only lays a page out."""

from __future__ import annotations

from lxml import etree

from parsers.files.html_visible import is_visible, tag_of

_SECTIONS = frozenset({"thead", "tbody", "tfoot"})
_DATA_CELLS = 4


def table_rows(table: etree._Element) -> list[etree._Element]:
    """A table's own visible rows; the foot comes last wherever it is written."""
    rows: list[etree._Element] = []
    foot: list[etree._Element] = []
    for child in table:
        tag = tag_of(child)
        if tag == "tr" and is_visible(child):
            rows.append(child)
        elif tag in _SECTIONS and is_visible(child):
            target = foot if tag == "tfoot" else rows
            target.extend(one for one in child if tag_of(one) == "tr" and is_visible(one))
    return rows + foot


def own_cells(row: etree._Element) -> list[etree._Element]:
    """A row's visible cells."""
    return [one for one in row if tag_of(one) in ("td", "th") and is_visible(one)]


def is_layout(table: etree._Element) -> bool:
    """Whether a table only arranges a page: one cell, or little but other tables in it."""
    cells = [cell for row in table_rows(table) for cell in own_cells(row)]
    if len(cells) <= 1:
        return True
    if not any(one is not table for one in table.iter("table")):
        return False
    filled = sum(bool(_own_text(cell)) for cell in cells)
    return filled < _DATA_CELLS


def _own_text(cell: etree._Element) -> str:
    pieces = [cell.text or ""]
    for child in cell:
        if tag_of(child) not in ("", "table") and not any(True for _ in child.iter("table")):
            pieces.extend(map(str, child.itertext()))
        pieces.append(child.tail or "")
    return "".join(pieces).strip()
