"""Where the pages work: reading connections by thread, one thread that writes, kept files."""

from __future__ import annotations

import asyncio
import logging
import shutil
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Literal, Self, TypeVar, cast

from sqlite_utils import Database

from mailbot.pipeline.reading import Reader, ReaderUnavailable, Stopped
from mailbot.reading.pool import ReaderPool
from mailbot.reading.starting import looker_for, reader_for
from mailbot.service.deciding import read_again
from mailbot.service.office import Office
from store.database import open_store
from store.errors import StoreError

READERS = 4
_SCRATCH, _DAY = "web-", 86_400
_Result = TypeVar("_Result")
_log = logging.getLogger("mailbot.web")
Followed = Literal["read", "busy", "failed"]
"""What became of reading a mail again under a decision."""


class Desk:
    """An office seen from the browser. A context manager; its methods are for the event loop.

    Every reading function gets a connection of its thread, inside one read transaction: what a
    page shows is of one moment, and a writer is never waited for (WAL).
    """

    def __init__(self, office: Office, *, compare: Path | None = None) -> None:
        self.office = office
        self.config = office.config
        self.compare = compare
        self._local = threading.local()
        self._reading = ThreadPoolExecutor(READERS, thread_name_prefix="web-read")
        self._writing = ThreadPoolExecutor(1, thread_name_prefix="web-write")
        self._again = ThreadPoolExecutor(1, thread_name_prefix="web-again")
        self._looking = ThreadPoolExecutor(2, thread_name_prefix="web-look")
        self._aside = ThreadPoolExecutor(2, thread_name_prefix="web-aside")
        self._lookers: ReaderPool | None = None
        self._reader: ReaderPool | None = None
        self._lock = threading.Lock()
        _sweep(office.store_path.parent)
        self._scratch = tempfile.TemporaryDirectory(
            dir=office.store_path.parent, prefix=_SCRATCH, ignore_cleanup_errors=True
        )
        self._watch = sqlite3.connect(
            f"{office.store_path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False
        )
        self._remembered: dict[str, tuple[int, object]] = {}

    def __enter__(self) -> Self:
        return self

    @property
    def scratch(self) -> Path:
        """A folder of our own: a service that starts clears the office's."""
        return Path(self._scratch.name)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for reader in (self._lookers, self._reader):
            if reader is not None:
                reader.kill()
        for pool in (self._reading, self._writing, self._again, self._looking, self._aside):
            pool.shutdown(cancel_futures=True)
        if self._lookers is not None:
            self._lookers.__exit__(None, None, None)
        self._watch.close()
        self._scratch.cleanup()

    async def read(self, ask: Callable[[Database], _Result]) -> _Result:
        """What the store answers, all of it from one moment."""
        return await self._run(self._reading, lambda: self.read_now(ask))

    def read_now(self, ask: Callable[[Database], _Result]) -> _Result:
        """The same in the calling thread."""
        db = self._connection("read", self.office.store_path)
        db.conn.execute("BEGIN")
        try:
            return ask(db)
        finally:
            db.conn.execute("ROLLBACK")

    def remembered(self, db: Database, name: str, ask: Callable[[Database], _Result]) -> _Result:
        """What the store answered last, asked anew once anybody has written to it."""
        with self._lock:
            (version,) = self._watch.execute("PRAGMA data_version").fetchone()
        known = self._remembered.get(name)
        if known is None or known[0] != version:
            known = self._remembered[name] = (version, ask(db))
        return cast("_Result", known[1])

    async def read_other(self, ask: Callable[[Database], _Result]) -> _Result | None:
        """What the store beside this one answers; None where there is none."""
        path = self.compare
        if path is None:
            return None
        return await self._run(self._reading, lambda: ask(self._connection("other", path)))

    async def write(self, work: Callable[[Database], _Result]) -> _Result:
        """Have a decision written, one after another; `work` opens the transaction."""
        return await self._run(self._writing, lambda: work(self._writer()))

    def read_mail_again(self, message_id: int) -> asyncio.Future[Followed]:
        """Follow a decision about a mail; `busy`: a running service will do it."""
        loop = asyncio.get_running_loop()
        return loop.run_in_executor(self._again, self._read_mail_again, message_id)

    async def look(self, work: Callable[[ReaderPool], _Result]) -> _Result:
        """Have a kept file opened in a child process."""
        return await self._run(self._looking, lambda: work(self._pool()))

    async def aside(self, work: Callable[[], _Result]) -> _Result:
        """Do what takes a while away from the event loop."""
        return await self._run(self._aside, work)

    async def _run(self, pool: ThreadPoolExecutor, work: Callable[[], _Result]) -> _Result:
        return await asyncio.get_running_loop().run_in_executor(pool, work)

    def _connection(self, name: str, path: Path) -> Database:
        found: Database | None = getattr(self._local, name, None)
        if found is None:
            found = open_store(path, read_only=True)
            setattr(self._local, name, found)
        return found

    def _writer(self) -> Database:
        found: Database | None = getattr(self._local, "write", None)
        if found is None:
            found = self._local.write = self.office.connect()
        return found

    def _pool(self) -> ReaderPool:
        with self._lock:
            if self._lookers is None:
                self._lookers = looker_for(self.config, self.scratch).__enter__()
            return self._lookers

    def _read_mail_again(self, message_id: int) -> Followed:
        """Nothing is lost where it fails: the mail stays pending, and the next round takes it."""
        try:
            with reader_for(self.config, self.office.scratch) as reader:
                self._reader = reader
                return "read" if self._followed(reader, message_id) else "busy"
        except Stopped:
            return "failed"
        except (ReaderUnavailable, StoreError, OSError) as error:
            _log.error("mail %d could not be read again: %s", message_id, error)
            return "failed"
        finally:
            self._reader = None

    def _followed(self, reader: Reader, message_id: int) -> bool:
        return read_again(self.office, reader, message_id, db=self._writer())


def _sweep(folder: Path) -> None:
    """Take away what a killed process left there; another one's younger folder stays."""
    for path in folder.glob(f"{_SCRATCH}*"):
        if path.is_dir() and path.stat().st_mtime < time.time() - _DAY:
            shutil.rmtree(path, ignore_errors=True)
