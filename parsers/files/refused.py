"""Files that are kept without being read, each with the reason."""

from __future__ import annotations

from typing import NoReturn

from parsers.errors import Encrypted, Unreadable, Unsupported
from parsers.files.detect import detect
from parsers.files.format import Source
from parsers.results import FileContent

_INSTEAD = {
    "ppt": "pptx 或 PDF 文件",
    "odp": "pptx 或 PDF 文件",
    "flat_odf": "Excel 或 Word 文件",
    "svg": "jpg 或 PDF 文件",
}


def read(source: Source) -> FileContent:
    """Raise what keeps this file from being read."""
    _refuse(detect(source.path, source.filename))


def _refuse(kind: str) -> NoReturn:
    if kind == "encrypted_office":
        raise Encrypted(kind)
    if kind == "broken_ole":
        raise Unreadable(kind)
    raise Unsupported(kind, instead=_INSTEAD.get(kind, "Excel、Word 或 PDF 文件"))
