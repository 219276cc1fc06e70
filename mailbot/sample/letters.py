"""Made-up letters as bytes, in the habits of the mail programs that units use."""

from __future__ import annotations

import base64
import hashlib
import quopri
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from typing import Literal

Style = Literal["netease", "qq", "foxmail", "outlook", "raw"]
_BOUNDARY = "----=_Part_sample_{0}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file of a letter under the name its sender gave it."""

    filename: str
    data: bytes
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """One made-up mail. `sent_at` carries its time zone; `html` replaces the plain text."""

    sender: str
    name: str
    subject: str
    text: str
    sent_at: datetime
    files: tuple[Attached, ...] = ()
    style: Style = "netease"
    html: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    message_id: str = ""


def letter_bytes(letter: Letter, to_address: str) -> bytes:
    """The letter as it would lie on the server, CRLF line ends."""
    write = _STYLES[letter.style]
    host = letter.sender.rpartition("@")[2]
    stamp = format_datetime(letter.sent_at)
    identity = letter.message_id or f"<{_stable(letter)}@{host}>"
    head = [
        f"Received: from {host} (unknown [192.0.2.7])\r\n\tby mx.inbox.example with SMTP; {stamp}",
        *(f"{name}: {value}" for name, value in letter.headers),
        f"Date: {stamp}",
        f"From: {write.word(letter.name)} <{letter.sender}>",
        f"To: <{to_address}>",
        f"Subject: {write.word(letter.subject)}",
        f"Message-ID: {identity}",
        f"X-Mailer: {write.program}",
        "MIME-Version: 1.0",
    ]
    body = _body(letter, write)
    return b"\r\n".join([*(line.encode(write.header_charset) for line in head), body])


def _stable(letter: Letter) -> str:
    """The same letter, the same identity: the sample is equal every day."""
    seed = f"{letter.sender}{letter.subject}{letter.sent_at.isoformat()}{letter.text}"
    return hashlib.sha256(seed.encode()).hexdigest()[:24]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Program:
    """How a mail program writes headers, bodies and file names."""

    program: str
    word: Callable[[str], str]
    filename: Callable[[str], str]
    label: str
    charset: str
    transfer: Literal["base64", "quoted-printable", "8bit"]
    header_charset: str = "ascii"


def _encoded(charset: str, label: str) -> Callable[[str], str]:
    def word(text: str) -> str:
        if text.isascii():
            return text
        return f"=?{label}?B?{base64.b64encode(text.encode(charset)).decode()}?="

    return word


def _rfc2231(text: str) -> str:
    quoted = "".join(f"%{byte:02X}" for byte in text.encode())
    return f"filename*=UTF-8''{quoted}"


def _plain(text: str) -> str:
    return text


_gbk = _encoded("gbk", "GBK")
_gb2312 = _encoded("gb18030", "gb2312")
_gb18030 = _encoded("gb18030", "gb18030")
_utf8 = _encoded("utf-8", "utf-8")

_STYLES: dict[Style, _Program] = {
    "netease": _Program(
        program="NetEase webmail",
        word=_gbk,
        filename=lambda name: f'filename="{_gbk(name)}"',
        label="GBK",
        charset="gb18030",
        transfer="base64",
    ),
    "qq": _Program(
        program="QQMail 2.x",
        word=_gb18030,
        filename=lambda name: f'filename="{_gb18030(name)}"',
        label="gb18030",
        charset="gb18030",
        transfer="base64",
    ),
    "foxmail": _Program(
        program="Foxmail 7",
        word=_utf8,
        filename=_rfc2231,
        label="utf-8",
        charset="utf-8",
        transfer="base64",
    ),
    "outlook": _Program(
        program="Microsoft Outlook 16.0",
        word=_gb2312,
        filename=lambda name: f'filename="{_gb2312(name)}"',
        label="gb2312",
        charset="gb18030",
        transfer="quoted-printable",
    ),
    "raw": _Program(
        program="an old client",
        word=_plain,
        filename=lambda name: f'filename="{name}"',
        label="gb2312",
        charset="gb18030",
        transfer="8bit",
        header_charset="gb18030",
    ),
}


def _body(letter: Letter, write: _Program) -> bytes:
    kind = "html" if letter.html else "plain"
    text = _part(f"text/{kind}", (letter.html or letter.text), write)
    if not letter.files:
        return text
    boundary = _BOUNDARY.format(_stable(letter))
    parts = [text, *(_file_part(file, write) for file in letter.files)]
    opening = f'Content-Type: multipart/mixed; boundary="{boundary}"\r\n\r\n'.encode()
    mark = f"--{boundary}\r\n".encode()
    return (
        opening
        + b"".join(mark + part + b"\r\n" for part in parts)
        + b"--%b--\r\n" % (boundary.encode())
    )


def _part(media_type: str, text: str, write: _Program) -> bytes:
    raw = text.replace("\n", "\r\n").encode(write.charset)
    if write.transfer == "base64":
        raw = base64.encodebytes(raw).replace(b"\n", b"\r\n")
    elif write.transfer == "quoted-printable":
        raw = quopri.encodestring(raw).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
    head = (
        f'Content-Type: {media_type}; charset="{write.label}"\r\n'
        f"Content-Transfer-Encoding: {write.transfer}\r\n\r\n"
    )
    return head.encode() + raw


def _file_part(file: Attached, write: _Program) -> bytes:
    name = write.filename(file.filename)
    head = (
        f"Content-Type: {file.media_type}\r\n"
        f"Content-Disposition: attachment; {name}\r\n"
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    data = base64.encodebytes(file.data).replace(b"\n", b"\r\n")
    return head.encode(write.header_charset) + data
