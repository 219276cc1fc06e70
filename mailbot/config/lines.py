"""Where in the text of config.toml a key stands."""

from __future__ import annotations

import re
from collections import Counter

from mailbot.config.problems import KeyPath

_HEADER = re.compile(r"""^\s*(\[\[?)\s*([^\[\]#]+?)\s*\]\]?\s*(?:#.*)?$""")
_PART = r"""(?:[\w-]+|"[^"]*"|'[^']*')"""
_KEY = re.compile(rf"^\s*({_PART}(?:\s*\.\s*{_PART})*)\s*=")
_ENTRY = re.compile(r"^\s*\{")
_MULTILINE = re.compile(r'"""|' + "'''")


def key_lines(text: str) -> dict[KeyPath, int]:
    """The line (from 1) of every key and section that can be found by looking at line starts."""
    lines: dict[KeyPath, int] = {}
    counts: Counter[KeyPath] = Counter()
    section: KeyPath = ()
    last: KeyPath = ()
    in_string = False
    for number, line in enumerate(text.splitlines(), start=1):
        opened = in_string
        in_string ^= len(_MULTILINE.findall(line)) % 2 == 1
        if opened:
            continue
        if header := _HEADER.match(line):
            section = last = _section(header[2], header[1] == "[[", counts)
            lines.setdefault(section, number)
            if isinstance(section[-1], int):
                lines.setdefault(section[:-1], number)
        elif key := _KEY.match(line):
            last = (*section, *_parts(key[1]))
            lines.setdefault(last, number)
        elif _ENTRY.match(line):
            lines.setdefault((*last, counts[last]), number)
            counts[last] += 1
    return lines


def line_of(path: KeyPath, lines: dict[KeyPath, int]) -> int | None:
    """The line of a key, else of the nearest thing around it that has one."""
    while path:
        if path in lines:
            return lines[path]
        path = path[:-1]
    return None


def _section(dotted: str, is_array: bool, counts: Counter[KeyPath]) -> KeyPath:
    """A header's path; a table inside an array belongs to the array's newest entry."""
    path: KeyPath = ()
    names = _parts(dotted)
    for place, name in enumerate(names, start=1):
        path = (*path, name)
        if place == len(names) and is_array:
            counts[path] += 1
        if counts[path]:
            path = (*path, counts[path] - 1)
    return path


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
