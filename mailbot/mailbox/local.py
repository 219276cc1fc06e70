"""Mails in files into the blobs and the ledger, like mails from a server."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from mailbot.mailbox.dating import local_text, plausible
from mailbot.mailbox.local_mail import LocalMail, LocalPathError, NoMail, local_mails, printable
from mailbot.mailbox.patience import never
from store.blobs import Blobs
from store.ledger import keep_message
from store.records import Sighting

__all__ = ["LocalMail", "LocalPathError", "LocalReport", "NoMail", "keep_local", "local_mails"]

Progress = Callable[[str, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalReport:
    """What came of a path: new messages, known ones, and the files that are no mails."""

    kept: int = 0
    known: int = 0
    skipped: tuple[NoMail, ...] = ()
    stopped: bool = False


class _Unreadable(Exception):
    """The file broke off while it was read."""


def unwatched(_place: str, _done: int) -> None:
    """A progress that nobody looks at."""


def keep_local(
    db: Database,
    blobs: Blobs,
    path: Path,
    *,
    zone: ZoneInfo,
    clock: Callable[[], datetime],
    receipts: bool,
    stop: Callable[[], bool] = never,
    progress: Progress = unwatched,
) -> LocalReport:
    """Keep every mail under a path, whatever its age; `receipts`: they are to be answered.

    Raises LocalPathError for a path that is not there, and StoreError.
    """
    counts: Counter[bool] = Counter()
    skipped: list[NoMail] = []
    source = printable(str(path))
    for done, found in enumerate(local_mails(path)):
        if stop():
            return _report(counts, skipped, stopped=True)
        progress(found.place, done)
        if isinstance(found, NoMail):
            skipped.append(found)
            continue
        try:
            counts[_keep(db, blobs, found, source, zone, clock(), receipts)] += 1
        except _Unreadable as error:
            skipped.append(NoMail(place=found.place, reason=f"读不了：{error}"))
    return _report(counts, skipped, stopped=False)


def _report(counts: Counter[bool], skipped: list[NoMail], *, stopped: bool) -> LocalReport:
    return LocalReport(
        kept=counts[True], known=counts[False], skipped=tuple(skipped), stopped=stopped
    )


def _keep(
    db: Database,
    blobs: Blobs,
    mail: LocalMail,
    source: str,
    zone: ZoneInfo,
    now: datetime,
    receipts: bool,
) -> bool:
    """Whether the message is new."""
    blob = blobs.keep(_readable(mail))
    received_at = plausible(mail.received_at, mail.written, now)
    _message, new = keep_message(
        db,
        blob=blob,
        sighting=Sighting(source=source, folder=mail.place, seen_at=now),
        received_at=received_at,
        received_local=local_text(received_at, zone),
        receipt_wanted=receipts,
    )
    return new


def _readable(mail: LocalMail) -> Iterator[bytes]:
    """A fault of the file is not one of the store's disk."""
    try:
        yield from mail.chunks()
    except OSError as error:
        raise _Unreadable(error.strerror or str(error)) from error
