"""Plain text: lines in order, and tables that were drawn with tabs, bars or aligned blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from parsers.context import ReadingLimits
from parsers.errors import TooLarge
from parsers.files.encoding import decode
from parsers.files.format import Source
from parsers.files.place import short_name
from parsers.findings import finding
from parsers.grid import Cell, Grid
from parsers.results import FileContent, Paragraph

_LIMITS = ReadingLimits()
_RULE = re.compile(r"[\s|+:：\-=_─━│┃┌┐└┘├┤┬┴┼╋]+")
_WIDE_GAP = re.compile(r"(?:[ \u00a0]{2,}|\u3000{1,}[ \u00a0]*|[ \u00a0]+\u3000+)+")
_SENTENCE_END = re.compile(r"[。！？；]")
_CELL_LENGTH = 40
_HEADING_LENGTH = 40
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+(.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rows:
    """Lines that look like rows of one table, cut into cells; rules between them left out."""

    kind: str
    start: int
    end: int
    rows: tuple[tuple[str, ...], ...]


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
    tables = {rows.start: rows for rows in _tables(lines)}
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


def _tables(lines: list[str]) -> Iterator[_Rows]:
    """Runs of lines that cut alike: with bars or tabs two rows are a table, with blanks three."""
    start = 0
    while start < len(lines):
        found = next(
            (rows for kind in ("|", "\t", " ") if (rows := _run(lines, start, kind))), None
        )
        if found:
            yield found
        start = found.end if found else start + 1


def _run(lines: list[str], start: int, kind: str) -> _Rows | None:
    rows: list[tuple[str, ...]] = []
    number = start
    while number < len(lines):
        line = lines[number]
        if line.strip() and _RULE.fullmatch(line) and kind != "\t":
            number += 1
            continue
        cells = _cut(line, kind)
        if len(cells) < 2 or (kind == " " and rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
        number += 1
    if len(rows) < (3 if kind == " " else 2):
        return None
    return _Rows(kind=kind, start=start, end=number, rows=tuple(rows))


def _cut(line: str, kind: str) -> tuple[str, ...]:
    if kind == "|":
        return _between_bars(line)
    if kind == "\t":
        return tuple(cell.strip() for cell in line.rstrip("\r\n").split("\t"))
    cells = tuple(_WIDE_GAP.split(line.strip()))
    prose = any(len(cell) > _CELL_LENGTH or _SENTENCE_END.search(cell) for cell in cells)
    return () if prose else cells


def _between_bars(line: str) -> tuple[str, ...]:
    bare = re.sub("[│┃｜]", "|", line.strip())
    if "|" not in bare:
        return ()
    return tuple(cell.strip() for cell in bare.removeprefix("|").removesuffix("|").split("|"))


def _grid(rows: _Rows, place: str, order: int) -> Grid:
    return Grid(
        name=place.rsplit(maxsplit=1)[-1],
        place=place,
        order=order,
        rows=len(rows.rows),
        columns=max(map(len, rows.rows)),
        cells=tuple(
            Cell(row=row, column=column, text=text)
            for row, values in enumerate(rows.rows)
            for column, text in enumerate(values)
            if text
        ),
    )
