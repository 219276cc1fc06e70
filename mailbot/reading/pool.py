"""The reader of a service: children for ordinary files, LibreOffice and OCR for what needs them."""

from __future__ import annotations

import errno
import os
import tempfile
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from mailbot.pipeline.reading import FileRequest
from mailbot.reading.bounds import Bounds
from mailbot.reading.conversion import Converter
from mailbot.reading.failures import failed_file, failed_mail
from mailbot.reading.leases import Leases, Terms
from mailbot.reading.process import Brood, python_module
from mailbot.reading.second_step import Asked, convert_and_read, scan_and_read, settled
from mailbot.reading.wire import Begin, FileTask, MailTask
from parsers.context import MEGABYTE, ReadingContext
from parsers.looking import Look
from parsers.results import FileReading, MailReading

OCR_MEMORY_MB = 2560
OCR_PAGE_SECONDS = 60.0
_OCR_SERVED = 50


class ReaderPool:
    """Implements `mailbot.pipeline.reading.Reader` with up to `size` children.

    Used as a context manager, by any number of threads. `kill` ends it at once from any thread
    or signal handler: readings in progress raise `Stopped`, and so do later ones.
    Spool folders lie in `scratch`, the only place where children can write.
    Faults of the machine are raised: `ReaderUnavailable`, OSError (no processes, a full disk).
    """

    def __init__(
        self,
        context: ReadingContext,
        *,
        size: int,
        parse_seconds: float,
        memory_mb: int,
        scratch: Path,
        isolate: bool = False,
        converter: Converter | None = None,
        command: Sequence[str] = python_module("mailbot.reading.worker"),
        ocr_command: Sequence[str] = python_module("mailbot.reading.scan_worker"),
        ocr_page_seconds: float = OCR_PAGE_SECONDS,
        served: int = 200,
    ) -> None:
        self._context = context
        self._size = size
        self._scratch = scratch = scratch.resolve()
        self._converter = converter
        self._brood = Brood()
        # One LibreOffice at a time: it takes more than all readers together.
        self._converting = threading.Lock()
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="reader")
        terms = Terms(
            command=command,
            begin=Begin(context=context, bounds=_bounds(context, memory_mb, scratch, isolate)),
            size=size,
            seconds=parse_seconds,
            scratch=scratch,
            served=served,
        )
        self._readers = Leases(self._brood, terms)
        bounds = replace(terms.begin.bounds, memory_bytes=OCR_MEMORY_MB * MEGABYTE)
        terms = replace(
            terms,
            command=ocr_command,
            begin=Begin(context=context, bounds=bounds),
            size=1,
            seconds=ocr_page_seconds,
            served=_OCR_SERVED,
            pages=context.limits.pages,
        )
        self._scanners = Leases(self._brood, terms)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        self._threads.shutdown()
        self._readers.close()
        self._scanners.close()

    def kill(self) -> None:
        """End all children now; the pool is of no further use."""
        self._brood.kill()

    def children(self) -> tuple[int, ...]:
        """The process numbers of the children that run now."""
        return self._brood.pids()

    def read_mail(self, path: Path, spool: Path, *, look: Look | None = None) -> MailReading:
        """Read a mail; raises `ReadingFailed`, `Stopped`, or a fault of the machine."""
        spool = self._spool(spool)
        task = MailTask(path=_kept(path), spool=os.fsencode(spool), look=look)
        outcome = self._readers.read(task, spool)
        if isinstance(outcome, MailReading):
            return outcome
        raise failed_mail("refused" if isinstance(outcome, FileReading) else outcome)

    def read_files(self, requests: Sequence[FileRequest]) -> list[FileReading]:
        """Read files side by side; one that cannot be read says so in its reading."""
        readings = self._read_once(requests)
        asked = [Asked(*pair) for pair in zip(requests, readings, strict=True)]
        if any(one.reading.need for one in asked):
            with tempfile.TemporaryDirectory(dir=self._scratch, prefix="second-") as folder:
                asked = self._second_step(asked, Path(folder))
        return [settled(one) for one in asked]

    def _second_step(self, asked: Sequence[Asked], folder: Path) -> list[Asked]:
        if self._converter is not None:
            with self._converting:
                asked = convert_and_read(
                    asked, self._converter, self._read_once, folder, self._brood
                )
        return scan_and_read(asked, self._scan) if self._context.ocr else list(asked)

    def _scan(self, requests: Sequence[FileRequest]) -> list[FileReading]:
        return [self._read_file(self._scanners, request) for request in requests]

    def _read_once(self, requests: Sequence[FileRequest]) -> list[FileReading]:
        if len(requests) < 2 or self._size < 2:
            return [self._read_file(self._readers, request) for request in requests]
        self._brood.check()
        reads = [
            self._threads.submit(self._read_file, self._readers, request) for request in requests
        ]
        # All of them end before a fault is raised: none still writes to a folder being removed.
        wait(reads)
        return [read.result() for read in reads]

    def _read_file(self, leases: Leases, request: FileRequest) -> FileReading:
        spool = self._spool(request.spool)
        task = FileTask(
            path=_kept(request.path),
            spool=os.fsencode(spool),
            filename=request.filename,
            media_type=request.media_type,
            look=request.look,
        )
        outcome = leases.read(task, spool)
        if isinstance(outcome, FileReading):
            return outcome
        return failed_file(request, "refused" if isinstance(outcome, MailReading) else outcome)

    def _spool(self, spool: Path) -> Path:
        """Children write nowhere but in the scratch folder; its path as it truly is."""
        true = spool.resolve()
        if not true.is_relative_to(self._scratch):
            raise ValueError(f"{spool} is not in the scratch folder")
        return true


def _bounds(context: ReadingContext, memory_mb: int, scratch: Path, isolate: bool) -> Bounds:
    largest = max(context.limits.expanded_bytes, context.limits.message_bytes)
    return Bounds(
        memory_bytes=memory_mb * MEGABYTE,
        file_bytes=largest,
        writable=(os.fsencode(scratch),),
        isolate=isolate,
    )


def _kept(path: Path) -> bytes:
    """A kept file that is gone is a fault of the store, not of the file."""
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    return os.fsencode(path.absolute())
