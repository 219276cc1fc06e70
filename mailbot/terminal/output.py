"""One way out for results: JSON for machines, tables for people, colours only on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

_STYLES = {
    "已报齐": "green",
    "缺材料": "yellow",
    "待核对": "magenta",
    "未报送": "red",
    "正常": "green",
    "注意": "yellow",
    "有问题": "red",
}
_WIDTH_WITHOUT_TERMINAL = 120


class _Console(Console):
    """Rich's own would end `mailbot status | head` as a failure."""

    def on_broken_pipe(self) -> None:
        """Whoever called us decides what a closed pipe means."""
        self.quiet = True
        raise BrokenPipeError


def console() -> Console:
    """A console on stdout; piped output is plain and not folded to a terminal's width."""
    if sys.stdout.isatty():
        return _Console(highlight=False)
    return _Console(highlight=False, width=_WIDTH_WITHOUT_TERMINAL, no_color=True, emoji=False)


def print_json(value: object) -> None:
    """Print a value as indented JSON, Chinese as itself."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    sys.stdout.write(json.dumps(plain, ensure_ascii=False, indent=2, default=_plain) + "\n")


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str = ""
) -> None:
    """Print a table; texts of strangers are shown as text, never as markup."""
    table = Table(title=Text(title) if title else None, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(_cell(value) for value in row))
    console().print(table)


def _cell(value: object) -> Text:
    text = "" if value is None else _visible(str(value))
    return Text(text, style=_STYLES.get(text, ""))


def _visible(text: str) -> str:
    """Without control characters: a file name must not drive the terminal."""
    return "".join(c if c.isprintable() or c in "\n\u3000" else "�" for c in text)


def say(text: str) -> None:
    """A line for people on stdout."""
    console().print(Text(_visible(text)))


def say_aside(text: str) -> None:
    """A line beside the result, on stderr."""
    Console(stderr=True, highlight=False).print(Text(_visible(text)))


def column(rows: Iterable[Mapping[str, Any]], *names: str) -> list[list[object]]:
    """The named values of each row, in that order."""
    return [[row[name] for name in names] for row in rows]
