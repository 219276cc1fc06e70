"""Reading one kept mail: the mail itself and, level by level, every file in it."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

from parsers.findings import finding
from parsers.looking import Look
from parsers.results import FileReading, MailReading, Member
from store.blobs import Blobs


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRequest:
    """A kept file to read. Files inside it are written to `spool`, an empty folder.

    `look`: what a person wants to see of it.
    """

    path: Path
    spool: Path
    filename: str
    media_type: str
    look: Look | None = None


class Reader(Protocol):
    """What reads in child processes; `mailbot.reading.pool.ReaderPool` in service."""

    def read_mail(self, path: Path, spool: Path) -> MailReading:
        """Read a mail; its parts are written to `spool`. Raises `ReadingFailed`."""
        ...

    def read_files(self, requests: Sequence[FileRequest]) -> list[FileReading]:
        """Read files, in the order asked; a file that cannot be read says so in its reading."""
        ...


class ReadingFailed(Exception):
    """The mail itself cannot be read; the text is Chinese and for staff."""


class ReaderUnavailable(Exception):
    """Nothing can be read on this machine now: its fault, not any mail's."""


class Stopped(Exception):
    """The service is ending; the mail stays pending."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    parent: int | None
    spool: Path
    member: Member


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

    Raises `ReadingFailed` when the mail itself cannot be read and `Stopped` between two levels
    once `stop()` is true.
    """
    with tempfile.TemporaryDirectory(dir=scratch, prefix="mail-") as folder:
        spool = _subfolder(Path(folder), 0)
        mail = reader.read_mail(blobs.path(blob_sha256), spool)
        files: list[ReadFile] = []
        level = [_Waiting(parent=None, spool=spool, member=member) for member in mail.members]
        for depth in range(bounds.depth + 1):
            if stop():
                raise Stopped
            room = max(bounds.entries - len(files), 0)
            level = level if depth == 0 else level[:room]
            level = _read_level(reader, blobs, Path(folder), level, files, bounds)
            _note_cut(files, level, bounds, last=depth == bounds.depth)
        return ReadMail(mail=mail, files=tuple(files))


def _read_level(
    reader: Reader,
    blobs: Blobs,
    folder: Path,
    level: Sequence[_Waiting],
    files: list[ReadFile],
    bounds: ReadingBounds,
) -> list[_Waiting]:
    """Keep and read one level's files; what was found inside them waits for the next level."""
    requests: list[FileRequest] = []
    for place, one in enumerate(level, start=len(files) + 1):
        try:
            kept = blobs.adopt(one.spool / one.member.spooled)
        except FileNotFoundError as error:
            # Not the disk's fault but the reading's: other mails must not wait for this one.
            raise ReadingFailed(f"附件“{one.member.filename}”没有解出") from error
        (one.spool / one.member.spooled).unlink()
        requests.append(
            FileRequest(
                path=blobs.path(kept.sha256),
                spool=_subfolder(folder, place),
                filename=one.member.filename,
                media_type=one.member.media_type,
            )
        )
    fitting = [
        request
        for request, one in zip(requests, level, strict=True)
        if one.member.size <= bounds.attachment_bytes
    ]
    readings = iter(reader.read_files(fitting))
    inner: list[_Waiting] = []
    for request, one in zip(requests, level, strict=True):
        fits = one.member.size <= bounds.attachment_bytes
        reading = next(readings) if fits else _too_large(one.member)
        files.append(ReadFile(parent=one.parent, member=one.member, reading=reading))
        inner.extend(
            _Waiting(parent=len(files) - 1, spool=request.spool, member=member)
            for member in reading.members
        )
    return inner


def _note_cut(
    files: list[ReadFile], level: Sequence[_Waiting], bounds: ReadingBounds, *, last: bool
) -> None:
    """Say of every file whose members are not all opened that it was cut."""
    room = 0 if last else max(bounds.entries - len(files), 0)
    for index in dict.fromkeys(one.parent for one in level[room:]):
        if index is not None:
            file = files[index]
            cut = finding("truncated", filename=file.member.filename)
            reading = replace(file.reading, findings=(*file.reading.findings, cut))
            files[index] = replace(file, reading=reading)


def _subfolder(folder: Path, number: int) -> Path:
    made = folder / f"{number:05d}"
    made.mkdir()
    return made


def _too_large(member: Member) -> FileReading:
    return FileReading(
        family="other",
        state="too_large",
        parser="",
        media_type=member.media_type,
        findings=(finding("too_large", filename=member.filename),),
    )
