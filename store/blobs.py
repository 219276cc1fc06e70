"""Files by SHA-256 beside the store: written durably, streamed, never rewritten."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import FileIO
from pathlib import Path

from store.errors import disk_faults_told

_CHUNK = 1 << 20
_INCOMING = ".incoming-"
_NAME = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blob:
    """A kept file: the SHA-256 of its exact bytes and its size in bytes.

    `canonical_sha256` is taken with every line end as CRLF: by it an export and the server agree.
    """

    sha256: str
    size: int
    canonical_sha256: str


class Blobs:
    """A folder of blobs: `<two digits>/<SHA-256>`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        with disk_faults_told():
            root.mkdir(parents=True, exist_ok=True)

    def path(self, sha256: str) -> Path:
        """Where a blob lies; raises ValueError for what is no SHA-256."""
        if not _NAME.fullmatch(sha256):
            raise ValueError("not a SHA-256")
        return self.root / sha256[:2] / sha256

    def exists(self, sha256: str) -> bool:
        """Whether the blob is kept."""
        return self.path(sha256).is_file()

    def keep(self, chunks: Iterable[bytes]) -> Blob:
        """Stream bytes to a blob; when this returns they are on the disk.

        Raises StoreFull when the disk is full and StoreError for other faults of it; what the
        chunks' own source raises goes through.
        """
        exact, canonical = hashlib.sha256(), _CanonicalHash()
        size = 0
        with disk_faults_told():
            handle, name = tempfile.mkstemp(dir=self.root, prefix=_INCOMING)
        try:
            with os.fdopen(handle, "wb", buffering=0) as file:
                for chunk in chunks:
                    with disk_faults_told():
                        _write(file, chunk)
                    exact.update(chunk)
                    canonical.update(chunk)
                    size += len(chunk)
                with disk_faults_told():
                    os.fsync(file.fileno())
            with disk_faults_told():
                self._place(Path(name), exact.hexdigest())
        finally:
            with suppress(OSError):
                Path(name).unlink(missing_ok=True)
        return Blob(sha256=exact.hexdigest(), size=size, canonical_sha256=canonical.hexdigest())

    def adopt(self, path: Path) -> Blob:
        """Keep a file that lies elsewhere."""
        return self.keep(_chunks_of(path))

    def clear_incoming(self) -> None:
        """Take away what killed writers left half written; only while nobody else writes."""
        for path in self.root.glob(f"{_INCOMING}*"):
            path.unlink(missing_ok=True)

    def verify(self) -> Iterator[tuple[str, str]]:
        """Yield (name, what is wrong) for every blob whose bytes do not match its name."""
        for name in sorted(self.names()):
            digest = hashlib.sha256()
            try:
                for chunk in _chunks_of(self.path(name)):
                    digest.update(chunk)
            except OSError as error:
                yield name, f"读不出：{error.strerror}"
                continue
            if digest.hexdigest() != name:
                yield name, "内容与校验值不符"

    def names(self) -> Iterator[str]:
        """The SHA-256 of every blob."""
        for path in self.root.glob("??/*"):
            if _NAME.fullmatch(path.name):
                yield path.name

    def _place(self, temporary: Path, sha256: str) -> None:
        final = self.path(sha256)
        if not final.parent.exists():
            final.parent.mkdir(exist_ok=True)
            _sync_folder(self.root)
        if not final.exists():
            temporary.replace(final)
        # Also for a known blob: whoever placed it may have been killed before this.
        _sync_folder(final.parent)


class _CanonicalHash:
    """SHA-256 over a stream with CR, LF and CRLF all as CRLF, across chunk borders."""

    def __init__(self) -> None:
        self._digest = hashlib.sha256()
        self._after_cr = False

    def update(self, chunk: bytes) -> None:
        if self._after_cr and chunk.startswith(b"\n"):
            chunk = chunk[1:]
            self._after_cr = False
        if not chunk:
            return
        self._after_cr = chunk.endswith(b"\r")
        flat = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        self._digest.update(flat.replace(b"\n", b"\r\n"))

    def hexdigest(self) -> str:
        return self._digest.hexdigest()


def _chunks_of(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            yield chunk


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _write(file: FileIO, chunk: bytes) -> None:
    """Write all of it: a full disk may take a part first."""
    rest = memoryview(chunk)
    while rest:
        rest = rest[file.write(rest) :]
