"""Names of zip members, whatever program packed them."""

from __future__ import annotations

import struct
import zipfile
import zlib

_UTF8_FLAG = 0x800
_UNICODE_PATH = 0x7075


def member_name(entry: zipfile.ZipInfo) -> str:
    """The name as its author wrote it: Unicode where marked, else UTF-8 strictly, else GB18030."""
    if entry.flag_bits & _UTF8_FLAG:
        return _slashed(entry.orig_filename)
    raw = entry.orig_filename.encode("cp437", errors="replace")
    return _slashed(_unicode_path(entry.extra, raw) or _decoded(raw))


def is_clutter(name: str) -> bool:
    """Folders, and files that programs leave beside the real ones."""
    parts = name.split("/")
    return (
        name.endswith("/")
        or "__MACOSX" in parts
        or parts[-1].startswith(("~$", "._"))
        or parts[-1].lower() in (".ds_store", "thumbs.db", "desktop.ini")
    )


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("gb18030", errors="replace")


def _unicode_path(extra: bytes, raw: bytes) -> str:
    """The Info-ZIP Unicode Path field, if it belongs to this very name (APPNOTE 4.6.9)."""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<HH", extra)
        body = extra[4 : 4 + length]
        extra = extra[4 + length :]
        known = kind == _UNICODE_PATH and len(body) > 5 and body[0] == 1
        if known and struct.unpack_from("<I", body, 1)[0] == zlib.crc32(raw):
            return body[5:].decode("utf-8", errors="replace")
    return ""


def _slashed(name: str) -> str:
    return name.split("\x00", 1)[0].replace("\\", "/")
