"""The cure before parsing: header labels that say GB2312 or GBK are made to say GB18030."""

from __future__ import annotations

import re

_NAMES = rb"(?:gb_?2312(?:-80)?|gbk|cp936|windows-936|x-gbk|hz-gb-2312)"
_LABEL = re.compile(
    rb"(?P<before>=\?"  # RFC 2047
    rb"|\bcharset(?:\*0?\*?)?[ \t]*=[ \t]*[\"']?"  # RFC 2045
    rb"|\b(?:file)?name(?:\*0)?\*[ \t]*=[ \t]*\"?)" + _NAMES +  # RFC 2231
    rb"(?=(?P<after>\?|['\";\s]|\*[a-z]|\Z))",
    re.IGNORECASE,
)  # fmt: skip


def relabel(block: bytes) -> bytes:
    """Relabel one header block; what senders call GB2312 usually holds GBK or GB18030 bytes.

    For header blocks alone, never for content.
    """
    return _LABEL.sub(rb"\g<before>gb18030", block)
