"""One round over the mailbox: every mail not yet known is kept, and nothing else is fetched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from mailbot.mailbox.connection import Connection, Selected
from mailbot.mailbox.dating import is_set
from mailbot.mailbox.errors import CommandFailed, FolderMissing, MailboxError, Stopped, Unreachable
from mailbot.mailbox.fetching import NotNow
from mailbot.mailbox.folders import INBOX, find_folders
from mailbot.mailbox.keeping import Keeper
from mailbot.mailbox.line import Line
from mailbot.mailbox.listing import Listed
from mailbot.mailbox.looking import Look, look_into, state_after
from mailbot.mailbox.memory import Memory
from mailbot.mailbox.patience import never
from mailbot.mailbox.report import FetchReport
from mailbot.mailbox.settings import MailboxSettings
from store.blobs import Blobs

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
    keeper = Keeper(db, blobs, settings.source, zone, clock)
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


class _Round:
    def __init__(self, keeper: Keeper, line: Line, memory: Memory, since: datetime | None) -> None:
        self.keeper, self.line, self.memory, self.since = keeper, line, memory, since
        self.full = False
        self.stop: Callable[[], bool] = never
        self.progress: Progress = unwatched
        self.counts: Counter[str] = Counter()
        self.passed: dict[str, tuple[int, int]] = {}
        self.kept: Counter[str] = Counter()
        self.left: set[tuple[str, int]] = set()
        self.hang_ups = 0
        self.warnings: dict[str, None] = {}

    def report(self, *, stopped: bool) -> FetchReport:
        return FetchReport(
            fetched=self.counts["fetched"],
            again=self.counts["again"],
            known=sum(known for known, _older in self.passed.values()),
            older=sum(older for _known, older in self.passed.values()),
            later=len(self.left),
            warnings=tuple(self.warnings),
            stopped=stopped,
        )

    def run(self, wanted: Iterable[str]) -> None:
        """Go through the folders; one that cannot be read does not keep the others from it."""
        folders = self.line.run(lambda connection: find_folders(connection.folders(), wanted))
        for name in folders.missing:
            if self.memory.misses(name):
                self.warnings[f"邮箱里没有文件夹“{name}”，已跳过"] = None
        inbox_fault: MailboxError | None = None
        for name in folders.names:
            try:
                self.line.run(partial(self._folder, name))
            except (FolderMissing, CommandFailed) as error:
                self.memory.forget(name)
                if name.upper() == INBOX:
                    inbox_fault = error
                else:
                    self.warnings[f"文件夹“{name}”没有读成：{error}"] = None
        if inbox_fault is not None:
            raise inbox_fault

    def _folder(self, name: str, connection: Connection) -> None:
        selected = connection.select(name)
        look = look_into(connection, selected, self.memory, self.keeper.clock(), full=self.full)
        known = self.keeper.known(selected)
        recent = [one for one in look.entries if not self._is_older(one)]
        wanted = [one for one in recent if known.get(one.uid) != (one.size, one.internaldate)]
        self._count(look, len(look.entries) - len(recent), len(wanted))
        self._fetch(connection, selected, wanted)
        self._remember(look)

    def _remember(self, look: Look) -> None:
        name = look.selected.name
        if look.incomplete:
            self.warnings[f"“{name}”的邮件列表不完整，下一轮重新核对"] = None
        left = any(folder == name for folder, _uid in self.left)
        before = self.memory.folders.get(name)
        self.memory.folders[name] = state_after(look, before, left=left)

    def _is_older(self, one: Listed) -> bool:
        return (
            self.since is not None
            and one.internaldate is not None
            and is_set(one.internaldate)
            and one.internaldate < self.since
        )

    def _count(self, look: Look, older: int, wanted: int) -> None:
        """After a reconnect, what this round kept itself is known too, but was not before."""
        name = look.selected.name
        kept = self.kept[name] if look.whole else 0
        if look.whole or name not in self.passed:
            known = look.selected.exists - older - wanted - kept
            self.passed[name] = (max(known, 0), older)

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
