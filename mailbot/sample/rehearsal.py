"""The main job on the sample mailbox: every mail taken up and answered as on its own day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mailbot.pipeline.reading import Reader
from mailbot.pipeline.taking_up import take_up
from mailbot.receipts.folder import FolderSender
from mailbot.sample.dates import ZONE
from mailbot.sample.mailbox import SampleMail
from mailbot.service.office import Office
from mailbot.service.sending import send_due
from store.ledger import keep_message, pending_messages
from store.outbox import OutboxRow
from store.records import Sighting

_POLLED_AFTER = timedelta(minutes=2)


@dataclass(slots=True)
class SampleClock:
    """A clock that stands at the time of the mail in hand."""

    now: datetime

    def __call__(self) -> datetime:
        """The time it stands at, in UTC."""
        return self.now


@dataclass(frozen=True, slots=True, kw_only=True)
class Rehearsal:
    """What came of it: mails seen, messages kept, letters written."""

    mails: int
    messages: int
    letters: int


def rehearse(
    office: Office,
    clock: SampleClock,
    reader: Reader,
    mails: tuple[SampleMail, ...],
    letters: Path,
    progress: Callable[[int, int], None],
) -> Rehearsal:
    """Keep, take up and answer mail by mail; each receipt becomes an .eml and a readable .txt."""
    sender = FolderSender(letters)
    shop = office.workshop(reader)
    written = messages = 0
    for number, mail in enumerate(mails, start=1):
        clock.now = mail.received_at.astimezone(UTC) + _POLLED_AFTER
        messages += _keep(office, mail, number, clock.now)
        for waiting in pending_messages(office.db):
            take_up(shop, waiting)
        report = send_due(office.db, office.config, sender, now=clock.now)
        for row, _raw in report.delivered:
            written += 1
            _write_readable(letters, written, row)
        progress(number, len(mails))
    return Rehearsal(mails=len(mails), messages=messages, letters=written)


def _keep(office: Office, mail: SampleMail, number: int, now: datetime) -> bool:
    sighting = Sighting(
        source="sample",
        folder=mail.folder,
        uid=number,
        size=len(mail.raw),
        internaldate=mail.received_at,
        seen_at=now,
    )
    _, new = keep_message(
        office.db,
        blob=office.blobs.keep([mail.raw]),
        sighting=sighting,
        received_at=mail.received_at,
        received_local=mail.received_at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M"),
    )
    return new


def _write_readable(folder: Path, number: int, row: OutboxRow) -> None:
    """The letter as its reader sees it, under a name of our own making."""
    text = f"收件人：{row.to_address}\n主题：{row.subject}\n\n{row.body}"
    (folder / f"{number:03d}-{row.reference}.txt").write_text(text, encoding="utf-8")
