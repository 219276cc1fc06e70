"""A store of thousands of mails of hundreds of units, made up through the store's functions."""

from __future__ import annotations

import hashlib
import random
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

from msgspec.structs import replace
from sqlite_utils import Database

from mailbot.config.collection import ReportingUnit
from mailbot.config.loading import load_configuration
from mailbot.config.model import Configuration
from mailbot.sample.mailbox import sample_config_text
from mailbot.service.office import Office
from parsers.findings import finding
from parsers.results import FigureReading
from store.blobs import Blob
from store.database import writing
from store.ledger import keep_message
from store.recording import record_message
from store.records import (
    AttachmentRecord,
    DocumentRecord,
    FigureRecord,
    FindingRecord,
    MessageRecord,
    Sighting,
    SubmissionRecord,
)

UNITS = 250
MAILS = 5000
_NAMES = ("统计表.xlsx", "工作总结.docx", "现场1.jpg", "现场2.jpg")
_FAMILIES = ("spreadsheet", "document", "image", "image")


def large_configuration(folder: Path) -> Configuration:
    """The sample's configuration with a roster of hundreds."""
    path = folder / "config.toml"
    path.write_text(sample_config_text(), encoding="utf-8")
    units = tuple(
        ReportingUnit(
            code=f"u{number:03d}", name=f"第{number}报送单位", emails=(f"u{number}@unit.example",)
        )
        for number in range(UNITS)
    )
    return replace(load_configuration(path, {}), reporting_units=units)


def fill(office: Office, mails: int = MAILS) -> None:
    """Record the mails, in one transaction: the benchmark is about reading."""
    chance = random.Random(7)  # noqa: S311 - made-up numbers, the same each time
    start = office.config.campaign.deadline_at - timedelta(days=20)
    keys = [field.key for field in office.config.form.fields]
    with writing(office.db):
        for number in range(mails):
            received = start + timedelta(minutes=number * 7)
            _record(office.db, number, received, keys, chance)


def _record(
    db: Database, number: int, received: datetime, keys: list[str], chance: random.Random
) -> None:
    digest = hashlib.sha256(b"%d" % number).hexdigest()
    local = received.strftime("%Y-%m-%d %H:%M")
    message_id, _ = keep_message(
        db,
        blob=Blob(sha256=digest, size=1000, canonical_sha256=digest),
        sighting=Sighting(source="made up", folder=f"{number}.eml", seen_at=received),
        received_at=received,
        received_local=local,
    )
    code = f"u{chance.randrange(UNITS - 10):03d}"
    record_message(
        db,
        message_id,
        _message(number, received, digest, _submission(code, keys, chance)),
        now=received,
        received_local=local,
    )


def _message(
    number: int, received: datetime, digest: str, submission: SubmissionRecord
) -> MessageRecord:
    return MessageRecord(
        header_message_id=f"<m{number}@unit.example>",
        from_address=f"{submission.reporting_unit}@unit.example",
        from_name="",
        subject=f"科技活动周材料报送 {number}",
        sent_at=received,
        received_at=received,
        state="recorded",
        state_reason="",
        sender_verified=None,
        content_sha256=digest,
        reporting_unit=submission.reporting_unit,
        attachments=tuple(
            AttachmentRecord(
                parent=None,
                filename=name,
                media_type="application/octet-stream",
                family=family,
                size=20_000,
                sha256=digest,
                state="read",
                parser="made-up",
            )
            for name, family in zip(_NAMES, _FAMILIES, strict=True)
        ),
        submissions=(submission,),
        documents=(
            DocumentRecord(attachment=1, material="summary", title="总结", text="活动" * 800),
        ),
    )


def _submission(code: str, keys: list[str], chance: random.Random) -> SubmissionRecord:
    with_form = chance.random() < 0.4
    doubtful = with_form and chance.random() < 0.2
    figures = tuple(
        FigureRecord(
            attachment=0,
            reading=FigureReading(
                field_key=key,
                label=key,
                raw="1",
                state="value",
                location=f"统计表.xlsx!统计表!D{row}",
                value=Decimal(chance.randrange(50, 500)),
            ),
        )
        for row, key in enumerate(keys, start=3)
    )
    doubt = finding(
        "unit_measure_doubt", field_key=keys[1], label="项目", raw="1", unit_measure="项"
    )
    return SubmissionRecord(
        reporting_unit=code,
        matched_by="address",
        late=False,
        state="accepted" if chance.random() < 0.97 else "review",
        materials=((0, "statistics"), (1, "summary")) if with_form else ((1, "summary"),),
        figures=figures if with_form else (),
        findings=(FindingRecord(finding=doubt, attachment=0),) if doubtful else (),
    )
