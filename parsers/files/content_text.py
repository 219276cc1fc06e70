"""What a content says, as running text: paragraphs and tables in the file's order."""

from __future__ import annotations

from collections.abc import Iterator

from parsers.grid import Cell, Grid
from parsers.results import FileContent

_TITLE_LENGTH = 100


def text_of(content: FileContent, most: int) -> str:
    """Join paragraphs and tables, tables as lines with tabs; cut after `most` characters.

    Hidden sheets, headers and footers of pages are left out.
    """
    pieces: list[str] = []
    room = most
    for piece in _pieces(content):
        pieces.append(piece[:room])
        room -= len(piece) + 1
        if room <= 0:
            break
    return "\n".join(pieces)


def headings_of(content: FileContent) -> tuple[str, ...]:
    """Headings of the text and names of visible sheets' tables that stand over them."""
    headings = [one.text for one in content.paragraphs if one.style == "heading"]
    titles = [title_line(grid) for grid in content.grids if not grid.hidden]
    return tuple(one for one in (*headings, *titles) if one)


def title_line(grid: Grid) -> str:
    """The text that stands alone in a table's first rows, as a form's title does, or ''."""
    for row in range(min(grid.rows, 3)):
        cells = [cell for cell in grid.cells if cell.row == row and cell.text.strip()]
        if len(cells) == 1 and len(cells[0].text) <= _TITLE_LENGTH and cells[0].kind == "text":
            text = " ".join(cells[0].text.split())
            if not text.startswith("附件") or len(text) > len("附件2："):
                return text
        elif cells:
            return ""
    return ""


def _pieces(content: FileContent) -> Iterator[str]:
    """The texts in order; paragraphs that share an order with a table stand before it."""
    texts = [
        (paragraph.order, 0, paragraph.text)
        for paragraph in content.paragraphs
        if paragraph.style != "page_edge"
    ]
    tables = [(grid.order, 1, _lines(grid)) for grid in content.grids if not grid.hidden]
    for _, _, text in sorted((*texts, *tables), key=lambda one: one[:2]):
        if text:
            yield text


def _lines(grid: Grid) -> str:
    rows: dict[int, list[Cell]] = {}
    for cell in grid.cells:
        if cell.text:
            rows.setdefault(cell.row, []).append(cell)
    return "\n".join(_line(rows[row]) for row in sorted(rows))


def _line(cells: list[Cell]) -> str:
    """A row's cells at their columns; positions that a merged cell covers need no tab."""
    out: list[str] = []
    column = 0
    for cell in cells:
        out.append("\t" * (cell.column - column))
        out.append(" ".join(cell.text.split()))
        column = cell.column
    return "".join(out)
