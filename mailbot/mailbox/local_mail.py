"""Mails in files: .eml, folders of them, Maildir, mbox."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from imapclient.imap_utf7 import decode as decode_utf7

from mailbot.mailbox.dating import header_fields, time_in_headers
from mailbot.mailbox.mbox import looks_like_mbox, mail_bytes, mail_spans

_HEAD = 1 << 16
_BLOCK = 1 << 18
_OLE = bytes.fromhex("D0CF11E0A1B11AE1")
_FIELDS = frozenset(
    ("from", "to", "subject", "date", "received", "message-id", "return-path", "mime-version")
)
_HIDDEN = (".", "Thumbs.db", "desktop.ini")
_NOT_CONTENT = (*_HIDDEN, "dovecot", "maildir", "subscriptions", "courier")
_NO_MAIL = "不是邮件"
_OUTLOOK = "是 Outlook 的 .msg 文件，请在 Outlook 里另存为 .eml 再导入"


class LocalPathError(Exception):
    """A path given by the operator that cannot be read."""

    remedy = "请检查路径是否写对；可以是 .eml 文件、放 .eml 的文件夹、Maildir 或 mbox 文件"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalMail:
    """A mail in a file: its place under the given path, when it was received, its bytes.

    `written` is the file's own time.
    `chunks` begins anew at each call and raises OSError.
    """

    place: str
    received_at: datetime
    written: datetime
    chunks: Callable[[], Iterator[bytes]]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoMail:
    """A file that is no mail, or cannot be read, with the reason."""

    place: str
    reason: str


def local_mails(path: Path) -> Iterator[LocalMail | NoMail]:
    """Every mail under a path, folders in the order of their names.

    Raises LocalPathError where there is nothing to read at all.
    """
    if not path.exists():
        raise LocalPathError(f"没有这个文件或文件夹：{printable(str(path))}")
    if path.is_dir():
        yield from _in_folder(path, "")
    else:
        yield from _in_file(path, printable(path.name))


def printable(name: str) -> str:
    """A file name as text that a table can hold: UTF-8, else as Chinese Windows wrote it."""
    raw = os.fsencode(name)
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    return raw.decode("utf-8", "backslashreplace")


def _in_folder(folder: Path, place: str) -> Iterator[LocalMail | NoMail]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield NoMail(place=place or ".", reason=f"打不开文件夹：{error.strerror}")
        return
    names = {entry.name for entry in entries}
    maildir = names >= {"cur", "new"}
    for entry in entries:
        inner = f"{place}/{_shown(entry.name)}" if place else _shown(entry.name)
        if entry.is_dir(follow_symlinks=False):
            if not (maildir and entry.name == "tmp") and not _is_hidden(entry.name, maildir):
                yield from _in_folder(Path(entry.path), inner)
        elif not entry.name.startswith(_NOT_CONTENT if maildir else _HIDDEN):
            yield from _in_file(Path(entry.path), inner)


def _is_hidden(name: str, maildir: bool) -> bool:
    """Maildir++ keeps its subfolders under names that begin with a dot."""
    return name.startswith(".") and not maildir


def _shown(name: str) -> str:
    """A Maildir++ folder's name as the mailbox shows it."""
    if not name.startswith(".") or not name.isascii():
        return printable(name)
    try:
        return str(decode_utf7(name[1:].encode("ascii")))
    except (ValueError, LookupError):
        return name


def _in_file(path: Path, place: str) -> Iterator[LocalMail | NoMail]:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            yield NoMail(place=place, reason="不是普通文件")
            return
        written = datetime.fromtimestamp(int(status.st_mtime), UTC)
        yield from _recognised(path, place, written)
    except OSError as error:
        yield NoMail(place=place, reason=f"读不了：{error.strerror}")


def _recognised(path: Path, place: str, written: datetime) -> Iterator[LocalMail | NoMail]:
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if looks_like_mbox(head):
            file.seek(0)
            for number, span in enumerate(mail_spans(file), 1):
                chunks = partial(mail_bytes, path, span)
                yield _mail(f"{place}#{number}", written, chunks)
        elif _looks_like_mail(head):
            yield _mail(place, written, partial(_file_bytes, path))
        else:
            yield NoMail(place=place, reason=_OUTLOOK if head.startswith(_OLE) else _NO_MAIL)


def _looks_like_mail(head: bytes) -> bool:
    """Whether it begins with a header that names somebody, a subject or a time."""
    first = head.partition(b"\n")[0]
    if b":" not in first or first[:1] in b" \t":
        return False
    return any(name in _FIELDS for name, _value in header_fields(head.splitlines(keepends=True)))


def _mail(place: str, written: datetime, chunks: Callable[[], Iterator[bytes]]) -> LocalMail:
    """The topmost Received, else Date, else the file's own time; never now."""
    head = next(chunks(), b"")
    received = time_in_headers(head.splitlines(keepends=True)) or written
    return LocalMail(place=place, received_at=received, written=written, chunks=chunks)


def _file_bytes(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block
