"""Makes the sample mails byte by byte, as the programs of reporting units write them.

`python -m tests.mails.samples` writes them to tests/samples/mail.
"""

from __future__ import annotations

import base64
import quopri
from pathlib import Path

SAMPLES = Path(__file__).parent.parent / "samples" / "mail"
DATE = "Fri, 10 Jun 2022 16:00:00 +0800"
RECEIVED = "from m1.unit.example (unknown [192.0.2.7]) by mx5 (Coremail) with SMTP id {id}; {date}"
OFFICE = "kjj@office.example"
XLSX = b"PK\x03\x04 made-up workbook"
DOCX = b"PK\x03\x04 made-up document"
JPEG = b"\xff\xd8\xff\xe0 made-up picture \xff\xd9"

Header = tuple[str, str | bytes]


def word(text: str, charset: str = "gb18030", *, label: str = "", encoding: str = "B") -> str:
    """One encoded word, however long; `label` lies about the charset."""
    raw = text.encode(charset)
    if encoding == "Q":
        coded = "".join(f"={byte:02X}" for byte in raw)
    else:
        coded = base64.b64encode(raw).decode()
    return f"=?{label or charset}?{encoding}?{coded}?="


def split_words(text: str, charset: str, size: int) -> str:
    """Encoded words cut every `size` bytes, in the middle of characters too."""
    raw = text.encode(charset)
    pieces = [raw[place : place + size] for place in range(0, len(raw), size)]
    return "\r\n ".join(f"=?{charset}?B?{base64.b64encode(one).decode()}?=" for one in pieces)


def mail(
    headers: list[Header], body: bytes, *, end: bytes = b"\r\n", sender: str | None = None
) -> bytes:
    """A whole mail; From, To, Date, Message-ID and MIME-Version are filled in where left out."""
    named = {name.lower() for name, _ in headers}
    filled: list[Header] = [
        ("From", sender or f"{word('县教育局', 'gbk', label='gb2312')} <jyj@unit.example>"),
        ("To", OFFICE),
        ("Date", DATE),
        ("Message-ID", "<made-up.1@unit.example>"),
        ("MIME-Version", "1.0"),
    ]
    every = [one for one in filled if one[0].lower() not in named] + headers
    return fields(every) + b"\r\n" + body if end == b"\r\n" else (
        (fields(every) + b"\r\n" + body).replace(b"\r\n", end)
    )  # fmt: skip


def fields(headers: list[Header]) -> bytes:
    """A header block without its blank line; bytes stay raw."""
    lines = (
        name.encode() + b": " + (value if isinstance(value, bytes) else value.encode("ascii"))
        for name, value in headers
        if value != ""
    )
    return b"".join(line + b"\r\n" for line in lines)


def part(headers: list[Header], body: bytes) -> bytes:
    """A part of a multipart."""
    return fields(headers) + b"\r\n" + body


def text(
    content: str, subtype: str = "plain", charset: str = "gbk", *, label: str = "", coding: str = ""
) -> bytes:
    """A text part; `label` lies about the charset, `coding` is base64, quoted-printable or ''."""
    raw = content.replace("\n", "\r\n").encode(charset)
    kind = f"text/{subtype}; charset={label or charset}"
    headers: list[Header] = [("Content-Type", kind)]
    if coding:
        headers.append(("Content-Transfer-Encoding", coding))
    return part(headers, encoded(raw, coding))


def encoded(raw: bytes, coding: str) -> bytes:
    """Content under a transfer encoding."""
    if coding == "base64":
        return base64.encodebytes(raw).replace(b"\n", b"\r\n")
    if coding == "quoted-printable":
        return quopri.encodestring(raw.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")
    return raw


def file(name: str, content: bytes, kind: str = "application/octet-stream", *more: Header) -> bytes:
    """A file as QQ sends it: an encoded word inside quotes, twice; '' for none."""
    headers: list[Header] = [
        ("Content-Type", f'{kind}; charset="gb18030"; name="{word(name)}"'),
        ("Content-Disposition", f'attachment; filename="{word(name)}"'),
        ("Content-Transfer-Encoding", "base64"),
        *more,
    ]
    return part(headers, encoded(content, "base64"))


def multi(boundary: str, *parts: bytes, closed: bool = True) -> bytes:
    """The content of a multipart."""
    edge = b"--" + boundary.encode()
    body = b"".join(edge + b"\r\n" + one + b"\r\n" for one in parts)
    preamble = b"This is a multi-part message in MIME format.\r\n\r\n"
    return preamble + body + (edge + b"--\r\n" if closed else b"")


def holder(boundary: str, *parts: bytes, kind: str = "mixed", more: str = "") -> bytes:
    """A multipart as a part of another one."""
    declared = f'multipart/{kind}; boundary="{boundary}"{more}'
    return part([("Content-Type", declared)], multi(boundary, *parts))


def simple(subject: str | bytes, body: bytes, *headers: Header) -> bytes:
    """A mail of one part; `body` begins with the part's own headers."""
    block, _, content = body.partition(b"\r\n\r\n")
    own: list[Header] = []
    for line in block.split(b"\r\n"):
        name, _, value = line.partition(b": ")
        own.append((name.decode(), value))
    return mail([("Subject", subject), *headers, *own], content)


def mixed(subject: str | bytes, *parts: bytes, headers: tuple[Header, ...] = ()) -> bytes:
    """A mail of several parts."""
    kind = 'multipart/mixed; boundary="----=_Part_1"'
    return mail(
        [("Subject", subject), *headers, ("Content-Type", kind)], multi("----=_Part_1", *parts)
    )
