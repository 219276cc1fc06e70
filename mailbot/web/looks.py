"""Kept files as a person may see them: opened in a child process, never by the browser."""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from mailbot.pipeline.reading import FileRequest, ReaderUnavailable, ReadingFailed
from mailbot.reading.pool import ReaderPool
from mailbot.web.desk import Desk
from parsers.findings import Finding
from parsers.grid import Grid
from parsers.looking import Look
from store.blobs import Blobs

_MOST_REMEMBERED = 64
_MOST_TEXT = 60_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a child saw: tables, text, or one page as a JPEG; `trouble` where it saw nothing."""

    grids: tuple[Grid, ...] = ()
    text: str = ""
    picture: bytes = b""
    pages: int = 0
    findings: tuple[Finding, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A kept file; without `filename` it is a whole mail."""

    sha256: str
    filename: str
    media_type: str


class Looks:
    """Looks at kept files and remembers the last ones."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._seen: OrderedDict[tuple[Kept, Look], Seen] = OrderedDict()
        self._lock = Lock()

    async def look(self, kept: Kept, look: Look) -> Seen:
        """See a kept file; a fault of the machine is told as trouble too."""
        with self._lock:
            known = self._seen.get((kept, look))
        if known is not None:
            return known
        office = self._desk.office
        try:
            seen = await self._desk.look(
                lambda pool: _seen(pool, office.blobs, self._desk.scratch, kept, look)
            )
        except ReadingFailed as error:
            return Seen(trouble=str(error))
        except FileNotFoundError:
            return Seen(trouble="原件不在存放原件的文件夹里，请用 mailbot doctor --deep 检查")
        except (OSError, ReaderUnavailable):
            return Seen(trouble="本机暂时打不开这个文件，请稍后再试")
        if seen.trouble:
            # It may have been the machine's: the next one to look finds out.
            return seen
        with self._lock:
            self._seen[kept, look] = seen
            while len(self._seen) > _MOST_REMEMBERED:
                self._seen.popitem(last=False)
        return seen


def _seen(pool: ReaderPool, blobs: Blobs, scratch: Path, kept: Kept, look: Look) -> Seen:
    path = blobs.path(kept.sha256)
    with tempfile.TemporaryDirectory(dir=scratch, prefix="look-") as folder:
        spool = Path(folder)
        if not kept.filename:
            mail = pool.read_mail(path, spool, look=look)
            return Seen(grids=mail.grids, text=mail.own_text[:_MOST_TEXT])
        request = FileRequest(
            path=path,
            spool=spool,
            filename=kept.filename,
            media_type=kept.media_type,
            look=look,
        )
        (reading,) = pool.read_files([request])
        picture = b""
        if look.page and reading.members:
            picture = (spool / reading.members[0].spooled).read_bytes()
        return Seen(
            grids=reading.grids,
            text=reading.text[:_MOST_TEXT],
            picture=picture,
            pages=reading.pictures,
            findings=reading.findings,
            trouble=""
            if reading.state in ("read", "kept")
            else "；".join(one.message for one in reading.findings),
        )
