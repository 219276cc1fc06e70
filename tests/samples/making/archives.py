"""Archive samples: by 7-Zip and tarfile, and stored RAR files put together byte by byte."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import subprocess
import tarfile
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Any

from tests.samples.making.programs import keep

FILES = {"材料/总结.txt": "活动周总结。".encode(), "统计表.csv": "指标,数量\n讲座,12\n".encode()}
MEMBERS = [[name, len(data)] for name, data in FILES.items()]


def seven_zip(*options: str) -> bytes:
    """A 7z archive of the files."""
    with tempfile.TemporaryDirectory() as folder:
        for name, data in FILES.items():
            path = Path(folder, "in", name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        made = Path(folder, "made.7z")
        names = ["材料", "统计表.csv"]
        subprocess.run(
            ["7z", "a", "-bd", *options, str(made), *names],
            check=True,
            capture_output=True,
            cwd=Path(folder, "in"),
        )
        return made.read_bytes()


def tar(encoding: str, **links: tuple[bytes, str]) -> bytes:
    """A tar archive of the files and of links, each a type and a target."""
    made = io.BytesIO()
    with tarfile.open(
        fileobj=made, mode="w", format=tarfile.GNU_FORMAT, encoding=encoding
    ) as archive:
        for name, data in FILES.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
        for name, (kind, target) in links.items():
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, target
            archive.addfile(entry)
    return made.getvalue()


def rar4(*, locked: bool = False) -> bytes:
    """A RAR 4 archive that stores its files (technote.txt of RAR 4.20)."""
    blocks = [b"Rar!\x1a\x07\x00", _rar4_block(0x73, 0, b"\x00" * 6)]
    for name, data in FILES.items():
        ascii_name, wide = name.encode("ascii", "replace"), _rar4_wide(name)
        full = ascii_name + b"\x00" + wide
        fields = struct.pack(
            "<IIBIIBBHI", len(data), len(data), 2, zlib.crc32(data), 0x54B00000, 20, 0x30,
            len(full), 0x20,
        )  # fmt: skip
        flags = 0x8000 | 0x0200 | (0x0004 if locked else 0)
        blocks += [_rar4_block(0x74, flags, fields + full), data]
    blocks.append(_rar4_block(0x7B, 0x4000, b""))
    return b"".join(blocks)


def _rar4_block(kind: int, flags: int, fields: bytes) -> bytes:
    rest = struct.pack("<BHH", kind, flags, 7 + len(fields)) + fields
    return struct.pack("<H", zlib.crc32(rest) & 0xFFFF) + rest


def _rar4_wide(name: str) -> bytes:
    """The name's Unicode half: each character as its two bytes, four to a flag byte."""
    packed = b"\x00"
    for start in range(0, len(name), 4):
        some = name[start : start + 4]
        packed += bytes([int(("10" * len(some)).ljust(8, "0"), 2)])
        packed += b"".join(struct.pack("<H", ord(mark)) for mark in some)
    return packed


def rar5() -> bytes:
    """A RAR 5 archive that stores its files (the format's own technote)."""
    blocks = [b"Rar!\x1a\x07\x01\x00", _rar5_block(b"\x01\x00\x00")]
    for name, data in FILES.items():
        raw = name.encode()
        crc = struct.pack("<I", zlib.crc32(data))
        fields = b"\x04" + _vint(len(data)) + b"\x20" + crc + b"\x00\x00" + _vint(len(raw)) + raw
        blocks += [_rar5_block(b"\x02\x02" + _vint(len(data)) + fields), data]
    blocks.append(_rar5_block(b"\x05\x00\x00"))
    return b"".join(blocks)


def _rar5_block(rest: bytes) -> bytes:
    sized = _vint(len(rest)) + rest
    return struct.pack("<I", zlib.crc32(sized)) + sized


def _vint(number: int) -> bytes:
    out = b""
    while number > 127:
        out += bytes([number & 127 | 128])
        number >>= 7
    return out + bytes([number])


def make() -> None:
    """Make all of them."""
    whole: dict[str, Any] = {"members": MEMBERS, "findings": [], "grids": [], "need": ""}
    keep("archive", "plain.7z", seven_zip(), whole)
    keep("archive", "locked.7z", seven_zip("-pgeheim"), {"error": "Encrypted"})
    keep("archive", "locked-list.7z", seven_zip("-pgeheim", "-mhe=on"), {"error": "Encrypted"})
    keep("archive", "broken.7z", seven_zip()[:120], {"error": "Unreadable"})
    keep("archive", "gbk.tar", tar("gb18030"), whole)
    odd = {
        "链接": (tarfile.SYMTYPE, "/etc/passwd"), "硬链接": (tarfile.LNKTYPE, "统计表.csv"),
        "管道": (tarfile.FIFOTYPE, ""), "设备": (tarfile.CHRTYPE, ""),
    }  # fmt: skip
    keep("archive", "links.tar", tar("utf-8", **odd), whole)
    keep("archive", "report.tar.xz", lzma.compress(tar("utf-8")), whole)
    keep("archive", "report.tgz", gzip.compress(tar("utf-8"), mtime=0), whole)
    lone = {**whole, "members": [["lone.csv", len(FILES["统计表.csv"])]]}
    keep("archive", "lone.csv.gz", gzip.compress(FILES["统计表.csv"], mtime=0), lone)
    keep("archive", "lone.csv.bz2", bz2.compress(FILES["统计表.csv"]), lone)
    keep("archive", "stored4.rar", rar4(), whole)
    keep("archive", "stored5.rar", rar5(), whole)
    keep("archive", "locked4.rar", rar4(locked=True), {"error": "Encrypted"})
    cut: dict[str, Any] = {"members": MEMBERS[:1], "findings": ["unreadable_file"]}
    keep("archive", "cut5.rar", rar5()[:-40], cut)
    keep("archive", "cut4.rar", rar4()[:-40], cut)
    keep("archive", "nested.tar", *nested())


def nested() -> tuple[bytes, dict[str, Any]]:
    """An archive in an archive, under a name that climbs out of its folder."""
    inner, outer = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(zipfile.ZipInfo("内层.txt"), "里面的文件")
    name, size = "../../资料包.zip", len(inner.getvalue())
    with tarfile.open(fileobj=outer, mode="w") as wrapping:
        entry = tarfile.TarInfo(name)
        entry.size = size
        wrapping.addfile(entry, io.BytesIO(inner.getvalue()))
    return outer.getvalue(), {"members": [[name, size]], "findings": []}


if __name__ == "__main__":
    make()
