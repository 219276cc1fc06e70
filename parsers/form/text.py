"""Text as people type it, brought to one shape before anything is compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_CIRCLED = re.compile("[\u2460-\u249b\u24ea-\u24ff\u2776-\u2793\u3251-\u325f\u32b1-\u32bf]")
_SQUARED = re.compile(r"㎡|[mM][²2](?!\d)")
_RAISED = re.compile("[\u00b2\u00b3\u00b9\u2070-\u2089]")
_SPACE = re.compile(r"[ \t\u3000\u00a0]+")
_LONGEST_KEPT = 80
_LINES = re.compile(r"\s*[\r\n\x0b\x0c\u2028\u2029]+\s*")


def plain_text(text: str) -> str:
    """NFKC on one line where line breaks become `;` and runs of blanks one space.

    Circled and raised digits are marks, not figures: NFKC would turn ① into 1 and m² into m2.
    """
    return _plain(text) if len(text) > _LONGEST_KEPT else _kept_plain(text)


def _plain(text: str) -> str:
    text = _INVISIBLE.sub("", text)
    text = _SQUARED.sub("平方米", text)
    text = _RAISED.sub("^", _CIRCLED.sub("·", text))
    text = _LINES.sub(";", text.strip())
    return _SPACE.sub(" ", unicodedata.normalize("NFKC", text)).strip(" ;")


def squeeze(text: str) -> str:
    """NFKC without any white space: how labels and titles are compared."""
    return _squeezed(text) if len(text) > _LONGEST_KEPT else _kept(text)


def _squeezed(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).split())


_kept, _kept_plain = lru_cache(maxsize=8192)(_squeezed), lru_cache(maxsize=8192)(_plain)
"""Labels come again and again; long texts are not kept, so that no file can fill the memory."""
