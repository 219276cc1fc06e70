"""Rows of a list that head a group of activities: 一 | 宣传类, with or without its sum."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import takewhile

from parsers.form.text import squeeze

_CIRCLED = re.compile(r"\s*[\u2460-\u249b\u2776-\u2793]")
_MARKS = tuple(
    (style, re.compile(pattern))
    for style, pattern in (
        ("part", r"第[一二三四五六七八九十\d]+(?:部分|类|篇|章|板块|阶段|组)"),
        ("(一)", r"[(][一二三四五六七八九十]{1,3}[)]"),
        ("一", r"[一二三四五六七八九十]{1,3}(?:$|[、.:,)])"),
        ("1.1.1", r"\d{1,2}[.\-]\d{1,2}[.\-]\d{1,2}"),
        ("1.1", r"\d{1,2}[.\-](?!0(?!\d))\d{1,2}"),
        ("(1)", r"[(]\d{1,3}[)]"),
        ("1)", r"\d{1,3}[)]"),
        ("1", r"\d{1,4}(?:\.0)?(?:$|[、.,:])"),
        ("I", r"[IVX]{1,4}(?:$|[、.,:)])"),
        ("A", r"[A-H](?:$|[、.,:)])"),
    )
)
_DIGITS = re.compile(r"\d+")
_FEWEST = 2


def style_of(text: str) -> str:
    """How a text is numbered: 一, （一）, 1, 1.1, ①; empty where it is not."""
    if _CIRCLED.match(text):
        return "①"
    flat = squeeze(text)
    return next((style for style, pattern in _MARKS if pattern.match(flat)), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row as its group sees it: its numbering, whether it says when or where, its numbers.

    `numbers` are those other than zero, by column.
    """

    row: int
    mark: str
    told: bool
    numbers: dict[int, Decimal]

    @property
    def style(self) -> str:
        """How the row is numbered."""
        return style_of(self.mark)

    @property
    def is_first(self) -> bool:
        """Whether the row's number is 1, however it is written."""
        text = "1" if _CIRCLED.match(self.mark) and "①" in self.mark else squeeze(self.mark)
        numbers = [int(one) for one in _DIGITS.findall(text)]
        return numbers[-1:] == [1]


@dataclass(slots=True)
class Groups:
    """Rows that head or sum up a group: `heads` for certain, `sums` that are not their group's.

    `strange` rows may be heads or activities.
    """

    heads: set[int] = field(default_factory=set)
    sums: set[int] = field(default_factory=set)
    strange: set[int] = field(default_factory=set)


def groups_of(lines: Sequence[Line]) -> Groups:
    """Which rows stand over others, by their numbering, their gaps, and what they add up to."""
    return _Grouping(lines).groups()


class _Grouping:
    """The rows of a list with what sets some of them apart: `keys`, empty for an activity."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        full = [line for line in lines if line.numbers]
        dated = [line for line in full if line.told]
        self.inner = _commonest([line.style for line in dated or full])
        self.is_told = len(dated) * 2 >= max(1, len(full))
        self.keys = [self._key(at) for at in range(len(lines))]
        order = dict.fromkeys(key for key in self.keys if key)
        self.levels = {key: level for level, key in enumerate(order)}

    def groups(self) -> Groups:
        found = Groups()
        for at, key in enumerate(self.keys):
            if key:
                self._sort(found, at)
            elif self._is_sum(at):
                found.strange.add(self.lines[at].row)
        return found

    def _key(self, at: int) -> str:
        line, following = self.lines[at], self.lines[at + 1 : at + 2]
        if line.style != self.inner:
            return f"style {line.style}"
        starts = bool(following) and following[0].style == self.inner and following[0].is_first
        if self.inner and starts and not line.told:
            return "starts"
        return "lacks" if not self.inner and self.is_told and not line.told else ""

    def _below(self, at: int) -> list[Line]:
        """The activities under a head: up to the next one of its level, or of a higher one."""
        found: list[Line] = []
        level = self.levels[self.keys[at]]
        for line, key in zip(self.lines[at + 1 :], self.keys[at + 1 :], strict=True):
            if key and self.levels[key] <= level:
                break
            if not key:
                found.append(line)
        return found

    def _sort(self, found: Groups, at: int) -> None:
        line, below = self.lines[at], self._below(at)
        if not line.numbers:
            self._sort_bare(found, at, below)
        elif any(_adds_up(line, run) for run in (below, *self._above(at))):
            found.heads.add(line.row)
        elif not line.told:
            (found.sums if line.style and below else found.strange).add(line.row)

    def _sort_bare(self, found: Groups, at: int, below: Sequence[Line]) -> None:
        """A row without numbers: 二、演练类, or the end of a name that takes two rows."""
        line, key = self.lines[at], self.keys[at]
        unnumbered = bool(self.inner) and not line.style and not line.told
        sure = key != "lacks" and bool(below) and not line.told
        if unnumbered or sure or self._are_regular(key):
            found.heads.add(line.row)
        elif not line.told or below:
            found.strange.add(line.row)

    def _above(self, at: int) -> Iterator[list[Line]]:
        """The activities right above a row, and all above it."""
        above = list(zip(self.lines[:at], self.keys[:at], strict=True))[::-1]
        yield [line for line, _ in takewhile(lambda pair: not pair[1], above)]
        yield [line for line, key in above if not key]

    def _are_regular(self, key: str) -> bool:
        """Whether the list begins with a bare name, and has several: 城东, 城西."""
        alike = [line for line, one in zip(self.lines, self.keys, strict=True) if one == key]
        bare = sum(not line.numbers for line in alike)
        return self.keys[0] == key and bare > 1 and (bare == len(alike) or key == "lacks")

    def _is_sum(self, at: int) -> bool:
        """Whether a row that nothing sets apart is the sum of the rows next to it."""
        line = self.lines[at]
        if line.told or not line.numbers or (line.style and not self.is_told):
            return False
        above, below = self.lines[:at][::-1], self.lines[at + 1 :]
        return any(
            _adds_up(line, run[:count])
            for run in (above, below)
            for count in range(_FEWEST, len(run) + 1)
            if count == len(run) or len(set(line.numbers.values())) > 1
        )


def _commonest(styles: list[str]) -> str:
    """The style of most rows, of two alike that of the last row: a group ends with its members."""
    counts = Counter(reversed(styles))
    return counts.most_common(1)[0][0] if counts else ""


def _adds_up(line: Line, below: Sequence[Line]) -> bool:
    return bool(line.numbers) and all(
        sum((one.numbers.get(column, Decimal(0)) for one in below), Decimal(0)) == value
        for column, value in line.numbers.items()
    )
