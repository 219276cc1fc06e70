"""What the operator should know of a mailbox before the first round: for doctor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from mailbot.mailbox.connection import Connection, open_connection
from mailbot.mailbox.errors import CommandFailed, FolderMissing
from mailbot.mailbox.folders import find_folder, find_folders
from mailbot.mailbox.listing import whole_list
from mailbot.mailbox.patience import never
from mailbot.mailbox.settings import MailboxSettings

# 163.com's 收取选项 counts in days; a mailbox cut off there ends about that long ago.
_SHORT_VIEW = timedelta(days=30)
_SLACK = timedelta(days=2)
_TOO_FEW = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderView:
    """A folder: how many mails, and when the oldest and the newest of them came."""

    name: str
    mails: int
    oldest: datetime | None
    newest: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MailboxView:
    """A mailbox that let us in.

    `present` are all folders there are, `missing` the configured ones that are not among them,
    `unreadable` those that cannot be opened; `sent` is the folder of sent mail.
    """

    knows_id: bool
    can_move: bool
    present: tuple[str, ...]
    folders: tuple[FolderView, ...]
    missing: tuple[str, ...]
    unreadable: tuple[str, ...]
    sent: str | None

    @property
    def oldest(self) -> datetime | None:
        """When the oldest visible mail came."""
        return min((one.oldest for one in self.folders if one.oldest is not None), default=None)


def inspect_mailbox(
    settings: MailboxSettings, password: str, *, stop: Callable[[], bool] = never
) -> MailboxView:
    """Log in, open every configured folder, look at the dates. Raises as a round does."""
    with open_connection(settings, password, stop=stop) as connection:
        listed = connection.folders()
        wanted = find_folders(listed, settings.folders)
        views, unreadable = [], []
        for name in wanted.names:
            try:
                views.append(_view(connection, name))
            except (CommandFailed, FolderMissing):
                unreadable.append(name)
        return MailboxView(
            knows_id=connection.has("ID"),
            can_move=connection.has("UIDPLUS"),
            present=tuple(name for _flags, name in listed),
            folders=tuple(views),
            missing=wanted.missing,
            unreadable=tuple(unreadable),
            sent=find_folder(listed, "\\Sent"),
        )


def seems_cut_off(view: MailboxView, now: datetime) -> bool:
    """Whether the oldest visible mail is about as old as the web setting 收取最近30天 shows.

    The setting itself cannot be asked for over IMAP. Of a handful of mails nothing can be told.
    """
    if view.oldest is None or sum(one.mails for one in view.folders) < _TOO_FEW:
        return False
    return abs(now - view.oldest - _SHORT_VIEW) <= _SLACK


def _view(connection: Connection, name: str) -> FolderView:
    selected = connection.select(name)
    dates = [one.internaldate for one in whole_list(connection, selected.exists)]
    known = [date for date in dates if date is not None]
    return FolderView(
        name=name,
        mails=selected.exists,
        oldest=min(known, default=None),
        newest=max(known, default=None),
    )
