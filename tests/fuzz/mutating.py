"""Broken copies of real files: bits flipped, parts cut or repeated, also inside packages."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable

_UNPACKED = 5_000_000
Mutation = Callable[[bytes, random.Random], bytes]


def mutated(data: bytes, chance: random.Random) -> bytes:
    """One broken copy; a package is broken inside as often as outside."""
    if data.startswith(b"PK\x03\x04") and chance.random() < 0.6:
        return _inside(data, chance)
    for _ in range(chance.randint(1, 3)):
        data = chance.choice(_MUTATIONS)(data, chance)
    return data


def _inside(data: bytes, chance: random.Random) -> bytes:
    """Break one member and pack it again, so that the reader gets past the packing."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            infos = package.infolist()
            if sum(info.file_size for info in infos) > _UNPACKED:
                return _flip(data, chance)
            members = [(info.filename, package.read(info)) for info in infos]
    except (zipfile.BadZipFile, zlib.error, ValueError, RuntimeError, OSError, EOFError):
        return _flip(data, chance)
    if not members:
        return data
    broken = chance.randrange(len(members))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for place, (name, content) in enumerate(members):
            body = chance.choice(_MUTATIONS)(content, chance) if place == broken else content
            package.writestr(zipfile.ZipInfo(name), body)
    return stream.getvalue()


def _flip(data: bytes, chance: random.Random) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, max(1, min(len(changed) // 50, 20)))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def _drop(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    return data[:start] + data[start + chance.randint(1, 200) :]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data) + 1)
    piece = data[start : start + chance.randint(1, 400)]
    return data[:start] + piece * chance.randint(2, 30) + data[start:]


def _number(data: bytes, chance: random.Random) -> bytes:
    """A length or a count that lies."""
    start = chance.randrange(len(data) + 1)
    lie = chance.choice((b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"99999999", b"-1", b"1e999"))
    return data[:start] + lie + data[start + len(lie) :]


_MUTATIONS: tuple[Mutation, ...] = (_flip, _cut, _drop, _repeat, _number)
