"""RTF: paragraphs, tables with merged cells, text boxes; pictures counted, deletions left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parsers.errors import TooLarge, Unreadable
from parsers.files.boxes import Box, arrange
from parsers.files.format import Source
from parsers.files.paged import ruled_table
from parsers.files.place import short_name
from parsers.files.rtf_story import CellEdge, Row, Story, Text
from parsers.files.rtf_tokens import tokens
from parsers.grid import Grid
from parsers.results import FileContent, Paragraph

_ROW = 1000.0
"""Rows have no height in the file; any number above the tolerance makes them distinct."""
_CONTINUES = "\ue000"
"""Marks a cell that is merged with the one above it."""
_TOLERANCE = 40.0
"""Twips by which the edges of one column may differ from row to row."""


def read(source: Source) -> FileContent:
    """Read the whole text. Raises Unreadable for a file that ends before any text begins."""
    if source.path.stat().st_size > source.context.limits.expanded_bytes:
        raise TooLarge("larger than any package may be")
    story = Story()
    story.follow(tokens(source.path.read_bytes()))
    name = short_name(source.filename)
    paragraphs: list[Paragraph] = []
    grids: list[Grid] = []
    for order, piece in enumerate(_tables(story.pieces)):
        if isinstance(piece, Text):
            paragraphs.append(_paragraph(piece, name, len(paragraphs) + 1, order))
        else:
            grids.append(_grid(piece, name, len(grids) + 1, order))
    if not paragraphs and not grids and not story.pictures:
        raise Unreadable("no text in it")
    return FileContent(
        parser="rtf",
        paragraphs=tuple(paragraphs),
        grids=tuple(grids),
        pictures=story.pictures,
    )


def _tables(pieces: Sequence[Text | Row]) -> list[Text | list[Row]]:
    """Rows that follow each other are one table."""
    joined: list[Text | list[Row]] = []
    for piece in pieces:
        if isinstance(piece, Text):
            joined.append(piece)
        elif joined and isinstance(joined[-1], list):
            joined[-1].append(piece)
        else:
            joined.append([piece])
    return joined


def _paragraph(text: Text, name: str, number: int, order: int) -> Paragraph:
    return Paragraph(
        text=text.text,
        order=order,
        place=f"{name} 第{number}段",
        style="textbox" if text.textbox else "text",
    )


def _grid(rows: Sequence[Row], name: str, number: int, order: int) -> Grid:
    boxes: list[Box] = []
    for index, row in enumerate(rows):
        for box in _row_boxes(row, index * _ROW):
            above = _above(boxes, box) if box.text == _CONTINUES else None
            if above is None:
                boxes.append(replace(box, text=box.text.removeprefix(_CONTINUES)))
            else:
                boxes[above] = replace(boxes[above], bottom=box.bottom)
    areas = arrange(boxes, _TOLERANCE)
    table = ruled_table(areas, [area.box.text for area in areas])
    return Grid(
        name=f"表{number}",
        place=f"{name} 表{number} ",
        order=order,
        rows=table.rows,
        columns=table.columns,
        cells=table.cells,
    )


def _row_boxes(row: Row, top: float) -> list[Box]:
    """A row's cells side by side; one merged to the left widens the cell before it."""
    edges = row.edges if len(row.edges) >= len(row.texts) else _even_edges(len(row.texts))
    boxes: list[Box] = []
    left = -_TOLERANCE * 10
    for edge, text in zip(edges, (*row.texts, *[""] * len(edges)), strict=False):
        right = max(float(edge.right), left + 2 * _TOLERANCE)
        if edge.merged_left and boxes:
            boxes[-1] = replace(boxes[-1], right=right, text=f"{boxes[-1].text}{text}")
        else:
            said = _CONTINUES + text if edge.merged_up else text
            boxes.append(Box(left=left, top=top, right=right, bottom=top + _ROW, text=said))
        left = right
    return boxes


def _even_edges(count: int) -> tuple[CellEdge, ...]:
    """A row without a definition: its cells stand in columns of one width."""
    return tuple(CellEdge(right=(number + 1) * 1000) for number in range(count))


def _above(boxes: Sequence[Box], box: Box) -> int | None:
    """The cell that ends where a merged one begins, with the same sides."""
    for index in range(len(boxes) - 1, -1, -1):
        one = boxes[index]
        same = abs(one.left - box.left) < _TOLERANCE and abs(one.right - box.right) < _TOLERANCE
        if same and one.bottom == box.top:
            return index
    return None
