"""Tables drawn in plain text with tabs, bars or blanks between the cells."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from parsers.files.blanks import cut_at_blanks, in_columns, placed_below

_RULE = re.compile(r"[\s|+:：\-=_─━│┃┌┐└┘├┤┬┴┼╋]+")
_BARS = re.compile("[│┃｜]")
_SENTENCE_END = re.compile(r"[。！？；]")
_TITLE = re.compile(r"表\s*[(（]?[\d一二三四五六七八九十]*[)）]?[:：]?$")
_CELL_LENGTH = 40
_SHORT = 8
_LEAST = {"|": 2, "\t": 2, " ": 3}
_MOST_BLANK = 2
"""Lines without anything that may stand within a table."""
_MOST_LONE = 2

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnTable:
    """Lines that are rows of one table, cut into cells; rules between them left out."""

    start: int
    end: int
    rows: tuple[Row, ...]


def drawn_tables(lines: Sequence[str]) -> Iterator[DrawnTable]:
    """Runs of lines that cut alike: with bars or tabs two rows are a table, with blanks three."""
    start = 0
    while start < len(lines):
        found = next((table for kind in _LEAST if (table := _run(lines, start, kind))), None)
        if found:
            yield found
        start = found.end if found else start + 1


def _run(lines: Sequence[str], start: int, kind: str) -> DrawnTable | None:
    """The table of one kind that begins at a line; lone lines between its rows belong to it."""
    rows: list[str] = []
    found = 0
    number = start
    while number < len(lines):
        if _is_rule(lines[number], kind):
            number += 1
        elif _is_row(lines[number], kind):
            rows.append(lines[number])
            found += 1
            number += 1
        elif rows and (onward := _next_row(lines, number, kind, rows)):
            rows.extend(line for line in lines[number:onward] if line.strip())
            number = onward
        else:
            break
    if found < _LEAST[kind]:
        return None
    return DrawnTable(start=start, end=number, rows=tuple(_cut(rows, kind)))


def _is_rule(line: str, kind: str) -> bool:
    return kind != "\t" and bool(line.strip()) and _RULE.fullmatch(line) is not None


def _is_row(line: str, kind: str) -> bool:
    if kind == "|":
        return "|" in _bare(line)
    if kind == "\t":
        return "\t" in line.rstrip("\r\n")
    cells = cut_at_blanks(line)
    remark = cells[-1:] if len(cells) > 2 else ()
    return len(cells) > 1 and not any(map(_is_prose, cells[: len(cells) - len(remark)]))


def _is_prose(text: str) -> bool:
    """Whether a text is a sentence; a mark behind a number (36。) makes none."""
    sentence = len(text) > _SHORT and _SENTENCE_END.search(text) is not None
    return len(text) > _CELL_LENGTH or sentence


def _next_row(lines: Sequence[str], number: int, kind: str, rows: Sequence[str]) -> int:
    """Where a table goes on behind blank lines or one lone cell, such as a category; 0 if not.

    Where a label of the table comes again another table begins.
    """
    blank = lone = 0
    for at in range(number, len(lines)):
        line = lines[at]
        if _is_row(line, kind):
            again = _first(line, kind) in {_first(row, kind) for row in rows}
            return 0 if again else at
        blank += not line.strip()
        lone += len(cut_at_blanks(line)) == 1 and bool(line.strip())
        if (
            blank > _MOST_BLANK
            or lone > _MOST_LONE
            or _is_prose(line.strip())
            or _TITLE.search(line)
        ):
            return 0
    return 0


def _ends_table(line: str) -> bool:
    return _is_prose(line) or _TITLE.search(line) is not None


def _first(line: str, kind: str) -> str:
    cells = cut_at_blanks(line) if kind == " " else _cut([line], kind)[0]
    return next((cell for cell in cells if cell), "")


def _cut(rows: Sequence[str], kind: str) -> list[Row]:
    if kind == "|":
        return _between_bars(rows)
    if kind == " ":
        return in_columns(rows)
    return _between_tabs(rows)


def _between_tabs(lines: Sequence[str]) -> list[Row]:
    """The cells between tabs; a line drawn with blanks among them is set below them."""
    rows = [tuple(cell.strip() for cell in line.rstrip("\r\n").split("\t")) for line in lines]
    tabbed = [row for row in rows if len(row) > 1]
    return [
        placed_below(cells, tabbed)
        if len(row) == 1 and len(cells := cut_at_blanks(row[0])) > 1
        else row
        for row in rows
    ]


def _between_bars(lines: Sequence[str]) -> list[Row]:
    """The cells between bars; a bar before a line is a border only where all lines have it.

    Else it follows a blank first cell, unless the line then is too wide by both its borders.
    """
    rows = [tuple(cell.strip() for cell in _bare(line).split("|")) for line in lines]
    cut = [row for row in rows if len(row) > 1]
    if all(row[0] == "" for row in cut):
        return [_inside(row) for row in rows]
    width = max(len(_closed(row)) for row in cut if row[0])
    return [_inside(row) if _closed(row)[0] == "" and len(row) >= width + 2 else _closed(row)
            for row in rows]  # fmt: skip


def _bare(line: str) -> str:
    return _BARS.sub("|", line.strip())


def _closed(row: Row) -> Row:
    """A row without the bar that may end it."""
    return row[:-1] if len(row) > 1 and row[-1] == "" else row


def _inside(row: Row) -> Row:
    return _closed(row[1:] if len(row) > 1 and row[0] == "" else row)
