"""A store with a campaign in it, and mails kept and recorded into it in few words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlite_utils import Database

from parsers.findings import finding
from parsers.results import ActivityReading, FigureReading, FigureState
from store.blobs import Blob
from store.database import open_store, writing
from store.ledger import keep_message
from store.migrations import MIGRATIONS
from store.recording import record_message
from store.records import (
    ActivityRecord,
    AttachmentRecord,
    CampaignRow,
    FigureRecord,
    FindingRecord,
    FormFieldRow,
    MaterialRow,
    MessageRecord,
    ReportingUnitRow,
    Sighting,
    SubmissionRecord,
)
from store.roster import sync_campaign

ZONE = ZoneInfo("Asia/Shanghai")
DEADLINE = datetime(2022, 6, 14, 16, 0, tzinfo=UTC) - timedelta(seconds=1)
NOON = datetime(2022, 6, 10, 4, 0, tzinfo=UTC)
ROSTER = (
    ReportingUnitRow(
        code="edu", name="县教育局", aliases=("教育局",), emails=("edu@unit.example",)
    ),
    ReportingUnitRow(code="health", name="县卫健体局", contact="科室", phone="0359-0000000"),
    ReportingUnitRow(code="museum", name="县博物馆", expected=False),
)
MATERIALS = (
    MaterialRow(key="statistics", label="统计表", required=True),
    MaterialRow(key="summary", label="总结", required=True),
    MaterialRow(key="media", label="声像资料"),
)
FIELDS = (
    FormFieldRow(key="events", label="活动项数", unit_measure="项", required=True),
    FormFieldRow(key="people", label="线上活动/人次", unit_measure="人次"),
    FormFieldRow(key="money", label="经费", unit_measure="万元", type="decimal", decimals=2),
    FormFieldRow(key="theme", label="主题", type="text"),
)
CAMPAIGN = CampaignRow(
    id="week", title="2022年科技活动周", deadline=DEADLINE, timezone="Asia/Shanghai"
)

Said = int | str | float | None
_STATES: dict[str, FigureState] = {"None": "blank", "无": "none", "?": "unreadable"}


def figure(key: str, said: Said, *, place: str = "统计表.xlsx!Sheet1!C5") -> FigureReading:
    """A figure as read: a number, `无`, `?` for unreadable, None for blank, else a text."""
    label = next(one.label for one in FIELDS if one.key == key)
    number = isinstance(said, int | float)
    state = _STATES.get(str(said), "value")
    return FigureReading(
        field_key=key,
        label=label,
        raw="" if said is None else str(said),
        state=state,
        location=place,
        value=Decimal(str(said)) if number else None,
        value_text=said if isinstance(said, str) and state == "value" else None,
    )


@dataclass
class Desk:
    """An office's store, to which mails come one after another."""

    db: Database
    now: datetime = NOON
    mails: int = 0
    records: dict[int, MessageRecord] = field(default_factory=dict)

    def wait(self, **span: float) -> datetime:
        """Let time pass; the new time."""
        self.now += timedelta(**span)
        return self.now

    def keep(self, raw: bytes | None = None, *, received: datetime | None = None) -> int:
        """Keep a mail's bytes; its message id."""
        self.mails += 1
        at = received or self.now
        message_id, _ = keep_message(
            self.db,
            blob=_blob(raw or f"mail {self.mails}".encode()),
            sighting=Sighting(
                source="imap:office@inbox.example",
                folder="INBOX",
                uidvalidity=1,
                uid=self.mails,
                size=10,
                internaldate=at,
                seen_at=self.now,
            ),
            received_at=at,
            received_local=at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M"),
        )
        return message_id

    def record(self, message_id: int, record: MessageRecord) -> tuple[int, ...]:
        """Record a mail's reading; its submissions."""
        local = record.received_at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
        self.records[message_id] = record
        with writing(self.db):
            return record_message(self.db, message_id, record, now=self.now, received_local=local)

    def again(self, message_id: int) -> tuple[int, ...]:
        """Record the same reading once more, as a rebuild does."""
        return self.record(message_id, self.records[message_id])

    def report(self, unit: str = "edu", /, received: datetime | None = None, **more: Any) -> int:
        """A mail that reports for one unit arrives; its message id."""
        message_id = self.keep(received=received)
        self.record(message_id, mail([submission(unit, **more)], received or self.now))
        return message_id

    def rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        """What the store answers."""
        return list(self.db.query(sql, list(parameters)))

    def one(self, sql: str, *parameters: Any) -> Any:
        """The first value of the first row."""
        return next(iter(self.rows(sql, *parameters)[0].values()))

    def submission_of(self, message_id: int) -> int:
        return int(self.one("SELECT id FROM submissions WHERE message_id = ?", message_id))

    def current(self, unit: str = "edu") -> dict[str, Any]:
        """Field to current value, `无` or state."""
        rows = self.rows("SELECT * FROM figures WHERE reporting_unit = ? AND current = 1", unit)
        return {row["field_key"]: _said(row) for row in rows}

    def findings(self, *codes: str) -> list[dict[str, Any]]:
        marks = ", ".join("?" * len(codes))
        return self.rows(f"SELECT * FROM findings WHERE code IN ({marks}) ORDER BY id", *codes)

    def status(self, unit: str = "edu") -> dict[str, Any]:
        return self.rows('SELECT * FROM "报送情况" WHERE 代码 = ?', unit)[0]


def _said(row: dict[str, Any]) -> Any:
    if row["state"] == "value":
        return row["value"] if row["value"] is not None else row["value_text"]
    return {"none": "无"}.get(row["state"], row["state"])


def attachment(name: str = "统计表.xlsx", **more: Any) -> AttachmentRecord:
    values: dict[str, Any] = {
        "parent": None,
        "media_type": "application/octet-stream",
        "family": "spreadsheet",
        "size": 10,
        "sha256": hashlib.sha256(name.encode(errors="replace")).hexdigest(),
        "state": "read",
        "parser": "xlsx",
    }
    return AttachmentRecord(filename=name, **(values | more))


def found(code: str, *, attachment: int | None = None, **parts: Any) -> FindingRecord:
    """A finding; the parts its text does not need are left out by the catalogue."""
    return FindingRecord(finding=finding(code, **parts), attachment=attachment)


def submission(unit: str = "edu", **more: Any) -> SubmissionRecord:
    """What one mail brings; `said` maps fields to what was read, `ranks` several such maps."""
    said = more.pop("said", {})
    ranks = more.pop("ranks", [said])
    lists = more.pop("lists", ())
    values: dict[str, Any] = {
        "reporting_unit": unit,
        "matched_by": "form",
        "late": False,
        "state": "accepted",
        "figures": tuple(
            FigureRecord(attachment=None, reading=figure(key, one), rank=rank)
            for rank, each in enumerate(ranks)
            for key, one in each.items()
        ),
        "activities": tuple(
            ActivityRecord(
                attachment=None, reading=ActivityReading(ordinal=i, name=name, location="表1")
            )
            for i, name in enumerate(lists, start=1)
        ),
    }
    return SubmissionRecord(**(values | more))


def mail(
    submissions: list[SubmissionRecord], received: datetime = NOON, **more: Any
) -> MessageRecord:
    values: dict[str, Any] = {
        "header_message_id": "<one@unit.example>",
        "from_address": "edu@unit.example",
        "from_name": "教育局",
        "subject": "科技活动周材料",
        "sent_at": received,
        "received_at": received,
        "state": "recorded",
        "state_reason": "",
        "sender_verified": None,
        "content_sha256": "",
        "submissions": tuple(submissions),
    }
    return MessageRecord(**(values | more))


def sync(db: Database, **changes: Any) -> None:
    """Bring the campaign in, with what a test changes of it."""
    values: dict[str, Any] = {
        "reporting_units": ROSTER,
        "materials": MATERIALS,
        "form_fields": FIELDS,
        "campaign": CAMPAIGN,
    }
    sync_campaign(db, **(values | changes))


def _blob(raw: bytes) -> Blob:
    """What a blob of these bytes would be called; nothing is written."""
    canonical = re.sub(rb"\r\n|\r|\n", b"\r\n", raw)
    name, agreed = (hashlib.sha256(one).hexdigest() for one in (raw, canonical))
    return Blob(sha256=name, size=len(raw), canonical_sha256=agreed)


def memory_desk(**changes: Any) -> Desk:
    """A desk over a store in memory: hundreds of them, none on a disk."""
    db = Database(memory=True)
    db.conn.isolation_level = None
    MIGRATIONS.apply(db)
    db.execute("PRAGMA foreign_keys = ON")
    sync(db, **changes)
    return Desk(db=db)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = memory_desk()
    yield made
    made.db.close()


@pytest.fixture
def stored(tmp_path: Path) -> Iterator[Desk]:
    """A desk over a store on the disk."""
    db = open_store(tmp_path / "mailbot.db")
    sync(db)
    yield Desk(db=db)
    db.close()
