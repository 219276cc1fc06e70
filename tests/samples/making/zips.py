"""zip archives, whole, broken, locked and hostile, and attached mails."""

from __future__ import annotations

import io
import struct
import subprocess
import zipfile
from email.message import EmailMessage
from pathlib import Path

from tests.samples.making.case import Expected, case

_FORM = "统计表.csv"


def _zip(path: Path, members: dict[str, bytes], *, gbk: bool = False) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, data) in enumerate(members.items()):
            stand_in = f"stand-in-{number:02}"
            length = len(name.encode("gbk" if gbk else "utf-8"))
            archive.writestr((stand_in + "_" * length)[:length] if gbk else name, data)
    if gbk:
        _rename(path, list(members))


def _rename(path: Path, names: list[str]) -> None:
    """Put GBK bytes where the stand-ins of the same length are, as Windows packs."""
    data = path.read_bytes()
    for number, name in enumerate(names):
        raw = name.encode("gbk")
        stand_in = (f"stand-in-{number:02}" + "_" * len(raw))[: len(raw)].encode()
        data = data.replace(stand_in, raw)
    path.write_bytes(data)


@case("zip/gbk_names.zip")
def gbk_names(path: Path) -> Expected:
    _zip(path, {"报送材料/某局统计表.csv": b"a,1\n", "报送材料/照片说明.txt": b"x"}, gbk=True)
    return {"members": ["报送材料/某局统计表.csv", "报送材料/照片说明.txt"], "parser": "zip"}


@case("zip/utf8_names.zip")
def utf8_names(path: Path) -> Expected:
    _zip(path, {"材料/统计表.csv": b"a,1\n", "材料/": b""})
    return {"members": ["材料/统计表.csv"]}


@case("zip/unicode_path.zip")
def unicode_path(path: Path) -> Expected:
    """A GBK name that has no meaning in UTF-8, and its Unicode form in an extra field."""
    raw = b"stand-in-name.txt"
    body = struct.pack("<BI", 1, zipfile.crc32(raw)) + "总结〇.txt".encode()  # type: ignore[attr-defined]
    entry = zipfile.ZipInfo(raw.decode())
    entry.extra = struct.pack("<HH", 0x7075, len(body)) + body
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(entry, b"x")
    return {"members": ["总结〇.txt"]}


@case("zip/clutter.zip")
def clutter(path: Path) -> Expected:
    _zip(
        path,
        {
            "__MACOSX/._统计表.csv": b"x",
            "材料/~$统计表.xlsx": b"x",
            "材料/Thumbs.db": b"x",
            ".DS_Store": b"x",
            f"材料/{_FORM}": b"a,1\n",
        },
    )
    return {"members": [f"材料/{_FORM}"]}


@case("zip/nested.zip")
def nested(path: Path) -> Expected:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr(_FORM, "a,1\n")
    _zip(path, {"内层.zip": inner.getvalue(), _FORM: b"b,2\n"})
    return {"members": ["内层.zip", _FORM]}


@case("zip/one_locked.zip")
def one_locked(path: Path) -> Expected:
    path.unlink(missing_ok=True)
    folder = path.parent / "packing"
    folder.mkdir()
    for name, password in (("open.txt", []), ("locked.txt", ["-P", "secret"])):
        (folder / name).write_text("some text", encoding="utf-8")
        subprocess.run(["zip", "-q", *password, path.resolve(), name], cwd=folder, check=True)
        (folder / name).unlink()
    folder.rmdir()
    return {"members": ["open.txt"], "findings": ["encrypted"], "messages": ["locked.txt"]}


@case("zip/all_locked.zip")
def all_locked(path: Path) -> Expected:
    path.unlink(missing_ok=True)
    inside = path.parent / "locked.txt"
    inside.write_text("some text", encoding="utf-8")
    subprocess.run(
        ["7z", "a", "-psecret", "-tzip", "-mem=AES256", path.name, inside.name],
        cwd=path.parent,
        check=True,
        capture_output=True,
    )
    inside.unlink()
    return {"state": "encrypted", "findings": ["encrypted"], "members": []}


@case("zip/deflate64.zip")
def deflate64(path: Path) -> Expected:
    """A packing that Python's zipfile does not know; the other member is fine."""
    _zip(path, {"a.txt": b"a"})
    inside = path.parent / "b.txt"
    inside.write_text("lines of text\n" * 200, encoding="utf-8")
    subprocess.run(
        ["7z", "a", "-tzip", "-mm=Deflate64", path.name, inside.name],
        cwd=path.parent,
        check=True,
        capture_output=True,
    )
    inside.unlink()
    return {"members": ["a.txt"], "findings": ["unreadable_file"], "messages": ["b.txt"]}


@case("zip/outside_paths.zip")
def outside_paths(path: Path) -> Expected:
    """Names that point out of the archive are names and nothing else."""
    names = ["../../etc/passwd.txt", "/absolute.txt", "C:\\Windows\\a.txt", "con.txt"]
    _zip(path, dict.fromkeys(names, b"x"))
    return {"members": ["../../etc/passwd.txt", "/absolute.txt", "C:/Windows/a.txt", "con.txt"]}


@case("zip/truncated.zip")
def truncated(path: Path) -> Expected:
    _zip(path, {"a.txt": bytes(range(256)) * 20})
    path.write_bytes(path.read_bytes()[:-40])
    return {"state": "unreadable", "findings": ["unreadable_file"], "members": []}


@case("zip/broken_member.zip")
def broken_member(path: Path) -> Expected:
    """One member's bytes are damaged: it is named, the other one is unpacked."""
    _zip(path, {"坏.txt": b"abcdefgh" * 50, "好.txt": b"fine"})
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\x03\x04") + 30 + len("坏.txt".encode()) + 4
    data[at : at + 4] = b"\xff\xff\xff\xff"
    path.write_bytes(bytes(data))
    return {"members": ["好.txt"], "findings": ["unreadable_file"], "messages": ["坏.txt"]}


@case("zip/bomb.zip")
def bomb(path: Path) -> Expected:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        archive.writestr("zeros.bin", bytes(12 << 20))
    return {
        "state": "too_large",
        "findings": ["too_large"],
        "members": [],
        "limits": {"expanded_bytes": 4 << 20},
    }


@case("zip/lying_sizes.zip")
def lying_sizes(path: Path) -> Expected:
    """The directory says ten bytes; the member unpacks to more, and that is not believed."""
    _zip(path, {"a.txt": b"0123456789" * 1000})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = data.index(mark) + offset
        data[at : at + 4] = struct.pack("<I", 10)
    path.write_bytes(bytes(data))
    return {"members": [], "findings": ["unreadable_file"]}


@case("zip/overlapping.zip")
def overlapping(path: Path) -> Expected:
    """Two directory entries for the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", bytes(5000))
        twin = zipfile.ZipInfo("b.txt")
        first = archive.infolist()[0]
        for name in ("CRC", "compress_size", "file_size", "compress_type", "header_offset"):
            setattr(twin, name, getattr(first, name))
        archive.filelist.append(twin)
    return {"state": "too_large", "findings": ["too_large"], "members": []}


@case("zip/many_members.zip")
def many_members(path: Path) -> Expected:
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(40):
            archive.writestr(f"{number:02}.txt", b"")
    names = [f"{number:02}.txt" for number in range(30)]
    return {"members": names, "findings": ["truncated"], "limits": {"archive_entries": 30}}


@case("eml/forwarded.eml")
def forwarded(path: Path) -> Expected:
    message = EmailMessage()
    message["From"] = "某局办公室 <office@bureau.example>"
    message["To"] = "collect@example.com"
    message["Subject"] = "报送统计表"
    message["Date"] = "Mon, 30 May 2022 09:00:00 +0800"
    message["Message-ID"] = "<one@bureau.example>"
    message.set_content("现将统计表报上，请查收。\n")
    message.add_attachment("项目,数量\n".encode(), "text", "csv", filename="统计表.csv")
    path.write_bytes(message.as_bytes())
    return {
        "parser": "eml",
        "title": "报送统计表",
        "text": ["报送统计表", "office@bureau.example", "现将统计表报上，请查收。"],
        "members": ["统计表.csv"],
    }
