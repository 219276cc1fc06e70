"""Text of unknown encoding: a mark, else strict UTF-8, else GB18030, else what chardet says."""

from __future__ import annotations

import codecs

import chardet

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_GUESSED_FROM = 100_000


def decode(data: bytes) -> str:
    """Decode a whole text; what fits no encoding has replacement characters, never an error."""
    marked = marked_encoding(data) or _unmarked_utf16(data)
    if marked:
        return data.decode(marked, errors="replace")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(_guess(data), errors="replace")


def marked_encoding(data: bytes) -> str:
    """The encoding that a byte order mark names, or ''."""
    return next((encoding for mark, encoding in _MARKS if data.startswith(mark)), "")


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without a mark shows in its zeros: every second byte of markup and digits is one."""
    head = data[:400]
    if len(head) < 4 or len(data) % 2:
        return ""
    for encoding, offset in (("utf-16-le", 1), ("utf-16-be", 0)):
        if head[offset::2].count(0) * 3 > len(head) // 2 and 0 not in head[1 - offset :: 2]:
            return encoding
    return ""


def _guess(data: bytes) -> str:
    guessed = chardet.detect(data[:_GUESSED_FROM])["encoding"] or "gb18030"
    try:
        return codecs.lookup(guessed).name
    except LookupError:
        return "gb18030"
