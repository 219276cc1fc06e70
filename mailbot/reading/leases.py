"""Children of one kind: started when needed, leased for one task, replaced when they fail."""

from __future__ import annotations

import errno
import logging
import os
import shutil
import textwrap
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from mailbot.reading.answers import Refused, checked, emptied
from mailbot.reading.child import Child, Lost
from mailbot.reading.failures import Kind
from mailbot.reading.process import Brood
from mailbot.reading.wire import Begin, Failed, FileDone, MailDone, Task
from parsers.results import FileReading, MailReading

log = logging.getLogger(__name__)

_TOLD = 4000
Outcome = MailReading | FileReading | Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What children of one kind run, how many, for how long, and how many tasks each serves.

    `seconds` are for a task, or for each page of a kind that reports its `pages`.
    """

    command: Sequence[str]
    begin: Begin
    size: int
    seconds: float
    scratch: Path
    served: int = 200
    pages: int = 0


class Leases:
    """Has tasks done by up to `size` children, for any number of threads."""

    def __init__(self, brood: Brood, terms: Terms) -> None:
        self._brood = brood
        self._terms = terms
        self._idle: list[Child] = []
        self._slots = threading.BoundedSemaphore(terms.size)
        # The kernel ends a child with the thread that started it: this one stays.
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="reader-start")

    def close(self) -> None:
        """End the children that wait; no task may be under way."""
        while self._idle:
            self._idle.pop().end()
        self._starter.shutdown()

    def read(self, task: Task, spool: Path) -> Outcome:
        """Have a task done; a child that died or ran out of memory gets a fresh successor.

        It may have been killed from outside, or have suffered from what it read before; memory
        that was not enough for a fresh one is not enough.
        """
        with self._slots:
            self._brood.check()
            child = self._idle.pop() if self._idle else self._start()
            used = child.answered > 0
            outcome = self._attempt(child, task, spool)
            if outcome == "died" or (used and outcome == "memory"):
                self._brood.check()
                outcome = self._attempt(self._start(), task, spool)
            self._brood.check()
            return outcome

    def _attempt(self, child: Child, task: Task, spool: Path) -> Outcome:
        try:
            outcome = self._asked(child, task, spool)
        except (Lost, Refused) as failure:
            outcome = failure.kind if isinstance(failure, Lost) else "refused"
            log.warning("a reading child failed: %s, exit %s: %r", outcome, child.end(), failure)
        except BaseException:  # its answer may still be under way: it serves nobody else
            child.end()
            raise
        if isinstance(outcome, str):
            child.end()
            emptied(spool)
        elif child.answered >= self._terms.served:
            child.end()
        else:
            self._idle.append(child)
        return outcome

    def _asked(self, child: Child, task: Task, spool: Path) -> Outcome:
        answer = child.ask(task, seconds=self._terms.seconds, pages=self._terms.pages)
        if isinstance(answer, Failed):
            if answer.kind == "disk" and self._disk_is_full(spool):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(spool))
            log.warning("a reading failed: %s\n%s", answer.kind, _told(answer.detail))
            return "error" if answer.kind == "disk" else answer.kind
        if isinstance(answer, MailDone | FileDone):
            return checked(answer.reading, spool, self._terms.begin.context.limits)
        raise Refused("another answer than asked for")

    def _disk_is_full(self, spool: Path) -> bool:
        """A child is not believed: one file alone may not stop a round."""
        return shutil.disk_usage(spool).free < self._terms.begin.bounds.file_bytes

    def _start(self) -> Child:
        terms = self._terms
        return self._starter.submit(
            Child.start, self._brood, terms.command, terms.begin, terms.scratch
        ).result()


def _told(detail: str) -> str:
    """A child's own words: short, set off from the log's lines, nothing but text."""
    text = "".join(one if one.isprintable() or one == "\n" else "?" for one in detail[-_TOLD:])
    return textwrap.indent(text, "  | ")
