"""One round over the mailbox: every mail not yet known is kept, and nothing else is fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from mailbot.mailbox.connection import Connection, Selected
from mailbot.mailbox.dating import time_in_headers
from mailbot.mailbox.errors import CommandFailed, FolderMissing, MailboxError, Stopped, Unreachable
from mailbot.mailbox.fetching import NotNow, fetch_body
from mailbot.mailbox.folders import INBOX, find_folders
from mailbot.mailbox.line import Line
from mailbot.mailbox.listing import Listed, list_from, whole_list
from mailbot.mailbox.memory import FolderState, Memory
from mailbot.mailbox.patience import never
from mailbot.mailbox.report import FetchReport
from mailbot.mailbox.settings import MailboxSettings
from store.blobs import Blob, Blobs
from store.ledger import keep_message, known_sightings
from store.records import Sighting

_HANG_UPS_OVER_ONE_MAIL = 2
_HANG_UPS_OVER_MAILS = 10

Progress = Callable[[str, int, int], None]


def unwatched(_folder: str, _done: int, _total: int) -> None:
    """A progress that nobody looks at."""


def fetch_new(
    db: Database,
    blobs: Blobs,
    settings: MailboxSettings,
    password: str,
    *,
    zone: ZoneInfo,
    since: datetime | None,
    clock: Callable[[], datetime],
    memory: Memory | None = None,
    full: bool = False,
    stop: Callable[[], bool] = never,
    progress: Progress = unwatched,
) -> FetchReport:
    """Keep every mail of the configured folders that was not seen yet.

    Mail received before `since` is only counted. Folders that `memory` does not know are listed
    whole, as all are with `full`; `progress` is called with folder, done and total. Raises
    MailboxError (its `fetched` says how many were kept before) and StoreError; what is kept stays.
    """
    keeper = _Keeper(db, blobs, settings.source, zone, clock)
    around = _Round(keeper, Line(settings, password, stop), memory or Memory(), since)
    around.full, around.stop, around.progress = full, stop, progress
    try:
        around.run(settings.folders)
    except Stopped:
        return around.report(stopped=True)
    except MailboxError as error:
        error.fetched = around.counts["fetched"]
        raise
    finally:
        around.line.close()
    return around.report(stopped=False)


class _Keeper:
    """Brings one mail into the blobs and the ledger."""

    def __init__(
        self,
        db: Database,
        blobs: Blobs,
        source: str,
        zone: ZoneInfo,
        clock: Callable[[], datetime],
    ) -> None:
        self.db, self.blobs, self.source = db, blobs, source
        self.zone, self.clock = zone, clock

    def known(self, selected: Selected) -> dict[int, tuple[int, datetime]]:
        return known_sightings(self.db, self.source, selected.name, selected.uidvalidity)

    def keep(self, connection: Connection, selected: Selected, listed: Listed) -> bool:
        """Fetch the bytes, then write the row; whether the message is new."""
        blob = fetch_body(connection, self.blobs, listed)
        received = listed.internaldate or self._told_by_itself(blob)
        sighting = Sighting(
            source=self.source,
            folder=selected.name,
            uidvalidity=selected.uidvalidity,
            uid=listed.uid,
            size=listed.size,
            internaldate=received,
            seen_at=self.clock(),
        )
        _message, new = keep_message(
            self.db,
            blob=blob,
            sighting=sighting,
            received_at=received,
            received_local=received.astimezone(self.zone).strftime("%Y-%m-%d %H:%M"),
        )
        return new

    def _told_by_itself(self, blob: Blob) -> datetime:
        """For a mail without INTERNALDATE; a mail that bears no time at all is as old as known."""
        with self.blobs.path(blob.sha256).open("rb") as file:
            return time_in_headers(file) or self.clock()


class _Round:
    def __init__(self, keeper: _Keeper, line: Line, memory: Memory, since: datetime | None) -> None:
        self.keeper, self.line, self.memory, self.since = keeper, line, memory, since
        self.full = False
        self.stop: Callable[[], bool] = never
        self.progress: Progress = unwatched
        self.counts: Counter[str] = Counter()
        self.seen_before: dict[str, tuple[int, int]] = {}
        self.kept: Counter[str] = Counter()
        self.left: set[tuple[str, int]] = set()
        self.hang_ups = 0
        self.warnings: dict[str, None] = {}

    def report(self, *, stopped: bool) -> FetchReport:
        return FetchReport(
            fetched=self.counts["fetched"],
            again=self.counts["again"],
            known=sum(known for known, _older in self.seen_before.values()),
            older=sum(older for _known, older in self.seen_before.values()),
            later=len(self.left),
            warnings=tuple(self.warnings),
            stopped=stopped,
        )

    def run(self, wanted: Iterable[str]) -> None:
        folders = self.line.run(lambda connection: find_folders(connection.folders(), wanted))
        for name in folders.missing:
            self.warnings[f"邮箱里没有文件夹“{name}”，已跳过"] = None
        for name in folders.names:
            try:
                self.line.run(partial(self._folder, name))
            except (FolderMissing, CommandFailed) as error:
                self.memory.forget(name)
                if name.upper() == INBOX:
                    raise
                self.warnings[f"文件夹“{name}”没有读成：{error}"] = None

    def _folder(self, name: str, connection: Connection) -> None:
        selected = connection.select(name)
        now = self.keeper.clock()
        entries, whole = self._entries(connection, selected, now)
        known = self.keeper.known(selected)
        recent = [one for one in entries if not self._is_older(one)]
        wanted = [one for one in recent if known.get(one.uid) != (one.size, one.internaldate)]
        self._count(selected, len(entries) - len(recent), len(wanted), whole)
        self._fetch(connection, selected, wanted)
        self._remember(selected, entries, now, whole)

    def _entries(
        self, connection: Connection, selected: Selected, now: datetime
    ) -> tuple[tuple[Listed, ...], bool]:
        """The mails to look at, and whether they are all there are."""
        state = self.memory.folders.get(selected.name)
        if not self.full and state is not None and state.serves(selected.uidvalidity, now):
            newer = list_from(connection, _uid(state.last) + 1, self.memory.chunk)
            if _fits(state, selected, newer):
                return tuple(one for one in newer if one.uid > _uid(state.last)), False
        try:
            return tuple(whole_list(connection, selected.exists, self.memory.chunk)), True
        except Unreachable:
            self.memory.shorter_answers()
            raise

    def _is_older(self, one: Listed) -> bool:
        return (
            self.since is not None
            and one.internaldate is not None
            and one.internaldate < self.since
        )

    def _count(self, selected: Selected, older: int, wanted: int, whole: bool) -> None:
        if whole:
            # After a reconnect, what this round kept itself is known too, but was not before.
            known = selected.exists - older - wanted - self.kept[selected.name]
            self.seen_before[selected.name] = (max(known, 0), older)
        elif selected.name not in self.seen_before:
            self.seen_before[selected.name] = (selected.exists - older - wanted, older)

    def _fetch(self, connection: Connection, selected: Selected, wanted: list[Listed]) -> None:
        """Mails that failed before come last, so that they never stop the ones behind them."""
        name = selected.name
        wanted = [one for one in wanted if (name, one.uid) not in self.left]
        wanted.sort(key=lambda one: (self.memory.failures.get((name, one.uid), 0), one.uid))
        for done, one in enumerate(wanted):
            self.progress(name, done, len(wanted))
            if self.stop():
                raise Stopped
            self._take(connection, selected, one)
        self.progress(name, len(wanted), len(wanted))

    def _take(self, connection: Connection, selected: Selected, one: Listed) -> None:
        try:
            new = self.keeper.keep(connection, selected, one)
        except (NotNow, CommandFailed) as error:
            self._leave(selected.name, one, str(error))
            return
        except Unreachable as error:
            self._hung_up(selected.name, one, error)
            raise
        self.counts["fetched" if new else "again"] += 1
        self.kept[selected.name] += 1
        self.memory.fetched(selected.name, one.uid)
        self.line.got_on()

    def _hung_up(self, name: str, one: Listed, error: Unreachable) -> None:
        """The mail is laid aside until the others had their turn; twice, and it is left."""
        if self.memory.failed(name, one.uid) >= _HANG_UPS_OVER_ONE_MAIL:
            self._leave(name, one, str(error))
        self.hang_ups += 1
        if self.hang_ups <= _HANG_UPS_OVER_MAILS:
            self.line.got_on()

    def _leave(self, name: str, one: Listed, told: str) -> None:
        self.memory.failed(name, one.uid)
        self.left.add((name, one.uid))
        self.warnings[f"“{name}”里的邮件 {one.uid} 这次没有取到，下一轮再取：{told}"] = None

    def _remember(
        self, selected: Selected, entries: tuple[Listed, ...], now: datetime, whole: bool
    ) -> None:
        before = self.memory.folders.get(selected.name)
        missing = whole and len(entries) != selected.exists
        left = any(name == selected.name for name, _uid in self.left)
        last = max(entries, key=_uid, default=None)
        if not whole and before is not None:
            now, last = before.listed_at, last or before.last
        if missing:
            self.warnings[f"“{selected.name}”的邮件列表不完整，下一轮重新核对"] = None
        self.memory.folders[selected.name] = FolderState(
            uidvalidity=selected.uidvalidity,
            exists=selected.exists,
            last=last,
            listed_at=now,
            settled=not missing and not left,
        )


def _uid(one: Listed | None) -> int:
    return one.uid if one is not None else 0


def _fits(state: FolderState, selected: Selected, newer: tuple[Listed, ...]) -> bool:
    """Whether the folder is the one we left plus the newer mails.

    The last mail comes along in every answer to `UID n:*`: if it is not the one we knew, the
    folder was renumbered behind an unchanged UIDVALIDITY.
    """
    fresh = [one for one in newer if one.uid > _uid(state.last)]
    tail = [one for one in newer if one.uid <= _uid(state.last)]
    same_tail = not tail or tail[-1] == state.last
    return same_tail and selected.exists == state.exists + len(fresh)
