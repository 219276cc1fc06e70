"""An HTML tree cut into blocks: lines of text, headings, and tables as grids."""

from __future__ import annotations

import re

from lxml import etree

from parsers.context import ReadingLimits
from parsers.files.html_table import is_layout, own_cells, table_rows
from parsers.files.html_visible import is_visible, tag_of
from parsers.files.raised import raised
from parsers.files.spans import SpanningCell, laid_out
from parsers.grid import Grid
from parsers.results import Paragraph

_BLOCKS = frozenset(
    """
    address article aside blockquote body center dd details div dl dt fieldset figcaption
    figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section
    summary table tbody td tfoot th thead tr ul caption
    """.split()  # noqa: SIM905 - a list of words is read more easily as words
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_RAISED = ("sup", "sub")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_DEEPEST = 200


class Blocks:
    """Collects what a page shows, in order."""

    def __init__(self, *, place: str, limits: ReadingLimits) -> None:
        self.paragraphs: list[Paragraph] = []
        self.grids: list[Grid] = []
        self.pictures = 0
        self.cut = False
        self._place = place
        self._cells = limits.cells
        self._characters = limits.text_characters
        self._line: list[str] = []
        self._heading = False

    def add_element(self, element: etree._Element, depth: int = 0) -> None:
        """Add an element and what is in it, if a person sees it."""
        tag = tag_of(element)
        if not is_visible(element) or depth > _DEEPEST:
            self.cut = self.cut or depth > _DEEPEST
            return
        if tag == "table" and not is_layout(element):
            self._add_table(element, depth)
        elif tag == "br":
            self._end_line()
        elif tag in _RAISED:
            self._line.append(raised(cell_text(element), self._line))
        else:
            self._add_children(element, tag, depth)

    def finish(self) -> None:
        """End the last line."""
        self._end_line()

    def _add_children(self, element: etree._Element, tag: str, depth: int) -> None:
        block = tag in _BLOCKS
        if block:
            self._end_line()
        self._heading = self._heading or tag in _HEADINGS
        self.pictures += tag == "img"
        self._line.append(element.text or "")
        for child in element:
            self.add_element(child, depth + 1)
            self._line.append(child.tail or "")
        if block:
            self._end_line()
        if tag in _HEADINGS:
            self._heading = False

    def _end_line(self) -> None:
        text = _flat("".join(self._line))
        self._line.clear()
        if not text:
            return
        if self._characters < len(text):
            self.cut = True
            return
        self._characters -= len(text)
        self.paragraphs.append(
            Paragraph(
                text=text,
                order=self._order(),
                place=f"{self._place} 第{len(self.paragraphs) + 1}段",
                style="heading" if self._heading else "text",
            )
        )

    def _order(self) -> int:
        return len(self.paragraphs) + len(self.grids)

    def _add_table(self, table: etree._Element, depth: int) -> None:
        """Add a table; tables inside its cells follow it as tables of their own."""
        self._end_line()
        for caption in table:
            if tag_of(caption) == "caption":
                self.add_element(caption, depth + 1)
        rows = table_rows(table)
        layout = laid_out(
            [[_spanning(cell) for cell in own_cells(row)] for row in rows], self._cells
        )
        self._cells = max(self._cells - layout.rows * layout.columns, 0)
        self.cut = self.cut or layout.cut
        number = len(self.grids) + 1
        self.grids.append(
            Grid(
                name=f"表{number}",
                place=f"{self._place} 表{number} ",
                order=self._order(),
                rows=layout.rows,
                columns=layout.columns,
                cells=layout.cells,
            )
        )
        self.pictures += sum(1 for _ in table.iter("img"))
        for nested in _tables_inside(table):
            self.add_element(nested, depth + 1)


def _spanning(cell: etree._Element) -> SpanningCell:
    return SpanningCell(
        text=cell_text(cell),
        rowspan=_span(cell.get("rowspan"), least=0),
        colspan=_span(cell.get("colspan"), least=1),
    )


def cell_text(cell: etree._Element) -> str:
    """A cell's visible text with its line breaks, without that of tables inside it."""
    pieces: list[str] = []
    _gather(cell, pieces, 0)
    lines = (_flat(line) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line)


def _gather(element: etree._Element, pieces: list[str], depth: int) -> None:
    block = tag_of(element) in _BLOCKS
    pieces.append("\n" if block else "")
    pieces.append(_one_line(element.text))
    for child in element:
        if tag_of(child) == "br":
            pieces.append("\n")
        elif tag_of(child) in _RAISED and is_visible(child):
            pieces.append(raised(cell_text(child), pieces))
        elif depth < _DEEPEST and tag_of(child) != "table" and is_visible(child):
            _gather(child, pieces, depth + 1)
        pieces.append(_one_line(child.tail))
    pieces.append("\n" if block else "")


def _tables_inside(table: etree._Element) -> list[etree._Element]:
    """The outermost tables inside a table's cells."""
    inner: list[etree._Element] = []
    for one in table.iter("table"):
        if one is table:
            continue
        holder = next(one.iterancestors("table"))
        if holder is table and all(is_visible(step) for step in _up_to(one, table)):
            inner.append(one)
    return inner


def _up_to(element: etree._Element, top: etree._Element) -> list[etree._Element]:
    steps: list[etree._Element] = []
    for one in element.iterancestors():
        if one is top:
            break
        steps.append(one)
    return steps


def _one_line(text: str | None) -> str:
    return _SPACE.sub(" ", text or "")


def _flat(text: str) -> str:
    return _SPACE.sub(" ", text).replace("\u200b", "").replace("\ufeff", "").strip()


def _span(value: str | None, *, least: int) -> int:
    match = re.match(r"\s*(\d{1,6})", value or "")
    return max(int(match[1]), least) if match else 1
