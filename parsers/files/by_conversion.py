"""Kinds that LibreOffice turns into docx or xlsx before they are read."""

from __future__ import annotations

import olefile

from parsers.errors import Encrypted, Unreadable
from parsers.files.detect import detect
from parsers.files.format import Source
from parsers.files.odf import refuse_encrypted
from parsers.files.package import open_package
from parsers.files.registry import format_named
from parsers.results import FileContent

_WORD_MAGIC = (b"\xec\xa5", b"\xdc\xa5")
_ENCRYPTED_FLAG = 0x01
"""Bit 0x0100 of the word at offset 10 of a Word file's first block (MS-DOC 2.5.2)."""


def read(source: Source) -> FileContent:
    """Ask for the conversion, unless a look inside shows that it cannot succeed."""
    kind = detect(source.path, source.filename)
    if kind in ("doc", "wps"):
        _check_word(source)
    if kind == "odt":
        with open_package(source.path, source.context.limits) as package:
            refuse_encrypted(package)
    if format_named(kind).family == "spreadsheet":
        return FileContent(parser=kind, need="convert_xlsx")
    return FileContent(parser=kind, need="convert_docx")


def _check_word(source: Source) -> None:
    """LibreOffice "converts" anything: an old Word file must begin as one, without a password."""
    try:
        with olefile.OleFileIO(str(source.path)) as container:
            head = container.openstream("WordDocument").read(32)
    except (OSError, ValueError, IndexError) as fault:
        raise Unreadable(str(fault)) from fault
    if len(head) < 32 or head[:2] not in _WORD_MAGIC:
        raise Unreadable("no Word document in its stream")
    if head[11] & _ENCRYPTED_FLAG:
        raise Encrypted("a Word file with a password")
