"""The example's office with the real readers in this process, fed mail by mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from mailbot.config.loading import load_configuration
from mailbot.pipeline.reading import FileRequest
from mailbot.pipeline.taking_up import take_up_pending
from mailbot.pipeline.workshop import Workshop
from mailbot.sample.mailbox import sample_config_text
from mailbot.sample.rehearsal import SampleClock
from mailbot.service.office import Office
from parsers.context import ReadingContext
from parsers.files.reader import read_file
from parsers.mail.reader import read_mail
from parsers.results import FileReading, MailReading
from store.ledger import keep_message
from store.records import Sighting

BEGIN = datetime(2022, 6, 8, 2, tzinfo=UTC)


@dataclass(frozen=True)
class ReaderHere:
    """Reads in this process: what the children do, without them."""

    context: ReadingContext

    def read_mail(self, path: Path, spool: Path) -> MailReading:
        return read_mail(path, spool, context=self.context)

    def read_files(self, requests: Sequence[FileRequest]) -> list[FileReading]:
        return [
            read_file(
                one.path,
                one.spool,
                filename=one.filename,
                media_type=one.media_type,
                context=self.context,
            )
            for one in requests
        ]


@dataclass
class Desk:
    """What an office knows after the mails that reached it; each comes an hour after the last."""

    office: Office
    clock: SampleClock
    reader: ReaderHere
    count: int = 0

    @property
    def shop(self) -> Workshop:
        """What taking up its mails needs."""
        return self.office.workshop(self.reader)

    def get(self, raw: bytes, *, folder: str = "INBOX") -> int:
        """A mail arrives and is taken up; its id."""
        self.count += 1
        self.clock.now += timedelta(hours=1)
        now = self.clock.now
        blob = self.office.blobs.keep([raw])
        seen = Sighting(
            source="imap:office@inbox.example",
            folder=folder,
            uidvalidity=1,
            uid=self.count,
            size=len(raw),
            internaldate=now,
            seen_at=now,
        )
        message_id, _new = keep_message(
            self.office.db,
            blob=blob,
            sighting=seen,
            received_at=now,
            received_local=now.strftime("%Y-%m-%d %H:%M"),
        )
        take_up_pending(self.shop)
        return message_id

    def state(self, message_id: int) -> str:
        """The state a mail ended in."""
        row = next(self.office.db.query("select state from messages where id = ?", [message_id]))
        return str(row["state"])

    def warned(self, message_id: int) -> set[str]:
        """The codes of what somebody must look at in a mail."""
        rows = self.office.db.query(
            "select code from findings where message_id = ? and severity <> 'info'", [message_id]
        )
        return {row["code"] for row in rows}

    def current(self, unit: str) -> dict[str, float]:
        """The figures that count for a unit."""
        rows = self.office.db.query(
            "select field_key, value from figures where reporting_unit = ? and current = 1", [unit]
        )
        return {row["field_key"]: row["value"] for row in rows}

    def answered(self, message_id: int) -> bool:
        """Whether a letter is queued for a mail."""
        rows = self.office.db.query(
            "select 1 from receipts where message_id = ? and state = 'queued'", [message_id]
        )
        return any(True for _ in rows)

    def one(self, sql: str, *parameters: Any) -> Any:
        """The first value of the first row."""
        return next(iter(next(self.office.db.query(sql, list(parameters))).values()))


@contextmanager
def sample_desk(folder: Path) -> Iterator[Desk]:
    """The example's office in a folder of its own, no mail yet."""
    (folder / "config.toml").write_text(sample_config_text(), encoding="utf-8")
    config = load_configuration(folder / "config.toml", {})
    reader = ReaderHere(config.reading_context(converter=False, ocr=False))
    clock = SampleClock(BEGIN)
    with Office(config, clock=clock) as office:
        office.db.execute("PRAGMA synchronous = OFF")
        yield Desk(office, clock, reader)
