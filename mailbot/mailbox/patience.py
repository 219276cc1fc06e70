"""A time limit on every exchange with a server, and a way out of one when the service ends."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Literal

_LOOK_EVERY = 0.1

Outcome = Literal["", "slow", "stopped"]


def never() -> bool:
    """A `stop` for callers that do not end early."""
    return False


class Patience:
    """Shuts a socket down when an exchange takes too long or `stop` comes true.

    A socket's own timeout starts anew with every byte and does not see a signal; this one bounds
    the whole exchange. `outcome` says why the socket was shut.
    """

    def __init__(self, socket_of: Callable[[], socket.socket], stop: Callable[[], bool]) -> None:
        self._socket_of = socket_of
        self._stop = stop
        self._ends: float | None = None
        self._closed = threading.Event()
        self.outcome: Outcome = ""
        threading.Thread(target=self._watch, name="imap-patience", daemon=True).start()

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Bound what happens inside."""
        self._ends = time.monotonic() + seconds
        try:
            yield
        finally:
            self._ends = None

    def close(self) -> None:
        """Stop watching."""
        self._closed.set()

    def _watch(self) -> None:
        while not self._closed.wait(_LOOK_EVERY):
            ends = self._ends
            if ends is None:
                continue
            if self._stop():
                self._shut("stopped")
            elif time.monotonic() > ends:
                self._shut("slow")

    def _shut(self, outcome: Outcome) -> None:
        self.outcome = outcome
        self._closed.set()
        with suppress(OSError):
            # Below the TLS layer: its own shutdown is not safe beside a reading thread.
            socket.socket.shutdown(self._socket_of(), socket.SHUT_RDWR)
