"""Reading one kept mail: the mail itself and, level by level, every file in it."""

from __future__ import annotations

import tempfile
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from parsers.findings import finding
from parsers.results import FileReading, MailReading, Member
from store.blobs import Blobs


class Reader(Protocol):
    """What reads in child processes; `mailbot.reading.pool.ReaderPool` in service."""

    def read_mail(self, path: Path, spool: Path) -> MailReading:
        """Read a mail; its parts are written to `spool`."""
        ...

    def read_file(self, path: Path, spool: Path, *, filename: str, media_type: str) -> FileReading:
        """Read a file; files inside it are written to `spool`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """One file of a mail, kept in the blobs and read. `parent` indexes the same tuple."""

    parent: int | None
    member: Member
    reading: FileReading


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMail:
    """A mail and all files in it, outer ones before inner ones."""

    mail: MailReading
    files: tuple[ReadFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingBounds:
    """How much of one mail is opened: bytes of a file, levels of nesting, files in all."""

    attachment_bytes: int
    depth: int
    entries: int


class Stopped(Exception):
    """The service is ending; the mail stays pending."""


def read_whole_mail(
    reader: Reader,
    blobs: Blobs,
    blob_sha256: str,
    *,
    scratch: Path,
    bounds: ReadingBounds,
    stop: Callable[[], bool],
) -> ReadMail:
    """Read a kept mail and its files; every file is kept by SHA-256 before it is opened.

    Raises `mailbot.reading.pool.ReadingFailed` when the mail itself cannot be read and
    `Stopped` between two files once `stop()` is true.
    """
    with tempfile.TemporaryDirectory(dir=scratch, prefix="mail-") as folder:
        spool = _subfolder(Path(folder), 0)
        mail = reader.read_mail(blobs.path(blob_sha256), spool)
        files: list[ReadFile] = []
        waiting: deque[tuple[int | None, int, Path, Member]] = deque(
            (None, 1, spool, member) for member in mail.members
        )
        while waiting:
            if stop():
                raise Stopped
            parent, level, place, member = waiting.popleft()
            kept = blobs.adopt(place / member.spooled)
            inner = _subfolder(Path(folder), len(files) + 1)
            reading = _read_file(reader, blobs.path(kept.sha256), inner, member, bounds)
            room = bounds.entries - len(files) - 1 - len(waiting) if level <= bounds.depth else 0
            opened = reading.members[: max(room, 0)]
            if len(opened) < len(reading.members):
                cut = finding("truncated", filename=member.filename)
                reading = replace(reading, findings=(*reading.findings, cut))
            files.append(ReadFile(parent=parent, member=member, reading=reading))
            index = len(files) - 1
            waiting.extend((index, level + 1, inner, one) for one in opened)
        return ReadMail(mail=mail, files=tuple(files))


def _subfolder(folder: Path, number: int) -> Path:
    made = folder / f"{number:05d}"
    made.mkdir()
    return made


def _read_file(
    reader: Reader, path: Path, spool: Path, member: Member, bounds: ReadingBounds
) -> FileReading:
    if member.size > bounds.attachment_bytes:
        return FileReading(
            family="other",
            state="too_large",
            parser="",
            media_type=member.media_type,
            findings=(finding("too_large", filename=member.filename),),
        )
    return reader.read_file(path, spool, filename=member.filename, media_type=member.media_type)
