"""Believing a child: what it says of files and numbers is checked against the disk and reason."""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from parsers.context import ReadingLimits
from parsers.results import FileReading, MailReading, Member

_CHUNK = 1 << 20
_LONGEST_NUMBER = 400
"""Decimal places before or behind the point; a spreadsheet's own numbers end at 308."""
_MOST_MEMBERS = 10_000
_Reading = TypeVar("_Reading", bound=MailReading | FileReading)


class Refused(Exception):
    """The answer names what is not there, or holds what no reader may say."""


def checked(reading: _Reading, spool: Path, limits: ReadingLimits) -> _Reading:
    """Take a reading over: members lie in `spool`, their sizes and hashes are taken anew.

    `spool` is a path without links when the task is given; a child may have put one in its place.
    Raises `Refused`.
    """
    if spool.resolve() != spool:
        raise Refused("the folder of members is elsewhere")
    for value in _values(reading):
        _check_value(value)
    return replace(reading, members=_checked_members(reading.members, spool, limits))


def emptied(spool: Path) -> None:
    """Remove what an attempt has left in its spool folder, or in its place."""
    if spool.is_symlink() or not spool.is_dir():
        spool.unlink(missing_ok=True)
        spool.mkdir()
    for entry in spool.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)


def _values(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for item in value:
            yield from _values(item)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _values(getattr(value, field.name))
    else:
        yield value


def _check_value(value: object) -> None:
    if isinstance(value, Decimal) and not (
        value.is_finite() and abs(value.adjusted()) <= _LONGEST_NUMBER
    ):
        raise Refused("a number without end")
    if isinstance(value, datetime) and value.tzinfo is None:
        raise Refused("a time without a zone")


def _checked_members(
    members: Sequence[Member], spool: Path, limits: ReadingLimits
) -> tuple[Member, ...]:
    names = {member.spooled for member in members}
    if len(names) < len(members) or len(members) > _MOST_MEMBERS:
        raise Refused("too many members, or one twice")
    most = max(limits.expanded_bytes, 2 * limits.message_bytes)
    taken: list[Member] = []
    for member in members:
        taken.append(_checked_member(member, spool, most))
        most -= taken[-1].size
    return tuple(taken)


def _checked_member(member: Member, spool: Path, most: int) -> Member:
    name = member.spooled
    if name in {"", ".", ".."} or "/" in name or "\0" in name:
        raise Refused(f"a member outside its folder: {name!r}")
    try:
        descriptor = os.open(spool / name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        raise Refused(f"no such member: {name!r}") from error
    try:
        about = os.fstat(descriptor)
        # A second name would be a file that lies elsewhere too.
        if not stat.S_ISREG(about.st_mode) or about.st_nlink != 1 or about.st_size > most:
            raise Refused(f"no plain member, or too large: {name!r}")
        size, sha256 = _measured(descriptor, most)
    finally:
        os.close(descriptor)
    return replace(member, size=size, sha256=sha256)


def _measured(descriptor: int, most: int) -> tuple[int, str]:
    """Size and SHA-256 as read, should the file change meanwhile."""
    digest, size = hashlib.sha256(), 0
    while (chunk := os.read(descriptor, _CHUNK)) and size <= most:
        digest.update(chunk)
        size += len(chunk)
    return size, digest.hexdigest()
