"""The account's folder of sent mail, looked through by the Message-IDs of its newest mail."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from mailbot.mailbox.connection import Connection
from mailbot.mailbox.dating import header_fields
from mailbot.mailbox.errors import (
    CommandFailed,
    FolderMissing,
    MailboxError,
    MailboxRefused,
    Stopped,
    Unreachable,
)
from mailbot.mailbox.folders import find_folder
from mailbot.mailbox.line import Line
from mailbot.mailbox.patience import never
from mailbot.mailbox.settings import MailboxSettings
from mailbot.receipts.sent import SentFolderError

# SEARCH HEADER answers nothing on 163.com and everything on QQ.
_ITEM = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"
_NEWEST = 200
_CHUNK = 50

_Result = TypeVar("_Result")


class ImapSentFolder:
    """Implements `mailbot.receipts.sent.SentFolder`. Connects when first used; close it."""

    def __init__(
        self,
        settings: MailboxSettings,
        password: str,
        *,
        newest: int = _NEWEST,
        stop: Callable[[], bool] = never,
    ) -> None:
        self._line = Line(settings, password, stop)
        self._newest = newest
        self._name: str | None = None
        self._broken = ""

    def __enter__(self) -> ImapSentFolder:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection if there is one."""
        self._line.close()

    def contains(self, header_message_id: str) -> bool:
        """Whether one of the newest mails there bears this Message-ID. Raises SentFolderError."""
        wanted = header_message_id.strip()
        return self._run(lambda connection: self._has(connection, wanted))

    def file_copy(self, raw: bytes) -> None:
        """Put a copy there, once: after a lost answer it may be there. Raises SentFolderError."""
        name = self._run(self._folder)
        self._run(lambda connection: _append(connection, name, raw))

    def _run(self, work: Callable[[Connection], _Result]) -> _Result:
        """A server that refused or did not answer is not asked again for the next letter."""
        if self._broken:
            raise SentFolderError(self._broken)
        try:
            result = self._line.run(work)
        except (MailboxRefused, Unreachable, Stopped) as error:
            self._broken = str(error) or "正在停止"
            raise SentFolderError(self._broken) from error
        except MailboxError as error:
            raise SentFolderError(str(error)) from error
        self._line.got_on()
        return result

    def _folder(self, connection: Connection) -> str:
        if self._name is None:
            self._name = find_folder(connection.folders(), "\\Sent")
        if self._name is None:
            raise FolderMissing("邮箱里没有“已发送”文件夹")
        return self._name

    def _has(self, connection: Connection, wanted: str) -> bool:
        exists = connection.select(self._folder(connection)).exists
        lowest = max(1, exists - self._newest + 1)
        for last in range(exists, lowest - 1, -_CHUNK):
            numbers = range(max(lowest, last - _CHUNK + 1), last + 1)
            answer = connection.fetch(numbers, (_ITEM,), by_uid=False)
            if any(wanted == one for entry in answer.values() for one in _message_ids(entry)):
                return True
            if len(answer) < len(numbers):
                raise SentFolderError("服务器没有给出“已发送”的全部邮件")
        return False


def _append(connection: Connection, name: str, raw: bytes) -> None:
    """Work that is not begun again on a new connection, unlike all other."""
    try:
        connection.append(name, raw)
    except Unreachable as error:
        raise CommandFailed(str(error)) from error


def _message_ids(entry: dict[bytes, object]) -> list[str]:
    header = next((value for value in entry.values() if isinstance(value, bytes)), b"")
    return [value for name, value in header_fields(header.splitlines(True)) if name == "message-id"]
