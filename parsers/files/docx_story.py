"""A Word text from its first block to its last: paragraphs, tables and what is inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from lxml import etree

from parsers.context import ReadingLimits
from parsers.files.docx_styles import Style, is_heading
from parsers.files.docx_table import PlacedCell, place_cells
from parsers.files.docx_text import is_prompt, paragraph_text
from parsers.files.ooxml import alternative, child
from parsers.files.package import local_name
from parsers.grid import Cell, Grid
from parsers.results import Paragraph

_WRAPPERS = frozenset({"ins", "moveTo", "customXml", "smartTag", "body", "txbxContent"})
_LONGEST_BOXED = 12
Edge = Literal["text", "textbox", "page_edge"]


class Story:
    """Collects paragraphs and grids in the order in which a person reads them."""

    def __init__(self, *, name: str, limits: ReadingLimits, styles: Mapping[str, Style]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.grids: list[Grid] = []
        self.pictures = 0
        self.cut = False
        self._name = name
        self._styles = styles
        self._characters = limits.text_characters
        self._cells = limits.cells

    def add_blocks(self, container: etree._Element, edge: Edge = "text") -> None:
        """Add a body, a text box or a header."""
        for block in blocks(container):
            if local_name(block) == "tbl":
                self._add_table(block, edge)
            else:
                self._add_paragraph(block, edge)

    def _add_paragraph(self, element: etree._Element, edge: Edge) -> None:
        found = paragraph_text(element)
        self.pictures += found.pictures
        if found.text:
            heading = edge == "text" and is_heading(
                element, found.text, self._styles, position=len(self.paragraphs) + len(self.grids)
            )
            self._append(found.text, "heading" if heading else edge)
        for box in found.boxes:
            self.add_blocks(box, "textbox" if edge == "text" else edge)

    def _append(self, text: str, style: Literal["heading", "text", "textbox", "page_edge"]) -> None:
        if len(text) > self._characters:
            self.cut = True
            return
        self._characters -= len(text)
        number = len(self.paragraphs) + 1
        self.paragraphs.append(
            Paragraph(
                text=text, order=self._order(), place=f"{self._name} 第{number}段", style=style
            )
        )

    def _order(self) -> int:
        return len(self.paragraphs) + len(self.grids)

    def _add_table(self, table: etree._Element, edge: Edge) -> None:
        """Add a table; text boxes and tables inside its cells follow it."""
        placed = place_cells(table, self._cells)
        self._cells = max(self._cells - placed.rows * placed.columns, 0)
        self.cut = self.cut or placed.cut
        if not placed.cells:
            return
        number = len(self.grids) + 1
        inner: list[etree._Element] = []
        cells = tuple(self._cell(one, inner) for one in placed.cells)
        self.grids.append(
            Grid(
                name=f"表{number}",
                place=f"{self._name} 表{number} ",
                order=self._order(),
                rows=placed.rows,
                columns=placed.columns,
                cells=tuple(one for one in cells if one.text or one.rowspan * one.colspan > 1),
            )
        )
        for one in inner:
            if local_name(one) == "tbl":
                self._add_table(one, edge)
            else:
                self.add_blocks(one, "textbox")

    def _cell(self, placed: PlacedCell, inner: list[etree._Element]) -> Cell:
        """A cell's text, one line a paragraph; tables and text boxes in it are put into `inner`."""
        lines: list[str] = []
        before = len(inner)
        for block in blocks(placed.element):
            if local_name(block) == "tbl":
                inner.append(block)
                continue
            found = paragraph_text(block)
            self.pictures += found.pictures
            inner.extend(found.boxes)
            lines.append(found.text)
        deleted = child(placed.element, "tcPr", "cellDel") is not None
        text = "" if deleted else "\n".join(line for line in lines if line)
        if not text and not deleted:
            text = _boxed_number(inner[before:])
        return Cell(
            row=placed.row,
            column=placed.column,
            text=text,
            rowspan=placed.rowspan,
            colspan=placed.colspan,
            kind="text" if text else "blank",
        )


def _boxed_number(boxes: list[etree._Element]) -> str:
    """A number in a text box that lies over an empty cell, in brackets: it may lie elsewhere."""
    texts = [
        paragraph_text(block).text
        for box in boxes
        if local_name(box) == "txbxContent"
        for block in blocks(box)
        if local_name(block) == "p"
    ]
    said = [text for text in texts if text]
    if len(said) != 1 or len(said[0]) > _LONGEST_BOXED or not re.search(r"\d", said[0]):
        return ""
    return f"[{said[0]}]"


def blocks(container: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs and tables of a container, also those in content controls; deleted not."""
    for one in container:
        name = local_name(one)
        if name in ("p", "tbl"):
            yield one
        elif name == "sdt" and not is_prompt(one):
            content = child(one, "sdtContent")
            yield from blocks(content) if content is not None else ()
        elif name == "AlternateContent":
            for chosen in alternative(one):
                yield from blocks(chosen)
        elif name in _WRAPPERS:
            yield from blocks(one)
