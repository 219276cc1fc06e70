"""An office with a store, a campaign and mails recorded into it as the pipeline does."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlite_utils import Database

from mailbot.receipts.policy import AnswerFacts
from mailbot.receipts.queue import queue_receipt
from parsers.findings import Finding
from parsers.form.definition import FormField
from parsers.results import FigureReading
from store.blobs import Blobs
from store.database import open_store, writing
from store.ledger import keep_message
from store.recording import record_message
from store.records import (
    AttachmentRecord,
    FigureRecord,
    FindingRecord,
    FormFieldRow,
    MaterialRow,
    MessageRecord,
    ReportingUnitRow,
    Sighting,
    SubmissionRecord,
)
from store.roster import CampaignRow, sync_campaign

ZONE = ZoneInfo("Asia/Shanghai")
DEADLINE = datetime(2022, 6, 14, 16, 0, tzinfo=UTC) - timedelta(seconds=1)
RECEIVED = datetime(2022, 6, 10, 8, 0, tzinfo=UTC)
ROSTER = (
    ReportingUnitRow(code="edu", name="县教育局", emails=("edu@unit.example",)),
    ReportingUnitRow(code="museum", name="县博物馆"),
)
MATERIALS = (
    MaterialRow(key="statistics", label="统计表", required=True),
    MaterialRow(key="summary", label="活动总结", required=True),
    MaterialRow(key="media", label="声像资料", required=True),
)
FIELDS = (
    FormField(key="events", label="活动场次", unit_measure="场"),
    FormField(key="online", label="线上活动/场次", unit_measure="场"),
    FormField(key="people", label="参加人数", unit_measure="人次", required=True),
    FormField(key="leaflets", label="发放宣传资料", unit_measure="份"),
    FormField(key="money", label="活动经费", unit_measure="万元", type="decimal", decimals=2),
)


def configuration(**changes: Any) -> Any:
    """As much of a configuration as letters need."""
    receipts = {"enabled": True, "unknown_senders": "reply", "templates": None, "backlog_days": 3}
    receipts.update(changes)
    return SimpleNamespace(
        campaign=SimpleNamespace(
            title="2022年科技活动周",
            contact="县科技局，电话 0359-2333259",
            deadline=date(2022, 6, 14),
            deadline_at=DEADLINE,
            zone=ZONE,
        ),
        smtp=SimpleNamespace(username="office@inbox.example", from_name="县科技局"),
        limits=SimpleNamespace(receipts_per_sender_per_day=10, receipts_per_hour=30),
        receipts=SimpleNamespace(**receipts),
        materials=MATERIALS,
        form=SimpleNamespace(fields=FIELDS[2:]),
        roster_rows=lambda: ROSTER,
    )


def make_file(name: str, *, parent: int | None = None, **more: Any) -> AttachmentRecord:
    values: dict[str, Any] = {
        "media_type": "application/octet-stream",
        "family": "spreadsheet",
        "size": 10,
        "sha256": hashlib.sha256(name.encode()).hexdigest(),
        "state": "read",
        "parser": "xlsx",
    }
    return AttachmentRecord(parent=parent, filename=name, **(values | more))


def make_figure(key: str, value: int | None, raw: str = "", **more: Any) -> FigureRecord:
    form = next(one for one in FIELDS if one.key == key)
    reading = FigureReading(
        field_key=key,
        label=form.label,
        raw=raw or str(value),
        state=more.pop("state", "unreadable" if value is None else "value"),
        location="统计表.xlsx!Sheet1!C5",
        value=None if value is None else Decimal(value),
        unit_measure=form.unit_measure,
        **more,
    )
    return FigureRecord(attachment=0, reading=reading)


def make_findings(*findings: Finding) -> tuple[FindingRecord, ...]:
    return tuple(FindingRecord(finding=one) for one in findings)


def make_submission(**more: Any) -> SubmissionRecord:
    values: dict[str, Any] = {
        "reporting_unit": "edu",
        "matched_by": "form",
        "late": False,
        "state": "accepted",
        "materials": ((0, "statistics"),),
        "figures": (make_figure("events", 12), make_figure("people", 980)),
    }
    return SubmissionRecord(**(values | more))


def make_mail(
    submissions: Sequence[SubmissionRecord], files: Sequence[AttachmentRecord], **more: Any
) -> MessageRecord:
    values: dict[str, Any] = {
        "header_message_id": "<one@unit.example>",
        "from_address": "edu@unit.example",
        "from_name": "教育局",
        "subject": "县教育局科技活动周材料",
        "sent_at": RECEIVED,
        "received_at": RECEIVED,
        "state": "recorded",
        "state_reason": "",
        "sender_verified": None,
        "content_sha256": "",
        "submissions": tuple(submissions),
        "attachments": tuple(files),
    }
    return MessageRecord(**(values | more))


@dataclass
class Office:
    """A store with a campaign in it, and mails recorded into it."""

    db: Database
    blobs: Blobs
    config: Any = field(default_factory=configuration)
    mails: int = 0

    mail = staticmethod(make_mail)
    submission = staticmethod(make_submission)
    file = staticmethod(make_file)
    figure = staticmethod(make_figure)
    found = staticmethod(make_findings)
    received_at = RECEIVED
    deadline = DEADLINE

    def receive(self, record: MessageRecord, **facts: Any) -> int | None:
        """Record a mail and queue its receipt as the pipeline does; the receipt's row."""
        self.mails += 1
        blob = self.blobs.keep([f"mail {self.mails}".encode()])
        seen = Sighting(source="test", folder="INBOX", uid=self.mails, seen_at=record.received_at)
        local = record.received_at.astimezone(ZONE).strftime("%Y-%m-%d %H:%M")
        message_id, _ = keep_message(
            self.db, blob=blob, sighting=seen, received_at=record.received_at, received_local=local
        )
        known = AnswerFacts(
            from_address=record.from_address,
            received_at=record.received_at,
            on_roster=record.from_address == "edu@unit.example",
            unit_found=bool(record.submissions),
            has_office_file=bool(record.attachments),
            brings_new=bool(record.attachments),
            recognised=any(one.materials or one.figures for one in record.submissions),
            in_review=record.state == "review",
        )
        with writing(self.db):
            record_message(
                self.db, message_id, record, now=record.received_at, received_local=local
            )
            return queue_receipt(
                self.db, message_id, replace(known, **facts), self.config, record.received_at
            )

    def receipt(self, row: int | None) -> dict[str, Any]:
        """A row of the outbox."""
        return next(self.db.query("select * from receipts where id = ?", [row]))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    db = open_store(tmp_path / "store.db")
    sync_campaign(
        db,
        reporting_units=ROSTER,
        materials=MATERIALS,
        form_fields=[
            FormFieldRow(
                key=one.key,
                label=one.label,
                unit_measure=one.unit_measure,
                type=one.type,
                decimals=one.decimals,
                required=one.required,
            )
            for one in FIELDS
        ],
        campaign=CampaignRow(
            id="week", title="2022年科技活动周", deadline=DEADLINE, timezone="Asia/Shanghai"
        ),
    )
    return Office(db=db, blobs=Blobs(tmp_path / "blobs"))
