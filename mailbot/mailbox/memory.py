"""What a service remembers of the folders between two rounds; after a restart, nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from mailbot.mailbox.listing import CHUNK, Listed

_FULL_LIST_EVERY = timedelta(hours=1)
_SMALLEST_CHUNK = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderState:
    """A folder as it was left: how many mails, the last of them, when all were listed.

    `settled` is false while a mail of it could not be fetched or listed.
    """

    uidvalidity: int
    exists: int
    last: Listed | None
    listed_at: datetime
    settled: bool

    def serves(self, uidvalidity: int, now: datetime) -> bool:
        """Whether asking for newer UIDs is enough this time."""
        age = now - self.listed_at
        fresh = timedelta(0) <= age < _FULL_LIST_EVERY
        return self.settled and fresh and self.uidvalidity == uidvalidity


class Memory:
    """Folder states by name, mails that failed, and how long an answer this server stands."""

    def __init__(self) -> None:
        self.folders: dict[str, FolderState] = {}
        self.failures: dict[tuple[str, int], int] = {}
        self.chunk = CHUNK
        self._missing: set[str] = set()

    def misses(self, folder: str) -> bool:
        """Note a folder that is not there; whether that is news."""
        news = folder not in self._missing
        self._missing.add(folder)
        return news

    def forget(self, folder: str) -> None:
        """Have the folder listed whole next time."""
        self.folders.pop(folder, None)

    def failed(self, folder: str, uid: int) -> int:
        """Count a mail that could not be fetched; the times so far."""
        self.failures[folder, uid] = self.failures.get((folder, uid), 0) + 1
        return self.failures[folder, uid]

    def fetched(self, folder: str, uid: int) -> None:
        """Forget a mail's failures."""
        self.failures.pop((folder, uid), None)

    def shorter_answers(self) -> None:
        """Ask for fewer mails at once: the server hung up over a list."""
        self.chunk = max(_SMALLEST_CHUNK, self.chunk // 3)
