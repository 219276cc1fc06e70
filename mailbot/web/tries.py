"""Wrong passwords of the last minute, whoever sent them."""

from __future__ import annotations

import time

_MOST, _WITHIN = 8, 60.0


class Tries:
    """Counts wrong passwords; after too many nobody may try for a while."""

    def __init__(self) -> None:
        self._wrong: list[float] = []

    @property
    def too_many(self) -> bool:
        """Whether the next one has to wait."""
        now = time.monotonic()
        self._wrong = [one for one in self._wrong if now - one < _WITHIN]
        return len(self._wrong) >= _MOST

    def note(self) -> None:
        """One more wrong password."""
        self._wrong.append(time.monotonic())
