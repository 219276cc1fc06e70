"""The account's folder of sent mail, looked through by the Message-IDs of its newest mail."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
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
from mailbot.mailbox.listing import aware
from mailbot.mailbox.patience import never
from mailbot.mailbox.settings import MailboxSettings
from mailbot.receipts.headers import answered_mails
from mailbot.receipts.sent import SentFolderError, SentLetter

# SEARCH HEADER answers nothing on 163.com and everything on QQ.
_ITEM = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)]"
_LETTER = "BODY.PEEK[HEADER.FIELDS (MESSAGE-ID IN-REPLY-TO X-MAILBOT-ANSWERS)]"
_NEWEST = 200
_MOST = 5000
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

    def letters_since(self, moment: datetime) -> tuple[SentLetter, ...]:
        """All that was filed there since a moment, newest first. Raises SentFolderError."""
        return self._run(lambda connection: self._since(connection, moment))

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

    def _since(self, connection: Connection, moment: datetime) -> tuple[SentLetter, ...]:
        """Backwards, until a whole answer is older."""
        found: list[SentLetter] = []
        exists = connection.select(self._folder(connection)).exists
        for last in range(exists, 0, -_CHUNK):
            if exists - last >= _MOST:
                raise SentFolderError("“已发送”里的邮件太多")
            numbers = range(max(1, last - _CHUNK + 1), last + 1)
            answer = connection.fetch(numbers, ("INTERNALDATE", _LETTER), by_uid=False)
            if len(answer) < len(numbers):
                raise SentFolderError("服务器没有给出“已发送”的全部邮件")
            letters = [sent_letter(answer[number], moment) for number in reversed(numbers)]
            found.extend(letters)
            if all(one.filed_at < moment for one in letters):
                break
        return tuple(found)


def _append(connection: Connection, name: str, raw: bytes) -> None:
    """Work that is not begun again on a new connection, unlike all other."""
    try:
        connection.append(name, raw)
    except Unreachable as error:
        raise CommandFailed(str(error)) from error


def _message_ids(entry: dict[bytes, object]) -> list[str]:
    return [value for name, value in _fields(entry) if name == "message-id"]


def _fields(entry: dict[bytes, object]) -> list[tuple[str, str]]:
    header = next((value for value in entry.values() if isinstance(value, bytes)), b"")
    return list(header_fields(header.splitlines(True)))


def sent_letter(entry: dict[bytes, object], undated: datetime) -> SentLetter:
    """A letter as the folder tells it; `undated` where the server gives it no date."""
    fields = dict(reversed(_fields(entry)))
    marks = (answered_mails(name, value) for name, value in fields.items())
    return SentLetter(
        header_message_id=fields.get("message-id", ""),
        in_reply_to=fields.get("in-reply-to", ""),
        answers=tuple(mark for found in marks for mark in found),
        filed_at=aware(entry.get(b"INTERNALDATE")) or undated,
    )
