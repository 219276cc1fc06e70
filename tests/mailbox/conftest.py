"""A store and an inbox for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlite_utils import Database

from mailbot.mailbox.memory import Memory
from mailbot.mailbox.polling import fetch_new
from mailbot.mailbox.report import FetchReport
from mailbot.mailbox.settings import MailboxSettings
from store.blobs import Blobs
from store.database import open_store
from tests.servers.dovecot import PASSWORD
from tests.servers.fixtures import Inbox, dovecot, inbox, tls_inbox

__all__ = ["dovecot", "inbox", "tls_inbox"]

NOW = datetime(2022, 6, 10, 8, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")


def mail(number: int, *, size: int = 0, end: bytes = b"\r\n") -> bytes:
    """A small mail, different for each number; `size` makes its body at least so long."""
    lines = [
        b"From: unit%d@unit.example" % number,
        b"Subject: report %d" % number,
        b"Message-ID: <m%d@unit.example>" % number,
        b"",
        b"report %d" % number,
    ]
    row = b"%08d " % number + b"x" * 66
    lines += [row] * (size // (len(row) + 2))
    return end.join(lines) + end


@dataclass
class Desk:
    """A store with its blobs, and rounds over an inbox."""

    db: Database
    blobs: Blobs
    memory: Memory = field(default_factory=Memory)
    now: datetime = NOW
    since: datetime | None = None
    stop: Callable[[], bool] = bool

    def poll(self, settings: MailboxSettings, **more: Any) -> FetchReport:
        """One round."""
        given: dict[str, Any] = {
            "zone": ZONE,
            "since": self.since,
            "clock": lambda: self.now,
            "memory": self.memory,
            "stop": self.stop,
        }
        return fetch_new(self.db, self.blobs, settings, PASSWORD, **(given | more))

    def kept(self) -> list[bytes]:
        """The raw bytes of all messages, line ends as CRLF, sorted."""
        rows = self.db.query("select blob_sha256 from messages")
        raws = (self.blobs.path(row["blob_sha256"]).read_bytes() for row in rows)
        return sorted(raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for raw in raws)

    def count(self, table: str) -> int:
        """The rows of a table."""
        return int(self.db.table(table).count)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An empty store."""
    db = open_store(tmp_path / "mailbot.db")
    yield Desk(db, Blobs(tmp_path / "blobs"))
    db.close()


def polled(desk: Desk, inbox: Inbox, **more: Any) -> FetchReport:
    """One round over a test's inbox."""
    return desk.poll(inbox.settings(), **more)
