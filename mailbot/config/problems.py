"""What is wrong with a configuration, told to the operator with place and remedy."""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import category

KeyPath = tuple[str | int, ...]
"""Keys from the top of config.toml, with positions where there are several of a kind."""


class Problem(NamedTuple):
    """One fault: the key it stands at, and what is wrong and allowed, in Chinese."""

    path: KeyPath
    told: str


class ConfigurationError(Exception):
    """The configuration cannot be used; `problems` are all that was found, one line each."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


def visible(text: str) -> str:
    """The text with `�` for every control and invisible character; spaces of any width stay."""
    return "".join(one if one.isprintable() or category(one) == "Zs" else "�" for one in text)


def name_of(path: KeyPath) -> str:
    """A key as the operator sees it: `[smtp] port`, `[[materials]] 第2个 label`."""
    if not path:
        return ""
    *section, last = path
    if isinstance(last, int):
        return _section_name(tuple(path))
    named = _section_name(tuple(section))
    return f"{named} {last}" if named else last


def _section_name(section: KeyPath) -> str:
    names = [str(part) for part in section if isinstance(part, str)]
    if not names:
        return ""
    dotted = ".".join(names)
    if isinstance(section[-1], int):
        return f"[[{dotted}]] 第{section[-1] + 1}个"
    return f"[{dotted}]"
