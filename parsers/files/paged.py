"""Pages with text and tables, whatever read them, to paragraphs and grids with page numbers."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from parsers.files.aligned import Aligned
from parsers.files.boxes import Area, Box, around
from parsers.files.flow import is_page_edge, paragraphs_of
from parsers.grid import Cell, Grid
from parsers.results import Paragraph

ParagraphStyle = Literal["text", "heading", "textbox", "page_edge"]
_HEADING_HEIGHT, _HEADING_LENGTH = 1.25, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTable:
    """A table of a page and the area it covers; `last_page` is set where it goes on there."""

    box: Box
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    last_page: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page: its number from 1 (0: the file has no pages), tables, and the text around them."""

    number: int
    height: float
    tables: tuple[PageTable, ...] = ()
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """What the pages say, in order."""

    paragraphs: tuple[Paragraph, ...]
    grids: tuple[Grid, ...]


def ruled_table(areas: Sequence[Area], texts: Sequence[str]) -> PageTable:
    """A table of cell areas and what stands in each."""
    cells = [
        Cell(
            row=area.row,
            column=area.column,
            rowspan=area.rowspan,
            colspan=area.colspan,
            text=text,
            kind="text" if text else "blank",
        )
        for area, text in zip(areas, texts, strict=True)
    ]
    return PageTable(
        box=around([area.box for area in areas]),
        rows=max(area.row + area.rowspan for area in areas),
        columns=max(area.column + area.colspan for area in areas),
        cells=tuple(cells),
    )


def aligned_table(table: Aligned) -> PageTable:
    """A table of boxes that only stand in rows and columns."""
    cells = [Cell(row=row, column=column, text=box.text) for row, column, box in table.places]
    return PageTable(box=table.box, rows=table.rows, columns=table.columns, cells=tuple(cells))


def assembled(pages: Sequence[Page], name: str) -> Assembled:
    """Give everything its order and place: `NAME 第1页`, `NAME 第1页 表1 行2列3`."""
    paragraphs: list[Paragraph] = []
    grids: list[Grid] = []
    order = 0
    for page in pages:
        place = f"{name} 第{page.number}页" if page.number else name
        texts = paragraphs_of(page.boxes)
        usual = statistics.median([box.height for box in page.boxes] or [1.0])
        pieces: list[Box | PageTable] = [*texts, *page.tables]
        pieces.sort(key=_top)
        tables = 0
        for piece in pieces:
            if isinstance(piece, PageTable):
                tables += 1
                grids.append(_grid(piece, place, tables, order))
            else:
                paragraphs.append(_paragraph(piece, place, order, page.height, usual))
            order += 1
    return Assembled(paragraphs=tuple(paragraphs), grids=tuple(grids))


def _top(piece: Box | PageTable) -> float:
    return piece.top if isinstance(piece, Box) else piece.box.top


def _grid(table: PageTable, place: str, number: int, order: int) -> Grid:
    if table.last_page:
        place = f"{place.removesuffix('页')}-{table.last_page}页"
    return Grid(
        name=f"表{number}",
        place=f"{place} 表{number} ",
        order=order,
        rows=table.rows,
        columns=table.columns,
        cells=table.cells,
    )


def _paragraph(box: Box, place: str, order: int, height: float, usual: float) -> Paragraph:
    tall = box.height > _HEADING_HEIGHT * usual and len(box.text) <= _HEADING_LENGTH
    style: ParagraphStyle = "heading" if tall else "text"
    if is_page_edge(box, height):
        style = "page_edge"
    return Paragraph(text=box.text, order=order, place=place, style=style)
