"""The encoding that a web page declares in its first bytes."""

from __future__ import annotations

import codecs
import re

from parsers.files.encoding import marked_encoding

_DECLARED = re.compile(rb"""<meta[^>]*?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_SEEN = 4096
_CHINESE = ("gb2312", "gbk", "cp936", "hz")


def declared_encoding(data: bytes) -> str:
    """The declared encoding, GB18030 for all its subsets; '' if none is known."""
    if marked := marked_encoding(data):
        return marked
    match = _DECLARED.search(data[:_SEEN])
    if match is None:
        return ""
    try:
        name = codecs.lookup(match[1].decode("ascii", "replace")).name
    except LookupError:
        return ""
    if name.startswith("utf-16"):
        return ""  # a page whose declaration could be read byte by byte is not in UTF-16
    return "gb18030" if name in _CHINESE else name
