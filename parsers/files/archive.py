"""7z, rar, tar and compressed files, by libarchive: members spooled, counted as they are read."""

from __future__ import annotations

import ctypes
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import libarchive
from libarchive import ffi
from libarchive.entry import ArchiveEntry
from libarchive.read import ArchiveRead

from parsers.errors import Encrypted, ParserError, TooLarge, Unreadable
from parsers.files import unar
from parsers.files.detect import detect
from parsers.files.format import Source
from parsers.files.place import short_name
from parsers.files.rar_blocks import is_cut
from parsers.files.spool import Spool
from parsers.files.zip_names import is_clutter
from parsers.findings import Finding, finding
from parsers.results import FileContent, Member

_WAYS: dict[str, tuple[tuple[str, str], ...]] = {
    "7z": (("7zip", "none"),),
    "rar": (("rar", "none"), ("rar5", "none")),
    "tar": (("tar", "none"),),
    "gzip": (("tar", "gzip"), ("raw", "gzip")),
    "bzip2": (("tar", "bzip2"), ("raw", "bzip2")),
    "xz": (("tar", "xz"), ("raw", "xz")),
}
"""Formats and filters by kind, tried in turn. Never "all": mtree archives name files of ours."""
_CHUNK = 1 << 18
_SHOWN_FAULTS = 20
_COMPRESSED_SUFFIXES = (".gz", ".bz2", ".xz")

# Not bound by the library itself; both take a pointer that ctypes would cut without its type.
_entry_is_encrypted = ffi.libarchive.archive_entry_is_encrypted
_entry_is_encrypted.argtypes = [ctypes.c_void_p]
_has_encrypted_entries = ffi.libarchive.archive_read_has_encrypted_entries
_has_encrypted_entries.argtypes = [ctypes.c_void_p]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Unpacked:
    """What came out: `entries` is the number met, `fault` why the rest did not."""

    members: tuple[Member, ...] = ()
    findings: tuple[Finding, ...] = ()
    entries: int = 0
    fault: str = ""


def read(source: Source) -> FileContent:
    """Unpack an archive; members that cannot be opened are named in findings.

    What libarchive cannot read is tried with `unar` where that is installed. Raises Encrypted,
    TooLarge or Unreadable if nothing can be opened.
    """
    kind = detect(source.path, source.filename)
    found = _by_libarchive(kind, source)
    if kind == "rar" and not found.fault and is_cut(source.path):
        found = replace(found, fault="cut off")
    if found.fault and kind in {"7z", "rar"}:
        found = _by_unar(source, found)
    if not found.members and any(one.code == "encrypted" for one in found.findings):
        raise Encrypted("every member that is in order")
    if not found.members and found.fault:
        raise Unreadable(found.fault)
    findings = list(found.findings[:_SHOWN_FAULTS])
    if len(found.findings) > _SHOWN_FAULTS:
        findings.append(finding("truncated", filename=short_name(source.filename)))
    if found.fault:
        findings.append(finding("unreadable_file", filename=short_name(source.filename)))
    return FileContent(parser=kind, members=found.members, findings=tuple(findings))


def _by_libarchive(kind: str, source: Source) -> _Unpacked:
    """Try the kind's formats until one is met."""
    found = _Unpacked(fault="no such archive")
    for form, packing in _WAYS[kind]:
        reader = libarchive.file_reader(str(source.path), form, packing)
        try:
            with reader as archive:
                found = _members(archive, source, raw=form == "raw")
        except libarchive.ArchiveError as error:
            found = _Unpacked(fault=str(error))
        if found.entries:
            break
    return found


def _members(archive: ArchiveRead, source: Source, *, raw: bool) -> _Unpacked:
    limits = source.context.limits
    spool = Spool(source.spool, limits.expanded_bytes)
    members: list[Member] = []
    findings: list[Finding] = []
    entries, fault = 0, ""
    try:
        for entry in archive:
            name = _raw_name(source.filename) if raw else _name(entry)
            if not entry.isfile or entry.islnk or is_clutter(name):
                continue
            entries += 1
            if entries > limits.archive_entries:
                findings.append(finding("truncated", filename=short_name(source.filename)))
                break
            try:
                members.append(spool.write(_blocks(entry), name))
            except TooLarge:
                raise
            except ParserError as error:
                findings.append(finding(error.code, filename=name, location=name))
    except libarchive.ArchiveError as error:
        if _has_encrypted_entries(archive._pointer) == 1 and not entries:  # noqa: SLF001,RUF100 - not bound
            raise Encrypted(str(error)) from error
        fault = str(error)
    return _Unpacked(members=tuple(members), findings=tuple(findings), entries=entries, fault=fault)


def _blocks(entry: ArchiveEntry) -> Iterator[bytes]:
    """A member's bytes; raises Encrypted or Unreadable."""
    if _entry_is_encrypted(entry._entry_p) == 1:  # noqa: SLF001,RUF100 - not bound
        raise Encrypted("member")
    try:
        yield from entry.get_blocks(_CHUNK)
    except libarchive.ArchiveError as error:
        raise Unreadable(str(error)) from error


def _name(entry: ArchiveEntry) -> str:
    """A member's name; bytes that no encoding was told of are UTF-8 strictly, else GB18030."""
    name = entry.pathname
    if isinstance(name, bytes):
        try:
            name = name.decode()
        except UnicodeDecodeError:
            name = name.decode("gb18030", errors="replace")
    return (name or "未命名").replace("\\", "/")


def _raw_name(filename: str) -> str:
    name = short_name(filename)
    for suffix in _COMPRESSED_SUFFIXES:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)] or name
    return name


def _by_unar(source: Source, before: _Unpacked) -> _Unpacked:
    """Unpack anew beside the first try and take what came out of it, if that is more."""
    with tempfile.TemporaryDirectory(dir=source.spool) as folder, suppress(Unreadable):
        members, findings, entries = unar.unpacked(source, Path(folder))
        if len(members) > len(before.members) or entries > before.entries:
            _move_up(Path(folder), source.spool, members)
            whole = len(members) + len(findings) == entries
            return _Unpacked(
                members=members,
                findings=findings,
                entries=entries,
                fault="" if whole else before.fault,
            )
    return before


def _move_up(folder: Path, spool: Path, members: tuple[Member, ...]) -> None:
    for member in members:
        (folder / member.spooled).replace(spool / member.spooled)
