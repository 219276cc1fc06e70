"""The account's folder of sent mail: whether a letter of ours is there, and putting it there."""

from __future__ import annotations

from typing import Protocol


class SentFolderError(Exception):
    """The folder could not be looked into or written to; a letter is never resent for it."""


class SentFolder(Protocol):
    """The account's folder of sent mail, looked through by the Message-IDs of its newest mail."""

    def contains(self, header_message_id: str) -> bool:
        """Whether a letter with this Message-ID is there. Raises SentFolderError."""
        ...

    def file_copy(self, raw: bytes) -> None:
        """Put a copy there. Raises SentFolderError."""
        ...


FILED_BY_SERVER = "服务器已在“已发送”中留存"
"""The `reason` of a sent row whose copy the server itself had filed: proof that it does so."""

FILED_BY_US = "已补存到“已发送”"
"""The `reason` of a sent row whose copy we filed."""
