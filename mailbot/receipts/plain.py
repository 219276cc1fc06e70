"""A stranger's text made fit to stand in a letter or a header: one line, visible, short."""

from __future__ import annotations

import unicodedata

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, formats (bidi overrides, zero widths), surrogates, private use, line separators."""


def one_line(text: str, limit: int = 60) -> str:
    """The text on one line without invisible characters, cut to `limit` characters with `…`."""
    head = text[: limit * 20]
    seen = "".join(_shown(character) for character in head)
    flat = " ".join(seen.split())
    cut = len(flat) > limit or len(text) > len(head)
    return flat[: limit - 1] + "…" if cut else flat


def _shown(character: str) -> str:
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in _INVISIBLE:
        return ""
    return " " if category == "Zs" else character


def middle_cut(filename: str, limit: int = 60) -> str:
    """A file name on one line; a long one loses its middle, so that its ending stays."""
    flat = one_line(filename, 400)
    if len(flat) <= limit:
        return flat
    tail = limit // 3
    return f"{flat[: limit - tail - 1]}…{flat[-tail:]}"
