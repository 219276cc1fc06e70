"""Damage to a file as disks, mail gateways and enemies do it, repeatable by its seed."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from random import Random

from tests.files.samples import KINDS, SAMPLES

_LARGEST = 60_000
_WORDS = (b"\xff\xff\xff\xff", b"\x00\x00\x00\x00", b"\x7f\xff\xff\xff", b"<", b"&", b"\x00")
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, IndexError)


def small_samples() -> list[Path]:
    """The samples that are mangled: small ones of every kind."""
    return sorted(
        path
        for kind in KINDS
        for path in (SAMPLES / kind).iterdir()
        if path.suffix != ".json" and path.stat().st_size < _LARGEST
    )


def mangled(data: bytes, random: Random) -> bytes:
    """Damaged bytes; of a package mostly one part is damaged, and it is packed anew."""
    if data.startswith(b"PK") and random.random() < 0.7:
        try:
            return _repacked(data, random)
        except _FAULTS:
            pass
    return _damaged(data, random)


def _repacked(data: bytes, random: Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = {one.filename: package.read(one) for one in package.infolist()}
    name = random.choice(sorted(parts))
    parts[name] = _damaged(parts[name], random)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for part, content in parts.items():
            package.writestr(part, content)
    return packed.getvalue()


def _damaged(data: bytes, random: Random) -> bytes:
    result = bytearray(data)
    for _ in range(random.choice((1, 1, 2, 5, 20))):
        at = random.randrange(len(result) + 1)
        match random.randrange(5):
            case 0:
                result[at : at + 1] = random.randbytes(1)
            case 1:
                del result[at : at + random.randrange(1, 50)]
            case 2:
                result[at:at] = random.randbytes(random.randrange(1, 9))
            case 3:
                word = random.choice(_WORDS)
                result[at : at + len(word)] = word
            case _ if random.random() < 0.3:
                del result[at:]
    return bytes(result)
