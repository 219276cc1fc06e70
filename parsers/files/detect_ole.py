"""What an OLE container is: old Office and WPS files, Outlook messages, protected new ones."""

from __future__ import annotations

from pathlib import Path

import olefile

_STREAMS: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", "encrypted_office"),
    ("__properties_version1.0", "msg"),
    ("WordDocument", "doc"),
    ("Workbook", "xls"),
    ("Book", "xls"),
    ("PowerPoint Document", "ppt"),
)
_WPS_SUFFIXES = {("doc", ".wps"): "wps", ("doc", ".wpt"): "wps", ("xls", ".et"): "et"}
"""WPS writes Microsoft's formats under its own endings: only the name tells them apart."""


def ole_kind(path: Path, filename: str) -> str:
    """Name the kind by the stream that holds the content; a broken container is `broken_ole`."""
    try:
        with olefile.OleFileIO(str(path)) as container:
            kind = next((kind for stream, kind in _STREAMS if container.exists(stream)), "unknown")
    except (OSError, ValueError, IndexError, TypeError, AttributeError):
        return "broken_ole"
    return _WPS_SUFFIXES.get((kind, Path(filename.lower()).suffix), kind)
