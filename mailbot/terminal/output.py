"""One way out for results: JSON for machines, text for people, colours only on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import asdict, is_dataclass
from typing import Any

from rich.console import Console
from rich.text import Text

from mailbot.terminal.width import wrapped

_WIDTH_WITHOUT_TERMINAL = 1000


class _Console(Console):
    """Rich's own would end `mailbot status | head` as a failure."""

    def on_broken_pipe(self) -> None:
        """Whoever called us decides what a closed pipe means."""
        self.quiet = True
        raise BrokenPipeError


def console(*, stderr: bool = False) -> Console:
    """A console on stdout or stderr; piped output is plain and not folded."""
    if (sys.stderr if stderr else sys.stdout).isatty():
        return _Console(stderr=stderr, highlight=False)
    return _Console(
        stderr=stderr, highlight=False, width=_WIDTH_WITHOUT_TERMINAL, no_color=True, emoji=False
    )


def print_json(value: object) -> None:
    """Print a value as indented JSON, Chinese as itself."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    text = json.dumps(plain, ensure_ascii=False, indent=2, default=_plain)
    sys.stdout.write(text.encode(errors="backslashreplace").decode() + "\n")


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


def visible(text: str) -> str:
    """Without control characters: a file name must not drive the terminal."""
    return "".join(c if c.isprintable() or c in "\n\u3000" else "�" for c in text)


def say(text: str, *, indent: int = 0) -> None:
    """A line for people on stdout."""
    _say(console(), text, indent)


def say_aside(text: str) -> None:
    """A line beside the result, on stderr."""
    _say(console(stderr=True), text, 0)


def _say(out: Console, text: str, indent: int) -> None:
    lines = wrapped(visible(text), out.width - indent)
    out.print(Text("\n".join(" " * indent + line for line in lines)), soft_wrap=True)


def column(rows: Iterable[Mapping[str, Any]], *names: str) -> list[list[object]]:
    """The named values of each row, in that order."""
    return [[row[name] for name in names] for row in rows]
