"""Filing handled mail into another folder: copied, seen there, and only then deleted here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from mailbot.mailbox.connection import Connection, Selected, open_connection
from mailbot.mailbox.errors import CommandFailed, FolderMissing, Stopped
from mailbot.mailbox.fetching import NotNow, fetch_body
from mailbot.mailbox.folders import find_folder, find_folders
from mailbot.mailbox.listing import Listed, listed_entry, whole_list
from mailbot.mailbox.patience import never
from mailbot.mailbox.settings import MailboxSettings
from store.blobs import Blobs
from store.times import from_text

_BATCH = 20
_NO_UIDPLUS = "服务器不支持 UIDPLUS，无法只删除一封邮件，处理过的邮件留在原处"

_HANDLED = """
SELECT s.uid, s.size, s.internaldate, m.sha256 FROM sightings s
JOIN messages m ON m.id = s.message_id
WHERE s.source = ? AND s.folder = ? AND s.uidvalidity = ? AND s.uid IS NOT NULL
AND m.state IN ('recorded', 'duplicate') ORDER BY s.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveReport:
    """How many mails were filed away, and why others were not."""

    moved: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Handled:
    """A mail in its folder whose report is recorded; `sha256` is the message's."""

    listed: Listed
    sha256: str


def move_handled(
    db: Database,
    blobs: Blobs,
    settings: MailboxSettings,
    password: str,
    *,
    stop: Callable[[], bool] = never,
) -> MoveReport:
    """File the recorded mails of every folder into `move_to`, made where it is missing.

    What a person must still look at stays where it is. A crash leaves a mail in both folders at
    worst; the next round finds the copy by its bytes and does not copy again. Raises
    MailboxError and StoreError.
    """
    if settings.after != "move":
        return MoveReport()
    with open_connection(settings, password, stop=stop) as connection:
        if not connection.has("UIDPLUS"):
            return MoveReport(warnings=(_NO_UIDPLUS,))
        mover = _Mover(connection, blobs, _target(connection, settings.move_to), stop)
        folders = find_folders(connection.folders(), settings.folders).names
        for name in folders:
            if name != mover.target:
                _move_from(db, settings.source, mover, name)
        return MoveReport(moved=mover.moved, warnings=tuple(mover.warnings))


def _target(connection: Connection, wanted: str) -> str:
    found = find_folder(connection.folders(), wanted)
    if found is None:
        if not wanted or wanted.startswith("\\"):
            raise FolderMissing(f"邮箱里没有 move_to 指定的文件夹“{wanted}”")
        connection.create(wanted)
        found = wanted
    return found


def _move_from(db: Database, source: str, mover: _Mover, name: str) -> None:
    try:
        selected = mover.connection.select(name)
        handled = _handled(db, source, mover.connection, selected)
        for start in range(0, len(handled), _BATCH):
            mover.move(selected, handled[start : start + _BATCH])
    except Stopped:
        return
    except (CommandFailed, FolderMissing) as error:
        mover.warnings[f"文件夹“{name}”里的邮件没有移走：{error}"] = None


def _handled(
    db: Database, source: str, connection: Connection, selected: Selected
) -> list[_Handled]:
    rows = db.query(_HANDLED, [source, selected.name, selected.uidvalidity])
    known = {
        (row["uid"], row["size"], from_text(row["internaldate"])): str(row["sha256"])
        for row in rows
    }
    if not known:
        return []
    keys = ((one, (one.uid, one.size, one.internaldate)) for one in _listed(connection, selected))
    return [_Handled(listed=one, sha256=known[key]) for one, key in keys if key in known]


class _Mover:
    def __init__(
        self, connection: Connection, blobs: Blobs, target: str, stop: Callable[[], bool]
    ) -> None:
        self.connection, self.blobs, self.target, self.stop = connection, blobs, target, stop
        self.moved = 0
        self.warnings: dict[str, None] = {}

    def move(self, source: Selected, batch: Sequence[_Handled]) -> None:
        """Copy what is not there yet, look whether it arrived, delete what did."""
        if self.stop():
            raise Stopped
        before = self._in_target()
        arrived = [one for one in batch if self._is_there(one, before)]
        self._select_again(source)
        told = {
            one: self.connection.copy(one.listed.uid, self.target)
            for one in batch
            if one not in arrived
        }
        added = [one for one in self._in_target() if one not in before]
        arrived += [one for one, uid in told.items() if self._arrived(one, uid, added)]
        self._select_again(source)
        self._delete(arrived)
        if len(arrived) < len(batch):
            self.warnings[f"有 {len(batch) - len(arrived)} 封邮件没有确认移到，留在原处"] = None

    def _in_target(self) -> list[Listed]:
        return _listed(self.connection, self.connection.select(self.target))

    def _is_there(self, one: _Handled, candidates: Sequence[Listed]) -> bool:
        """Whether its bytes are in the target: the same size proves nothing."""
        for candidate in candidates:
            if candidate.size != one.listed.size:
                continue
            try:
                blob = fetch_body(self.connection, self.blobs, candidate)
            except NotNow:
                continue
            if blob.canonical_sha256 == one.sha256:
                return True
        return False

    def _arrived(self, one: _Handled, uid: int | None, added: Sequence[Listed]) -> bool:
        """By the UID that the server told for the copy, else by its bytes."""
        if uid is not None:
            return any(there.uid == uid and there.size == one.listed.size for there in added)
        return self._is_there(one, added)

    def _select_again(self, source: Selected) -> None:
        if self.connection.select(source.name, writable=True).uidvalidity != source.uidvalidity:
            raise CommandFailed("文件夹的编号变了，下一轮再移")

    def _delete(self, arrived: Sequence[_Handled]) -> None:
        """Only what is still the mail that was copied."""
        for one in arrived:
            answer = self.connection.fetch([one.listed.uid], ("RFC822.SIZE", "INTERNALDATE"))
            if (
                listed_entry({b"UID": one.listed.uid, **answer.get(one.listed.uid, {})})
                == one.listed
            ):
                self.connection.expunge(one.listed.uid)
                self.moved += 1


def _listed(connection: Connection, selected: Selected) -> list[Listed]:
    return list(whole_list(connection, selected.exists))
