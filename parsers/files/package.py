"""The zip package of an office file: its parts, counted and checked before anything parses them."""

from __future__ import annotations

import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast
from urllib.parse import unquote

from lxml import etree

from parsers.context import MEGABYTE, ReadingLimits
from parsers.errors import Encrypted, TooLarge, Unreadable

XML_BYTES = 150 * MEGABYTE
"""Of all parts that are read; an office's largest real sheets stay far below a tenth of it."""
_TREE_BYTES = 48 * MEGABYTE
"""Of one part that is kept in memory as a tree, which takes several times its size."""
_ENTRIES = 10_000
_CHUNK = 1 << 18
_DOCTYPE = re.compile(
    rb"<!(DOCTYPE|ENTITY)|<\x00!\x00(D\x00O\x00C|E\x00N\x00T)|\x00<\x00!\x00(D|E)"
)
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,
    ValueError,
)


class Package:
    """An open package. Only the parts asked for are unpacked; their bytes are counted together."""

    def __init__(self, archive: zipfile.ZipFile, limits: ReadingLimits) -> None:
        self._archive = archive
        self._room = min(limits.expanded_bytes, XML_BYTES)
        entries = archive.infolist()
        if len(entries) > _ENTRIES:
            raise TooLarge(f"{len(entries)} parts")
        _refuse_overlaps(entries)
        self._entries = {_part_name(entry.filename): entry for entry in entries}

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names, in lower case with slashes."""
        return tuple(self._entries)

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return _part_name(name) in self._entries

    def read(self, name: str) -> bytes:
        """Unpack an XML part; raises Unreadable, Encrypted or TooLarge."""
        data = self.unpacked(name)
        if _DOCTYPE.search(data):
            raise Unreadable(f"{name} declares a document type")
        return data

    def unpacked(self, name: str) -> bytes:
        """Unpack a part that nothing will parse as XML."""
        entry = self._entries.get(_part_name(name))
        if entry is None:
            raise Unreadable(f"no part {name}")
        if entry.flag_bits & 1:
            raise Encrypted(name)
        try:
            return b"".join(self._chunks(entry))
        except _FAULTS as fault:
            raise Unreadable(f"{name}: {fault}") from fault

    def _chunks(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        with self._archive.open(entry) as part:
            while chunk := part.read(_CHUNK):
                self._room -= len(chunk)
                if self._room < 0:
                    raise TooLarge(entry.filename)
                yield chunk

    def xml(self, name: str) -> etree._Element:
        """Parse a part; nothing is fetched or expanded. Raises Unreadable or TooLarge."""
        data = self.read(name)
        if len(data) > _TREE_BYTES:
            raise TooLarge(name)
        return parse_xml(data)

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """A part's relationships: id to (last word of the type, target part); outside ones not."""
        folder, _, base = name.rpartition("/")
        rels = f"{folder}/_rels/{base}.rels" if folder else f"_rels/{base}.rels"
        if not self.has(rels):
            return {}
        return {
            one.get("Id", ""): (one.get("Type", "").rsplit("/", 1)[-1], _target(folder, one))
            for one in self.xml(rels)
            if one.get("TargetMode") != "External" and one.get("Target")
        }

    def main_part(self, fallback: str) -> str:
        """The part that the package says its content is in."""
        for kind, target in self.related("").values():
            if kind == "officeDocument" and self.has(target):
                return target
        return fallback


@contextmanager
def open_package(path: Path, limits: ReadingLimits) -> Iterator[Package]:
    """Open an office file as a package; raises Unreadable for a broken zip."""
    try:
        archive = zipfile.ZipFile(path)
    except _FAULTS as fault:
        raise Unreadable(str(fault)) from fault
    with archive:
        yield Package(archive, limits)


def parse_xml(data: bytes) -> etree._Element:
    """Parse XML that came from outside; raises Unreadable."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise Unreadable(str(fault)) from fault
    information = cast("Any", root.getroottree().docinfo)  # the stubs do not know `doctype`
    if information.doctype:
        raise Unreadable("declares a document type")
    return root


def local_name(element: etree._Element) -> str:
    """An element's name without its namespace ('' for comments): strict files have other ones."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _part_name(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _target(folder: str, relationship: etree._Element) -> str:
    target = unquote(relationship.get("Target", "")).replace("\\", "/")
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(folder, target))


def _refuse_overlaps(entries: list[zipfile.ZipInfo]) -> None:
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            raise Unreadable("entries overlap")
        end = entry.header_offset + entry.compress_size
