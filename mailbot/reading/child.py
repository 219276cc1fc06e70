"""One reading child, seen from the service: asked one thing at a time, ended at the deadline."""

from __future__ import annotations

import contextlib
import logging
import os
import select
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from mailbot.pipeline.reading import ReaderUnavailable
from mailbot.reading.process import Brood, Group, clean_environment
from mailbot.reading.wire import (
    LARGEST_ANSWER,
    LENGTH,
    Answer,
    BadAnswer,
    Begin,
    PageDone,
    Ready,
    Task,
    pack,
    unpack_answer,
)

log = logging.getLogger(__name__)

_START_SECONDS = 60.0
_TOLD_AT_START = 4000
LossKind = Literal["timeout", "died", "refused"]


class Lost(Exception):
    """The child gave no answer that can be used; it is of no further use either."""

    def __init__(self, kind: LossKind, detail: str = "") -> None:
        super().__init__(detail or kind)
        self.kind = kind


class Child:
    """A running child with its socket and its folder for temporary files."""

    def __init__(self, brood: Brood, group: Group, channel: socket.socket, folder: Path) -> None:
        self.answered = 0
        self._brood = brood
        self._group = group
        self._channel = channel
        self._folder = folder

    @classmethod
    def start(cls, brood: Brood, command: Sequence[str], begin: Begin, scratch: Path) -> Child:
        """Start a child; raises `ReaderUnavailable`, OSError, or `Stopped`."""
        folder = Path(tempfile.mkdtemp(dir=scratch, prefix="reader-"))
        ours, theirs = socket.socketpair()
        try:
            group = brood.start(
                (*command, str(theirs.fileno()), str(os.getpid())),
                folder=folder,
                environment=clean_environment(folder),
                pass_fds=(theirs.fileno(),),
                stderr=subprocess.PIPE,
            )
        except BaseException:  # whatever kept it from starting: nothing of it is left behind
            ours.close()
            shutil.rmtree(folder, ignore_errors=True)
            raise
        finally:
            theirs.close()
        child = cls(brood, group, ours, folder)
        child._await_ready(begin)
        return child

    def ask(self, task: Task, *, seconds: float, pages: int = 0) -> Answer:
        """Have a task done within `seconds`, or each of `pages` pages within them.

        Raises `Lost`; what the child answers is of the agreed shape, but not yet to be believed.
        """
        deadline = time.monotonic() + seconds
        self._send(pack(task), deadline)
        answer = self._receive(deadline)
        while isinstance(answer, PageDone) and pages > 0:
            pages -= 1
            answer = self._receive(time.monotonic() + seconds)
        if isinstance(answer, PageDone | Ready):
            raise Lost("refused", "out of turn")
        self.answered += 1
        return answer

    def end(self) -> int:
        """Kill the child and all its company, and remove its folder: its exit code."""
        self._channel.close()
        code = self._brood.end(self._group)
        shutil.rmtree(self._folder, ignore_errors=True)
        return code

    def _await_ready(self, begin: Begin) -> None:
        deadline = time.monotonic() + _START_SECONDS
        try:
            self._send(pack(begin), deadline)
            ready = isinstance(self._receive(deadline), Ready)
        except Lost as lost:
            told = self._last_words()
            code = self.end()
            self._brood.check()
            raise ReaderUnavailable(f"a reading child {lost.kind} ({code}): {told}") from lost
        if not ready:
            self.end()
            raise ReaderUnavailable("a reading child began with another word than ready")

    def _last_words(self) -> str:
        told = self._group.stderr
        if told is None:
            return ""
        os.set_blocking(told.fileno(), False)
        with contextlib.suppress(OSError):
            return os.read(told.fileno(), _TOLD_AT_START).decode("utf-8", "replace")
        return ""

    def _send(self, packed: bytes, deadline: float) -> None:
        self._channel.settimeout(max(deadline - time.monotonic(), 0.001))
        try:
            self._channel.sendall(packed)
        except TimeoutError as error:
            raise Lost("timeout") from error
        except OSError as error:
            raise Lost("died") from error

    def _receive(self, deadline: float) -> Answer:
        (length,) = LENGTH.unpack(self._exactly(LENGTH.size, deadline))
        if length > LARGEST_ANSWER:
            raise Lost("refused", f"an answer of {length} bytes")
        try:
            return unpack_answer(self._exactly(length, deadline))
        except BadAnswer as error:
            raise Lost("refused", str(error)) from error

    def _exactly(self, count: int, deadline: float) -> bytearray:
        got = bytearray()
        while len(got) < count:
            self._wait(deadline)
            try:
                part = self._channel.recv(min(count - len(got), 1 << 20), socket.MSG_DONTWAIT)
            except BlockingIOError:
                continue
            except OSError as error:
                raise Lost("died") from error
            if not part:
                raise Lost("died")
            got += part
        return got

    def _wait(self, deadline: float) -> None:
        """Wait for something to read; the child's end counts, whoever else holds its socket."""
        waiting = select.poll()
        waiting.register(self._channel, select.POLLIN)
        waiting.register(self._group.pidfd, select.POLLIN)
        remaining = deadline - time.monotonic()
        ready = {descriptor for descriptor, _ in waiting.poll(max(remaining, 0) * 1000)}
        if not ready:
            raise Lost("timeout")
        if self._channel.fileno() not in ready:
            raise Lost("died")
