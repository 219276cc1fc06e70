"""zip archives: every member spooled, counted while it is unpacked; names are data only."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator

from parsers.errors import Encrypted, ParserError, TooLarge, Unreadable
from parsers.files.format import Source
from parsers.files.place import short_name
from parsers.files.spool import Spool
from parsers.files.zip_names import is_clutter, member_name
from parsers.findings import Finding, finding
from parsers.results import FileContent, Member

_CHUNK = 1 << 18
_SHOWN_FAULTS = 20
"""Members that cannot be opened are named one by one up to here."""
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


def read(source: Source) -> FileContent:
    """Unpack an archive; members that cannot be opened are named in findings.

    Raises Encrypted if no member can be opened without a password, TooLarge for a bomb.
    """
    try:
        archive = zipfile.ZipFile(source.path)
    except _FAULTS as fault:
        raise Unreadable(str(fault)) from fault
    with archive:
        return _unpacked(archive, source)


def _unpacked(archive: zipfile.ZipFile, source: Source) -> FileContent:
    limits = source.context.limits
    entries = archive.infolist()
    _refuse_overlaps(entries)
    listed = [(member_name(one), one) for one in entries]
    wanted = [(name, one) for name, one in listed if name and not is_clutter(name)]
    if wanted and all(one.flag_bits & 1 for _, one in wanted):
        raise Encrypted("every member")
    spool = Spool(source.spool, limits.expanded_bytes)
    members: list[Member] = []
    findings: list[Finding] = []
    for name, entry in wanted[: limits.archive_entries]:
        try:
            members.append(spool.write(_chunks(archive, entry), name))
        except TooLarge:
            raise
        except ParserError as error:
            findings.append(finding(error.code, filename=name, location=name))
    if len(wanted) > limits.archive_entries:
        findings.append(finding("truncated", filename=short_name(source.filename)))
    return FileContent(
        parser="zip", members=tuple(members), findings=_bounded(findings, source.filename)
    )


def _chunks(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes]:
    """A member's bytes; raises Encrypted or Unreadable."""
    if entry.flag_bits & 1:
        raise Encrypted(entry.filename)
    try:
        with archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                yield chunk
    except _FAULTS as fault:
        raise Unreadable(f"{entry.filename}: {fault}") from fault


def _refuse_overlaps(entries: list[zipfile.ZipInfo]) -> None:
    """Entries that share bytes are how a small file unpacks to terabytes."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise TooLarge("entries overlap")
        end = entry.header_offset + entry.compress_size


def _bounded(findings: list[Finding], filename: str) -> tuple[Finding, ...]:
    if len(findings) <= _SHOWN_FAULTS:
        return tuple(findings)
    return (*findings[:_SHOWN_FAULTS], finding("truncated", filename=short_name(filename)))
