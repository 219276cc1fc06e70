"""What kind a file is, by its bytes; by its name only where bytes cannot tell."""

from __future__ import annotations

from pathlib import Path

from parsers.errors import Unreadable
from parsers.files.detect_ole import ole_kind
from parsers.files.detect_text import text_kind
from parsers.files.detect_zip import zip_kind

_HEAD = 8192

_MARKS: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"\x1aE\xdf\xa3", "mkv"),
    (b"FLV\x01", "flv"),
    (b"0&\xb2u\x8ef\xcf\x11", "wmv"),
    (b".RMF", "rm"),
    (b"\x00\x00\x01\xba", "mpeg"),
    (b"\x00\x00\x01\xb3", "mpeg"),
    (b"ID3", "mp3"),
    (b"fLaC", "flac"),
    (b"OggS", "ogg"),
    (b"#!AMR", "amr"),
)
_RIFF = {b"WEBP": "webp", b"AVI ": "avi", b"WAVE": "wav"}
_HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif")
_OLD_EXCEL = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00")


def detect(path: Path, filename: str) -> str:
    """Name the format of a file; `unknown` for what nothing here recognises.

    Raises Unreadable for an empty file.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if not head.strip(b"\x00"):
        raise Unreadable("an empty file, or zeros only")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return zip_kind(path, filename)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return ole_kind(path, filename)
    return _by_mark(head) or text_kind(head, filename)


def _by_mark(head: bytes) -> str:
    if b"%PDF-" in head[:1024]:
        return "pdf"
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12])
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "unknown")
    if head.startswith(b"BM") and head[6:10] == b"\x00\x00\x00\x00":
        return "bmp"
    if head[257:262] == b"ustar":
        return "tar"
    if head.startswith(_OLD_EXCEL):
        return "xls"
    if head[0] == 0xFF and len(head) > 1 and head[1] in (0xFB, 0xF3, 0xF2):
        return "mp3"
    return ""


def _by_brand(brand: bytes) -> str:
    if brand in _HEIF_BRANDS:
        return "heic"
    if brand == b"qt  ":
        return "mov"
    return "m4a" if brand.startswith(b"M4A") else "mp4"
