"""The account's folder of sent mail: whether a letter of ours is there, and putting it there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class SentFolderError(Exception):
    """The folder could not be looked into or written to; a letter is never resent for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentLetter:
    """A letter in that folder: what it replies to, the marks of the mails it answers, its date."""

    header_message_id: str
    in_reply_to: str
    answers: tuple[str, ...]
    filed_at: datetime


class SentFolder(Protocol):
    """The account's folder of sent mail, looked through by the Message-IDs of its newest mail."""

    def contains(self, header_message_id: str) -> bool:
        """Whether a letter with this Message-ID is there. Raises SentFolderError."""
        ...

    def letters_since(self, moment: datetime) -> tuple[SentLetter, ...]:
        """All that was filed there since a moment. Raises SentFolderError."""
        ...

    def file_copy(self, raw: bytes) -> None:
        """Put a copy there. Raises SentFolderError."""
        ...


FILED_BY_SERVER = "服务器已在“已发送”中留存"
"""The `reason` of a sent row whose copy the server itself had filed: proof that it does so."""

FILED_BY_US = "已补存到“已发送”"
"""The `reason` of a sent row whose copy we filed."""
