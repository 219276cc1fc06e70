"""Writing members to the spool folder under names of our making, counted as they are written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from parsers.errors import TooLarge
from parsers.results import Member

_UNKNOWN = "application/octet-stream"


class Spool:
    """Numbers the members of one file and keeps their bytes together below a limit."""

    def __init__(self, folder: Path, most_bytes: int) -> None:
        self._folder = folder
        self._room = most_bytes
        self._count = 0

    def write(
        self, chunks: Iterable[bytes], filename: str, *, media_type: str = _UNKNOWN
    ) -> Member:
        """Write a member; raises TooLarge once the limit is met, and then leaves no file of it."""
        self._count += 1
        spooled = f"m{self._count:05}"
        path = self._folder / spooled
        digest = hashlib.sha256()
        size = 0
        try:
            with path.open("wb") as file:
                for chunk in self._counted(chunks, filename):
                    size += len(chunk)
                    digest.update(chunk)
                    file.write(chunk)
        except BaseException:  # a limit, a broken stream or the end: no half file is left
            path.unlink(missing_ok=True)
            raise
        return Member(
            spooled=spooled,
            filename=filename,
            media_type=media_type,
            sha256=digest.hexdigest(),
            size=size,
        )

    def _counted(self, chunks: Iterable[bytes], filename: str) -> Iterator[bytes]:
        for chunk in chunks:
            self._room -= len(chunk)
            if self._room < 0:
                raise TooLarge(filename)
            yield chunk
