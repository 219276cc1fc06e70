"""OLE compound files put together by hand (MS-CFB), as Outlook's .msg is one."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

SECTOR = 512
END, FREE, FAT, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
SMALLEST = 4096
"""Bytes from which a stream lies in whole sectors; shorter ones are padded to that here."""

Tree = dict[str, "bytes | Tree"]


@dataclass(slots=True)
class _Writer:
    entries: list[bytes] = field(default_factory=list)
    sectors: list[bytes] = field(default_factory=list)
    fat: list[int] = field(default_factory=list)

    def store(self, data: bytes) -> int:
        """Put data into a chain of sectors: the first one's number."""
        if not data:
            return END
        first = len(self.sectors)
        for start in range(0, len(data), SECTOR):
            self.sectors.append(data[start : start + SECTOR].ljust(SECTOR, b"\x00"))
            self.fat.append(len(self.sectors))
        self.fat[-1] = END
        return first

    def add(self, name: str, kind: int, *, start: int, size: int) -> int:
        """Add a directory entry without neighbours: its number."""
        raw = name.encode("utf-16-le")
        links = struct.pack("<III", NONE, NONE, NONE)
        head = raw.ljust(64, b"\x00") + struct.pack("<HBB", len(raw) + 2, kind, 1)
        self.entries.append(head + links + bytes(36) + struct.pack("<IQ", start, size))
        return len(self.entries) - 1

    def link(self, entry: int, *, right: int | None = None, child: int | None = None) -> None:
        """Set an entry's next sibling or first child."""
        data = self.entries[entry]
        for offset, number in ((72, right), (76, child)):
            if number is not None:
                data = data[:offset] + struct.pack("<I", number) + data[offset + 4 :]
        self.entries[entry] = data

    def fill(self, parent: int, tree: Tree) -> None:
        """Add a storage's streams and storages as a chain of siblings in the order of names."""
        before: int | None = None
        for name in sorted(tree, key=lambda one: (len(one), one.upper())):
            inside = tree[name]
            if isinstance(inside, dict):
                entry = self.add(name, 1, start=0, size=0)
                self.fill(entry, inside)
            else:
                data = inside.ljust(SMALLEST, b"\x00") if inside else b""
                entry = self.add(name, 2, start=self.store(data), size=len(data))
            if before is None:
                self.link(parent, child=entry)
            else:
                self.link(before, right=entry)
            before = entry


def compound(tree: Tree) -> bytes:
    """A compound file; short streams end in zeros up to 4,096 bytes."""
    writer = _Writer()
    root = writer.add("Root Entry", 5, start=END, size=0)
    writer.fill(root, tree)
    directory = b"".join(writer.entries)
    missing = -len(writer.entries) % 4
    empty = bytes(64) + struct.pack("<HBB", 0, 0, 1) + struct.pack("<III", NONE, NONE, NONE)
    directory += (empty + bytes(48)) * missing
    first_directory = writer.store(directory)
    tables = 1
    while len(writer.sectors) + tables > tables * SECTOR // 4:
        tables += 1
    first_table = len(writer.sectors)
    fat = [*writer.fat, *[FAT] * tables]
    fat += [FREE] * (tables * SECTOR // 4 - len(fat))
    locations = [first_table + number for number in range(tables)]
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(16)
        + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
        + struct.pack("<IIIIIIIIII", 0, tables, first_directory, 0, SMALLEST, END, 0, END, 0, 0)[
            :36
        ]
        + struct.pack("<109I", *locations, *[FREE] * (109 - tables))
    )
    return header + b"".join(writer.sectors) + struct.pack(f"<{len(fat)}I", *fat)
