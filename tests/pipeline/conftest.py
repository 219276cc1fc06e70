"""A workshop with a real store and a reader that answers what a test tells it to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mailbot.config.loading import load_configuration
from mailbot.pipeline.reading import FileRequest, ReadMail
from mailbot.pipeline.taking_up import take_up, take_up_pending
from mailbot.pipeline.workshop import Workshop
from mailbot.service.office import Office
from parsers.results import FileReading, MailReading
from store.ledger import keep_message, message_of
from store.records import Sighting
from tests.pipeline.made import NOON

CONFIG = """
[campaign]
title = "2022年科技活动周"
opens = 2022-05-18
deadline = 2022-06-14
closes = 2022-06-30
contact = "县科技局 0359-0000000"
[mailbox]
host = "imap.inbox.example"
username = "office@inbox.example"
password_env = "OFFICE_CODE"
[smtp]
host = "smtp.inbox.example"
from_name = "县科技局"
[limits]
message_mb = 1
[[materials]]
key = "statistics"
label = "统计表"
required = true
words = ["统计表"]
kinds = ["spreadsheet", "document"]
[[materials]]
key = "summary"
label = "总结"
required = true
words = ["总结"]
kinds = ["document"]
[[reporting_units]]
code = "edu"
name = "县教育局"
emails = ["edu@unit.example", "clerk@unit.example"]
[[reporting_units]]
code = "museum"
name = "县博物馆"
aliases = ["博物馆"]
[[reporting_units]]
code = "health"
name = "县卫健体局"
emails = ["health@unit.example"]
[form]
title = "2022年科技活动周开展情况统计表"
[[form.fields]]
key = "events"
label = "活动项数"
unit_measure = "项"
[[form.fields]]
key = "people"
label = "参加人数"
unit_measure = "人次"
"""


@dataclass
class MadeReader:
    """Answers with the reading that a test laid down for a mail's bytes, or raises it."""

    answers: dict[bytes, ReadMail | BaseException] = field(default_factory=dict)
    asked: list[bytes] = field(default_factory=list)
    _files: dict[str, FileReading] = field(default_factory=dict)

    def read_mail(self, path: Path, spool: Path) -> MailReading:
        raw = path.read_bytes()
        self.asked.append(raw)
        answer = self.answers[raw]
        if isinstance(answer, BaseException):
            raise answer
        members = []
        for number, one in enumerate(answer.files):
            name = str(number)
            (spool / name).write_bytes(one.member.filename.encode())
            members.append(replace(one.member, spooled=name))
            self._files[one.member.filename] = one.reading
        return replace(answer.mail, members=tuple(members))

    def read_files(self, requests: Sequence[FileRequest]) -> list[FileReading]:
        return [self._files[one.filename] for one in requests]


@dataclass
class Bench:
    """An office at work, mail by mail."""

    office: Office
    reader: MadeReader
    now: datetime = NOON
    stop: Callable[[], bool] = lambda: False
    mails: int = 0

    @property
    def shop(self) -> Workshop:
        return replace(self.office.workshop(self.reader, stop=self.stop), clock=lambda: self.now)

    def arrive(
        self, answer: ReadMail | BaseException, *, folder: str = "INBOX", raw: bytes = b""
    ) -> int:
        """A mail is kept and waits; the reader will say this of it."""
        self.mails += 1
        raw = raw or f"Subject: {self.mails}\r\n\r\n".encode()
        self.reader.answers[raw] = answer
        message_id, _ = keep_message(
            self.office.db,
            blob=self.office.blobs.keep([raw]),
            sighting=Sighting(
                source="imap:office@inbox.example",
                folder=folder,
                uidvalidity=1,
                uid=self.mails,
                size=len(raw),
                internaldate=self.now,
                seen_at=self.now,
            ),
            received_at=self.now,
            received_local=(self.now + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M"),
        )
        return message_id

    def take(self, answer: ReadMail | BaseException, **more: Any) -> int:
        """A mail arrives and is taken up at once."""
        message_id = self.arrive(answer, **more)
        self.again(message_id)
        return message_id

    def again(self, message_id: int, *, answer: bool = True) -> str:
        """Take one mail up, whatever its state."""
        message = message_of(self.office.db, message_id)
        assert message is not None
        return take_up(self.shop, message, answer=answer)

    def round(self) -> Any:
        return take_up_pending(self.shop)

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)

    def rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        return list(self.office.db.query(sql, list(parameters)))

    def state(self, message_id: int) -> str:
        rows = self.rows("SELECT state FROM messages WHERE id = ?", message_id)
        return str(rows[0]["state"])

    def tries(self, message_id: int) -> int:
        rows = self.rows("SELECT attempts FROM messages WHERE id = ?", message_id)
        return int(rows[0]["attempts"])

    def current(self, unit: str) -> dict[str, Any]:
        rows = self.rows("SELECT * FROM figures WHERE reporting_unit = ? AND current = 1", unit)
        return {row["field_key"]: row["value"] for row in rows}

    def letters(self) -> list[str]:
        """To whom letters wait to be sent."""
        rows = self.rows("SELECT to_address FROM receipts WHERE state = 'queued' ORDER BY id")
        return [row["to_address"] for row in rows]

    def codes(self) -> list[str]:
        return [row["code"] for row in self.rows("SELECT code FROM findings ORDER BY id")]


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    (tmp_path / "config.toml").write_text(CONFIG, encoding="utf-8")
    config = load_configuration(tmp_path / "config.toml", {"OFFICE_CODE": "code"})
    with Office(config, clock=lambda: NOON) as office:
        office.db.execute("PRAGMA synchronous = OFF")
        yield Bench(office, MadeReader())
