"""What a zip container is: an office file by its main part, else a plain archive."""

from __future__ import annotations

import zipfile
import zlib
from pathlib import Path

_ZIP_KINDS = frozenset({"xlsx", "xlsm", "xlsb", "ods", "docx", "docm", "odt", "pptx", "odp", "zip"})
"""Kinds that a broken zip may have been meant for, going by its name."""
_SUFFIX_KINDS = {".ett": "xlsx", ".et": "xlsx", ".wps": "docx", ".dotx": "docx", ".xltx": "xlsx"}

_CONTENT_TYPES: tuple[tuple[bytes, str], ...] = (
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"ms-excel.sheet.macroEnabled.main+xml", "xlsm"),
    (b"ms-excel.template.macroEnabled.main+xml", "xlsm"),
    (b"ms-excel.sheet.binary.macroEnabled.main", "xlsb"),
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"wordprocessingml.template.main+xml", "docx"),
    (b"ms-word.document.macroEnabled.main+xml", "docm"),
    (b"ms-word.template.macroEnabledTemplate.main+xml", "docm"),
    (b"presentationml.presentation.main+xml", "pptx"),
    (b"presentationml.slideshow.main+xml", "pptx"),
    (b"ms-powerpoint.presentation.macroEnabled.main+xml", "pptx"),
)
_MAIN_PARTS = {
    "xl/workbook.xml": "xlsx",
    "xl/workbook.bin": "xlsb",
    "word/document.xml": "docx",
    "ppt/presentation.xml": "pptx",
}
_ODF = {
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.presentation": "odp",
}
_CONTENT_TYPES_BYTES = 1 << 20


def zip_kind(path: Path, filename: str) -> str:
    """Tell office files from archives; a zip too broken to list is what its name claims."""
    try:
        with zipfile.ZipFile(path) as package:
            return _kind(package)
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, EOFError):
        return _claimed(filename)


def _kind(package: zipfile.ZipFile) -> str:
    names = frozenset(package.namelist())
    if "[Content_Types].xml" in names:
        types = _start_of(package, "[Content_Types].xml")
        for mark, kind in _CONTENT_TYPES:
            if mark in types:
                return kind
    if "mimetype" in names and "content.xml" in names:
        mimetype = _start_of(package, "mimetype").strip().removesuffix(b"-template")
        return _ODF.get(mimetype, "zip")
    return next((kind for part, kind in _MAIN_PARTS.items() if part in names), "zip")


def _start_of(package: zipfile.ZipFile, name: str) -> bytes:
    """The first megabyte of a part, or nothing if it is broken: its reader will say so."""
    try:
        with package.open(name) as part:
            return part.read(_CONTENT_TYPES_BYTES)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError):
        return b""


def _claimed(filename: str) -> str:
    suffix = Path(filename.lower()).suffix
    name = _SUFFIX_KINDS.get(suffix, suffix.removeprefix("."))
    return name if name in _ZIP_KINDS else "zip"
