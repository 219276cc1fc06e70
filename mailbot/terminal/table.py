"""Tables that fit the terminal: short headings first, then fewer columns, then folded texts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.text import Text

from mailbot.terminal.output import console, visible
from mailbot.terminal.width import columns_of, wrapped

_STYLES = {
    "已报齐": "green",
    "缺材料": "yellow",
    "待核对": "magenta",
    "未报送": "red",
    "正常": "green",
    "注意": "yellow",
    "有问题": "red",
}
_GAP, _READABLE = 2, 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column's heading, how it may be shortened, and whether a narrow terminal may lose it."""

    title: str
    short: str = ""
    optional: bool = False


def print_table(
    columns: Sequence[str | Column], rows: Iterable[Sequence[object]], *, title: str = ""
) -> None:
    """Print a table; texts of strangers are shown as text, never as markup."""
    out = console()
    laid = _Layout(
        [Column(title=one) if isinstance(one, str) else one for one in columns],
        [["" if value is None else visible(str(value)) for value in row] for row in rows],
    )
    laid.fit(out.width)
    lines = [Text(""), Text(f"【{title}】", style="bold")] if title else []
    lines.extend(_lines(laid.headings, laid.widths, "bold"))
    lines.append(Text("─" * (sum(laid.widths) + _GAP * (len(laid.widths) - 1))))
    for row in laid.rows:
        lines.extend(_lines(row, laid.widths))
    for line in lines:
        line.rstrip()
        out.print(line, soft_wrap=True)


def _lines(texts: Sequence[str], widths: Sequence[int], style: str = "") -> Iterator[Text]:
    """A row as lines: every text folded in its own column."""
    cells = [wrapped(text, width) for text, width in zip(texts, widths, strict=True)]
    styles = [style or _STYLES.get(text, "") for text in texts]
    for parts in zip_longest(*cells, fillvalue=""):
        line = Text()
        for part, width, one in zip(parts, widths, styles, strict=True):
            line.append(part, one)
            line.append(" " * (width - columns_of(part) + _GAP))
        yield line


class _Layout:
    """Headings, rows and widths, made to fit step by step."""

    def __init__(self, columns: list[Column], rows: list[list[str]]) -> None:
        self.columns, self.rows = columns, rows
        self.headings = [one.title for one in columns]
        self.widths = self._natural()

    def _natural(self) -> list[int]:
        return [
            max(columns_of(line) for text in texts for line in (text.split("\n") or [""]))
            for texts in zip(self.headings, *self.rows, strict=True)
        ]

    def _room(self, width: int) -> int:
        """What is left for texts beside the gaps."""
        return width - _GAP * (len(self.headings) - 1)

    def _fits(self, width: int) -> bool:
        return sum(self.widths) <= self._room(width)

    def fit(self, width: int) -> None:
        """Shorten, drop, fold: only as much as it takes."""
        if not self._fits(width):
            self._shorten()
        for place in reversed(range(len(self.columns))):
            if self._fits(width):
                return
            if self.columns[place].optional and self._says_nothing(place):
                self._drop(place)
        for place in reversed(range(len(self.columns))):
            if self._folds_well(width):
                break
            if self.columns[place].optional:
                self._drop(place)
        self.widths = _shared(self.widths, self._room(width))

    def _shorten(self) -> None:
        self.headings = [one.short or one.title for one in self.columns]
        self.widths = self._natural()

    def _says_nothing(self, place: int) -> bool:
        return not any(row[place] for row in self.rows)

    def _drop(self, place: int) -> None:
        del self.columns[place], self.headings[place], self.widths[place]
        for row in self.rows:
            del row[place]

    def _folds_well(self, width: int) -> bool:
        """Whether every folded column keeps room for a few words."""
        shared = _shared(self.widths, self._room(width))
        return all(new >= min(old, _READABLE) for new, old in zip(shared, self.widths, strict=True))


def _shared(widths: Sequence[int], room: int) -> list[int]:
    """Narrow columns keep their width; the wide ones share what is left."""
    result = list(widths)
    left, open_ones = room, sorted(range(len(widths)), key=lambda place: widths[place])
    while open_ones:
        share = max(left // len(open_ones), 2)
        place = open_ones.pop(0)
        result[place] = min(widths[place], share)
        left -= result[place]
    return result
