"""Rows drawn with blanks: in which column a piece stands where a row has fewer than the others."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from parsers.files.boxes import wide_characters

WIDE_GAP = re.compile(r"(?:[ \u00a0]{2,}|\u3000{1,}[ \u00a0]*|[ \u00a0]+\u3000+)+")
_NUMBER = re.compile(r"[约近超共]?[+\-—－]?[\d０-９]|[—－/无零〇-]+$")
_WIDEST = 12
_MOST_EVEN, _MOST_ODD = 0.5, 0.1
"""Shares of the gaps: of one width at least, narrower than that at most."""
_STRAY, _FITS, _SAME = -2, 2, 3
"""A text under numbers, a number under numbers, a text that the column holds elsewhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What stands between two gaps of a line, and where it begins and ends on the screen."""

    text: str
    left: int
    right: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    pieces: tuple[Piece, ...]
    gaps: tuple[str, ...]
    """The blanks before each piece."""

    @property
    def indented(self) -> bool:
        return len(self.gaps[0]) > 1

    @property
    def texts(self) -> tuple[str, ...]:
        return tuple(piece.text for piece in self.pieces)


def cut_at_blanks(line: str) -> tuple[str, ...]:
    """The pieces of a line between wide gaps."""
    return tuple(WIDE_GAP.split(line.strip()))


def in_columns(lines: Sequence[str]) -> list[tuple[str, ...]]:
    """The cells of each line, '' where a row leaves one out.

    One gap between all cells tells what is left out; so does standing below a column; failing
    both, a number stands in a column of numbers, a unit where that unit stands elsewhere, and a
    label where no text comes twice.
    """
    margin = min((len(line) - len(line.lstrip()) for line in lines), default=0)
    cut = [_line(line[margin:]) for line in lines]
    gap = _only_gap(cut)
    if gap:
        return [_split(line, gap) for line in cut]
    width = _width(cut)
    cut = [_whole_numbers(line, width) for line in cut]
    columns = _Columns([line for line in cut if len(line.pieces) == width], width)
    return [columns.placed(line) for line in cut]


def placed_below(texts: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """One more row's cells in the columns that some rows have."""
    width = max(Counter(map(len, rows)).items(), key=lambda one: (one[1], one[0]))[0]
    return _by_kind(texts, [row for row in rows if len(row) == width], width, indented=False)


def _line(line: str) -> _Line:
    pieces: list[Piece] = []
    gaps: list[str] = []
    bare = line.rstrip()
    end = len(bare) - len(bare.lstrip())
    gaps.append(bare[:end])
    for gap in (*WIDE_GAP.finditer(bare, end), None):
        start, stop = end, gap.start() if gap else len(bare)
        left = wide_characters(bare[:start])
        text = bare[start:stop]
        pieces.append(Piece(text=text, left=left, right=left + wide_characters(text)))
        if gap:
            gaps.append(gap[0])
            end = gap.end()
    return _Line(pieces=tuple(pieces), gaps=tuple(gaps))


def _whole_numbers(line: _Line, width: int) -> _Line:
    """A row with a cell too many and two numbers side by side: one number cut by blanks."""
    pieces, gaps = list(line.pieces), list(line.gaps)
    at = 1
    while len(pieces) > width and at < len(pieces):
        if _is_number(pieces[at - 1].text) and _is_number(pieces[at].text):
            pieces[at - 1 : at + 1] = [_joined(pieces[at - 1 : at + 1])]
            del gaps[at]
        else:
            at += 1
    return _Line(pieces=tuple(pieces), gaps=tuple(gaps))


def _joined(pieces: Sequence[Piece]) -> Piece:
    text = "\n".join(piece.text for piece in pieces)
    return Piece(text=text, left=pieces[0].left, right=pieces[-1].right)


def _width(lines: Sequence[_Line]) -> int:
    """The most cells that two rows have; one row alone may have a remark behind it."""
    counts = Counter(len(line.pieces) for line in lines)
    return max((count for count, rows in counts.items() if rows > 1), default=max(counts))


def _only_gap(lines: Sequence[_Line]) -> int:
    """How many blanks stand between any two cells, or 0 where gaps are of many widths.

    A label may be indented by a few more; a whole gap more is a cell left out.
    """
    gaps = Counter(len(gap) for line in lines for gap in line.gaps if gap)
    gap, even = max(gaps.items(), key=lambda one: one[1], default=(0, 0))
    odd = sum(count for length, count in gaps.items() if length < gap)
    if gap < 2 or even < _MOST_EVEN * gaps.total() or odd > _MOST_ODD * gaps.total():
        return 0
    most = max(len(line.pieces) for line in lines)
    widths = {len(_split(line, gap)) for line in lines if len(line.pieces) == most}
    fits = len(widths) == 1 and all(len(_split(line, gap)) <= max(widths) for line in lines)
    return gap if fits else 0


def _split(line: _Line, gap: int) -> tuple[str, ...]:
    cells: list[str] = []
    for piece, before in zip(line.pieces, line.gaps, strict=True):
        if cells and len(before) < gap:
            cells[-1] += before + piece.text
            continue
        cells.extend([""] * (len(before) // gap - bool(cells)))
        cells.append(piece.text)
    return tuple(cells)


class _Columns:
    """Where the full rows' columns lie, and what they hold."""

    def __init__(self, full: Sequence[_Line], width: int) -> None:
        self._width = width
        self._rows = [line.texts for line in full]
        self._stretches = _stretches(full, width)

    def placed(self, line: _Line) -> tuple[str, ...]:
        """A row's cells in these columns."""
        if len(line.pieces) >= self._width:
            return line.texts
        below = [self._below(piece) for piece in line.pieces]
        places = [column for column in below if column is not None]
        if len(places) == len(below) and places == sorted(set(places)):
            return _spread(line.texts, places)
        return _by_kind(line.texts, self._rows, self._width, indented=line.indented)

    def _below(self, piece: Piece) -> int | None:
        """The one column that a piece stands below."""
        met = [
            column
            for column, (left, right) in enumerate(self._stretches)
            if piece.left < right and left < piece.right
        ]
        return met[0] if len(met) == 1 else None


def _stretches(full: Sequence[_Line], width: int) -> list[tuple[int, int]]:
    """The columns' extents; none where two of them overlap, as in lines that are not aligned."""
    columns = [
        (min(line.pieces[at].left for line in full), max(line.pieces[at].right for line in full))
        for at in range(width)
    ]
    apart = all(one[1] < other[0] for one, other in itertools.pairwise(columns))
    return columns if apart and len(full) > 1 else []


def _by_kind(
    texts: tuple[str, ...], rows: Sequence[tuple[str, ...]], width: int, *, indented: bool
) -> tuple[str, ...]:
    if len(texts) >= width or width > _WIDEST:
        return texts
    seen = [Counter(row[column] for row in rows) for column in range(width)]
    numeric = [sum(_is_number(row[at]) for row in rows) * 2 >= len(rows) for at in range(width)]
    places = max(
        itertools.combinations(range(width), len(texts)),
        key=lambda columns: (
            sum(
                _fit(text, seen[at], numeric=numeric[at])
                for text, at in zip(texts, columns, strict=True)
            ),
            indented and 0 not in columns,
            sum(len(seen[at]) for at in columns),
            -sum(columns),
        ),
    )
    return _with_doubt(_spread(texts, places), numeric)


def _with_doubt(row: tuple[str, ...], numeric: Sequence[bool]) -> tuple[str, ...]:
    """Several numbers at the end of a short row may each be another column's: all in each."""
    behind = [text for text in itertools.takewhile(_is_number_or_blank, reversed(row)) if text]
    if len(behind) < 2 or len(behind) == len([text for text in row if text]):
        return row
    texts = list(row) + [""] * (len(numeric) - len(row))
    last = max(at for at, text in enumerate(row) if not _is_number_or_blank(text))
    for at in range(last + 1, len(texts)):
        if numeric[at] or texts[at]:
            texts[at] = "\n".join(reversed(behind))
    return tuple(texts)


def _fit(text: str, seen: Counter[str], *, numeric: bool) -> int:
    if _is_number(text):
        return _FITS if numeric else _STRAY
    if numeric:
        return _STRAY
    return _SAME if seen[text] else 0


def _spread(texts: Sequence[str], places: Sequence[int]) -> tuple[str, ...]:
    at = dict(zip(places, texts, strict=True))
    return tuple(at.get(column, "") for column in range(max(places) + 1))


def _is_number(text: str) -> bool:
    return _NUMBER.match(text) is not None


def _is_number_or_blank(text: str) -> bool:
    return not text or _is_number(text)
