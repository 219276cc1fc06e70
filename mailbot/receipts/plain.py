"""A stranger's text made fit to stand in a letter or a header: one line, visible, short."""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Controls, formats (bidi overrides, zero widths), surrogates, private use, line separators."""

_ADDRESS = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\]+")


def is_sendable(address: str) -> bool:
    """Whether a letter can go there: one plain ASCII address, since 163 knows no SMTPUTF8."""
    plain = address.isascii() and address.isprintable() and len(address) <= 254
    return plain and _ADDRESS.fullmatch(address) is not None


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
