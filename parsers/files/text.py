"""Plain text: lines in order, and tables that were drawn with tabs, bars or aligned blanks."""

from __future__ import annotations

import re

from parsers.context import ReadingLimits
from parsers.errors import TooLarge
from parsers.files.drawn import DrawnTable, drawn_tables
from parsers.files.encoding import decode
from parsers.files.format import Source
from parsers.files.place import short_name
from parsers.findings import finding
from parsers.grid import Cell, Grid
from parsers.results import FileContent, Paragraph

_LIMITS = ReadingLimits()
_HEADING_LENGTH = 40
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(.+)")


def read(source: Source) -> FileContent:
    """Read a text file."""
    limits = source.context.limits
    if source.path.stat().st_size > limits.expanded_bytes:
        raise TooLarge("a text larger than any package may be")
    text = decode(source.path.read_bytes()).replace("\x00", "")
    return text_content(text, short_name(source.filename), limits=limits)


def text_content(text: str, place: str, *, limits: ReadingLimits = _LIMITS) -> FileContent:
    """Make paragraphs of lines and grids of tables drawn in them.

    Places read `PLACE 第3行` and `PLACE 表1 行2列3`.
    """
    lines = text[: limits.text_characters].splitlines()
    tables = {rows.start: rows for rows in drawn_tables(lines)}
    paragraphs: list[Paragraph] = []
    grids: list[Grid] = []
    number = 0
    while number < len(lines):
        order = len(paragraphs) + len(grids)
        if rows := tables.get(number):
            grids.append(_grid(rows, f"{place} 表{len(grids) + 1} ", order))
            number = rows.end
            continue
        if line := lines[number].strip():
            paragraphs.append(_paragraph(line, order, f"{place} 第{number + 1}行"))
        number += 1
    cut = len(text) > limits.text_characters
    return FileContent(
        parser="text",
        paragraphs=tuple(paragraphs),
        grids=tuple(grids),
        title=_title(paragraphs),
        findings=(finding("truncated", filename=place),) if cut else (),
    )


def _paragraph(line: str, order: int, place: str) -> Paragraph:
    if heading := _MARKDOWN_HEADING.fullmatch(line):
        return Paragraph(text=heading[1].strip(), order=order, place=place, style="heading")
    return Paragraph(text=line, order=order, place=place)


def _title(paragraphs: list[Paragraph]) -> str:
    """The first line, if it is short and no sentence."""
    if not paragraphs:
        return ""
    first = paragraphs[0].text
    short = len(first) <= _HEADING_LENGTH and not re.search(r"[。，：:,；]", first)
    return first if short else ""


def _grid(table: DrawnTable, place: str, order: int) -> Grid:
    columns = max(map(len, table.rows))
    return Grid(
        name=place.rsplit(maxsplit=1)[-1],
        place=place,
        order=order,
        rows=len(table.rows),
        columns=columns,
        cells=tuple(
            Cell(row=row, column=column, text=text, colspan=columns if len(values) == 1 else 1)
            for row, values in enumerate(table.rows)
            for column, text in enumerate(values)
            if text
        ),
    )
