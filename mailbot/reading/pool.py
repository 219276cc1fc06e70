"""The reading children of a service: leased one file at a time, replaced when they fail."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from types import TracebackType
from typing import Self

from mailbot.pipeline.reading import FileRequest
from mailbot.reading.answers import Refused, checked, emptied
from mailbot.reading.bounds import Bounds
from mailbot.reading.child import Child, Lost
from mailbot.reading.failures import Kind, failed_file, failed_mail
from mailbot.reading.process import Brood, python_module
from mailbot.reading.wire import Begin, Failed, FileDone, FileTask, MailDone, MailTask, Task
from parsers.context import MEGABYTE, ReadingContext
from parsers.results import FileReading, MailReading

log = logging.getLogger(__name__)

_SERVED = 200
"""Files after which a child is replaced, whatever it has leaked until then."""
_Outcome = MailReading | FileReading | Kind


class ReaderPool:
    """Implements `mailbot.pipeline.reading.Reader` with up to `size` children.

    Used as a context manager, by any number of threads. `kill` ends it at once from any thread
    or signal handler: readings in progress raise `Stopped`, and so do later ones.
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
        command: Sequence[str] = python_module("mailbot.reading.worker"),
        served: int = _SERVED,
    ) -> None:
        self._context = context
        self._size = size
        self._seconds = parse_seconds
        self._scratch = scratch
        self._command = tuple(command)
        self._served = served
        self._begin = Begin(context=context, bounds=_bounds(context, memory_mb, isolate))
        self._brood = Brood()
        self._idle: list[Child] = []
        self._slots = threading.BoundedSemaphore(size)
        # The kernel ends a child with the thread that started it: this one stays.
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="reader-start")
        self._threads = ThreadPoolExecutor(size, thread_name_prefix="reader")

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
        while self._idle:
            self._idle.pop().end()
        self._starter.shutdown()

    def kill(self) -> None:
        """End all children now; the pool is of no further use."""
        self._brood.kill()

    def children(self) -> tuple[int, ...]:
        """The process numbers of the children that run now."""
        return self._brood.pids()

    def read_mail(self, path: Path, spool: Path) -> MailReading:
        """Read a mail; raises `ReadingFailed`, `Stopped`, or a fault of the machine."""
        _must_exist(path)
        task = MailTask(path=os.fsencode(path), spool=os.fsencode(spool))
        outcome = self._read(task, spool)
        if isinstance(outcome, MailReading):
            return outcome
        raise failed_mail("refused" if isinstance(outcome, FileReading) else outcome)

    def read_files(self, requests: Sequence[FileRequest]) -> list[FileReading]:
        """Read files side by side; one that cannot be read says so in its reading."""
        if len(requests) < 2 or self._size < 2:
            return [self._read_file(request) for request in requests]
        self._brood.check()
        reads = [self._threads.submit(self._read_file, request) for request in requests]
        # All of them end before a fault is raised: none still writes to a folder being removed.
        wait(reads)
        return [read.result() for read in reads]

    def _read_file(self, request: FileRequest) -> FileReading:
        _must_exist(request.path)
        task = FileTask(
            path=os.fsencode(request.path),
            spool=os.fsencode(request.spool),
            filename=request.filename,
            media_type=request.media_type,
        )
        outcome = self._read(task, request.spool)
        if isinstance(outcome, FileReading):
            return outcome
        return failed_file(request, "refused" if isinstance(outcome, MailReading) else outcome)

    def _read(self, task: Task, spool: Path) -> _Outcome:
        """Have a task done; what died or ran out of memory gets one more try in a fresh child.

        It may have been killed from outside, or have suffered from what was read before it.
        """
        with self._slots:
            self._brood.check()
            outcome = self._attempt(self._idle.pop() if self._idle else self._start(), task, spool)
            if outcome in {"died", "memory"}:
                self._brood.check()
                outcome = self._attempt(self._start(), task, spool)
            self._brood.check()
            return outcome

    def _attempt(self, child: Child, task: Task, spool: Path) -> _Outcome:
        try:
            outcome = self._asked(child, task, spool)
        except (Lost, Refused) as failure:
            kind: Kind = failure.kind if isinstance(failure, Lost) else "refused"
            log.warning("a reading child failed: %s, exit %s: %r", kind, child.end(), str(failure))
            emptied(spool)
            return kind
        except BaseException:
            child.end()
            raise
        if isinstance(outcome, str):
            child.end()
            emptied(spool)
        elif child.answered >= self._served:
            child.end()
        else:
            self._idle.append(child)
        return outcome

    def _asked(self, child: Child, task: Task, spool: Path) -> _Outcome:
        answer = child.ask(task, seconds=self._seconds)
        if isinstance(answer, Failed):
            if answer.kind == "disk" and self._disk_is_full(spool):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(spool))
            log.warning("a reading failed: %s: %s", answer.kind, answer.detail)
            return "error" if answer.kind == "disk" else answer.kind
        if isinstance(answer, MailDone | FileDone):
            return checked(answer.reading, spool, self._context.limits)
        raise Refused("another answer than asked for")

    def _disk_is_full(self, spool: Path) -> bool:
        """A child is not believed: one file alone may not stop a round."""
        return shutil.disk_usage(spool).free < self._begin.bounds.file_bytes

    def _start(self) -> Child:
        start = self._starter.submit(
            Child.start, self._brood, self._command, self._begin, self._scratch
        )
        return start.result()


def _bounds(context: ReadingContext, memory_mb: int, isolate: bool) -> Bounds:
    largest = max(context.limits.expanded_bytes, context.limits.message_bytes)
    return Bounds(memory_bytes=memory_mb * MEGABYTE, file_bytes=largest, isolate=isolate)


def _must_exist(path: Path) -> None:
    """A kept file that is gone is a fault of the store, not of the file."""
    if not path.is_file():
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
