"""Whole receipts out of a store, kept as golden files that a person has read.

WRITE_GOLDEN=1 writes the files anew after a change of wording; read them before committing.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlite_utils import Database

from mailbot.receipts.compose import check_templates, receipt_text
from mailbot.receipts.content import FigureLine, FileLine, ReceiptContent, UnitPart
from mailbot.receipts.policy import AnswerFacts
from mailbot.receipts.queue import WAITS, queue_combined, queue_receipt
from mailbot.receipts.samples import worst_contents
from mailbot.receipts.templating import LETTER_BYTES, TemplateProblem
from parsers.findings import Finding, finding
from parsers.form.definition import FormField
from parsers.results import FigureReading, Link
from store.blobs import Blobs
from store.database import open_store, writing
from store.ledger import keep_message
from store.recording import record_message
from store.records import (
    AttachmentRecord,
    FigureRecord,
    FindingRecord,
    MaterialRow,
    MessageRecord,
    ReportingUnitRow,
    Sighting,
    SubmissionRecord,
)
from store.roster import CampaignRow, sync_campaign

GOLDEN = Path(__file__).parent / "golden"
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


@dataclass
class Office:
    """A store with a campaign in it, and mails recorded into it."""

    db: Database
    blobs: Blobs
    config: Any = field(default_factory=configuration)
    mails: int = 0

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
        form_fields=FIELDS,
        campaign=CampaignRow(
            id="week", title="2022年科技活动周", deadline=DEADLINE, timezone="Asia/Shanghai"
        ),
    )
    return Office(db=db, blobs=Blobs(tmp_path / "blobs"))


def file(name: str, *, parent: int | None = None, **more: Any) -> AttachmentRecord:
    values: dict[str, Any] = {
        "media_type": "application/octet-stream",
        "family": "spreadsheet",
        "size": 10,
        "sha256": hashlib.sha256(name.encode()).hexdigest(),
        "state": "read",
        "parser": "xlsx",
    }
    return AttachmentRecord(parent=parent, filename=name, **(values | more))


def figure(key: str, value: int | None, raw: str = "", **more: Any) -> FigureRecord:
    form = next(one for one in FIELDS if one.key == key)
    reading = FigureReading(
        field_key=key,
        label=form.label,
        raw=raw or str(value),
        state=more.pop("state", "unreadable" if value is None else "value"),
        location="统计表.xlsx!Sheet1!C5",
        value=value,  # type: ignore[arg-type]  # whole numbers are fine as they are
        unit_measure=form.unit_measure,
        **more,
    )
    return FigureRecord(attachment=0, reading=reading)


def found(*findings: Finding) -> tuple[FindingRecord, ...]:
    return tuple(FindingRecord(finding=one) for one in findings)


def submission(**more: Any) -> SubmissionRecord:
    values: dict[str, Any] = {
        "reporting_unit": "edu",
        "matched_by": "form",
        "late": False,
        "state": "accepted",
        "materials": ((0, "statistics"),),
        "figures": (figure("events", 12), figure("people", 980)),
    }
    return SubmissionRecord(**(values | more))


def mail(
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


def compare(name: str, text: str) -> None:
    """Hold a receipt against its golden file."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


FULL = (
    submission(
        materials=((0, "statistics"), (1, "summary"), (3, "media")),
        figures=(
            figure("leaflets", 30000, "3万余", approximation="at_least"),
            figure("people", None, "近千"),
            figure("events", 12),
            figure("online", None, "无", state="none"),
        ),
        findings=found(
            finding(
                "approximate", field_key="leaflets", label="发放宣传资料", raw="3万余", value=30000
            ),
            finding("unreadable_value", field_key="people", label="参加人数", raw="近千"),
            finding("missing_field", field_key="money", label="活动经费"),
            finding("unverified_sender", address="edu@unit.example"),
            finding("encrypted", filename="名单.xlsx"),
        ),
    ),
)
FULL_FILES = (
    file("附件2：统计表.xlsx"),
    file("总结.docx"),
    file("照片.zip"),
    file("1.jpg", parent=2),
    file("logo.png", inline=True),
    file("名单.xlsx", state="encrypted"),
)


def test_a_full_report(office: Office) -> None:
    links = (Link(url="https://mail.example/x", filename="视频.mp4", expires_at=RECEIVED),)
    row = office.receipt(office.receive(mail(FULL, FULL_FILES, links=links)))
    assert row["subject"] == f"回执 {row['reference']}：县教育局科技活动周材料"
    assert row["reporting_unit"] == "edu"
    compare("full", row["body"])


def test_a_correction_says_what_changed(office: Office) -> None:
    office.receive(mail([submission()], [file("统计表.xlsx")]))
    later = mail(
        [submission(figures=(figure("events", 15), figure("people", 980)))],
        [file("统计表（更正）.xlsx")],
        subject="更正",
        received_at=RECEIVED + timedelta(hours=1),
        header_message_id="<two@unit.example>",
    )
    compare("correction", office.receipt(office.receive(later))["body"])


def test_a_late_report_is_answered_as_late(office: Office) -> None:
    late = DEADLINE + timedelta(days=2)
    row = office.receive(mail([submission(late=True)], [file("统计表.xlsx")], received_at=late))
    compare("late", office.receipt(row)["body"])


def test_an_address_off_the_roster_hears_of_its_own_mail_alone(office: Office) -> None:
    """What the unit sent before, and what it still lacks, is not told to a stranger."""
    office.receive(mail([submission()], [file("统计表.xlsx")]))
    stranger = mail(
        [submission(state="review", figures=(figure("people", 99),))],
        [file("统计表2.xlsx")],
        from_address="x@home.example",
        received_at=RECEIVED + timedelta(hours=1),
    )
    body = office.receipt(office.receive(stranger))["body"]
    assert "980" not in body.split("【如需更正")[0]
    compare("stranger", body)


def test_two_units_in_one_mail(office: Office) -> None:
    both = [
        submission(),
        submission(reporting_unit="museum", materials=(), figures=(figure("people", 20),)),
    ]
    row = office.receive(mail(both, [file("统计表.xlsx"), file("博物馆统计表.xlsx")]))
    compare("two_units", office.receipt(row)["body"])


def test_a_zero_report(office: Office) -> None:
    zero = submission(is_zero_report=True, materials=(), figures=())
    row = office.receive(mail([zero], []), brings_new=True, recognised=True)
    compare("zero_report", office.receipt(row)["body"])


def test_a_strangers_file_gets_a_neutral_answer(office: Office) -> None:
    unknown = mail([], [file("材料.docx")], from_address="x@home.example", state="review")
    compare("neutral", office.receipt(office.receive(unknown))["body"])


def test_an_unrelated_file_of_a_unit_is_called_so(office: Office) -> None:
    other = mail([submission(materials=(), figures=())], [file("值班表.xlsx")], subject="值班表")
    compare("unrecognised", office.receipt(office.receive(other))["body"])


def test_mails_over_the_cap_get_one_combined_receipt_an_hour(office: Office) -> None:
    office.config.limits.receipts_per_sender_per_day = 1
    rows = [
        office.receive(
            mail(
                [submission(figures=(figure("people", 100 + number),))],
                [file(f"统计表{number}.xlsx")],
                subject=f"第{number}封",
                received_at=RECEIVED + timedelta(minutes=number),
                header_message_id=f"<{number}@unit.example>",
            )
        )
        for number in range(4)
    ]
    kept = [(office.receipt(row)["state"], office.receipt(row)["reason"]) for row in rows]
    assert kept == [("queued", ""), *[("suppressed", WAITS)] * 3]
    (combined,) = queue_combined(office.db, office.config, RECEIVED + timedelta(minutes=10))
    assert queue_combined(office.db, office.config, RECEIVED + timedelta(minutes=11)) == []
    compare("combined", office.receipt(combined)["body"])


def test_a_mail_is_answered_once(office: Office) -> None:
    office.receive(mail([submission()], [file("统计表.xlsx")]))
    office.mails -= 1
    assert office.receive(mail([submission()], [file("统计表.xlsx")])) is None


def test_a_mail_that_gets_no_receipt_leaves_no_row(office: Office) -> None:
    assert office.receive(mail([submission()], []), automatic_marks=("List-Id",)) is None
    assert list(office.db.query("select * from receipts")) == []


@pytest.mark.parametrize("case", ["words", "unrelated-file", "stranger", "same-report"])
def test_a_robot_that_answers_every_receipt_is_silenced_within_three_rounds(
    office: Office, case: str
) -> None:
    """Fresh subjects, no marks, nothing that ties its mail to the receipt, one a minute."""
    letters = 0
    for number in range(25):
        submissions = [] if case == "stranger" else [submission(materials=(), figures=())]
        files = [] if case == "words" else [file(f"附件{number}.docx")]
        if case == "same-report":
            submissions, files = [submission()], [file("统计表.xlsx")]
        robot = mail(
            submissions,
            files,
            subject=f"自动{number}",
            from_address="x@home.example" if case == "stranger" else "edu@unit.example",
            header_message_id=f"<robot{number}@unit.example>",
            received_at=RECEIVED + timedelta(minutes=number),
        )
        row = office.receive(robot, first_from_sender=number == 0)
        letters += row is not None and office.receipt(row)["state"] == "queued"
    assert 1 <= letters <= 2


def test_hostile_texts_stay_plain(office: Office) -> None:
    """Controls, bidi overrides, template code and line breaks do nothing in a receipt."""
    hostile = mail(
        [submission()],
        [file("统计\u202excod.exe\r\n【还缺少的材料】\x07{{ c.contact }}{% raw %}.xlsx")],
        subject="材料\r\nBcc: x@evil.example\u2066",
    )
    row = office.receipt(office.receive(hostile))
    assert "\u202e" not in row["body"]
    assert "{{ c.contact }}" in row["body"]
    assert "\n【还缺少的材料】\x07" not in row["body"]
    assert "\n" not in row["subject"]
    assert "\r" not in row["subject"]


@pytest.mark.parametrize("flagged", [0, 5, 40, 200])
@pytest.mark.parametrize("plain", [0, 60])
@pytest.mark.parametrize("files", [0, 21, 500])
def test_a_receipt_stays_under_four_kilobytes(flagged: int, plain: int, files: int) -> None:
    """Long names and lists are cut and counted; what is missing always stays."""
    doubtful = tuple(
        FigureLine(label=f"指标{n}" + "长" * 30, shown="1 场", flags=("请核对" * 30,))
        for n in range(flagged)
    )
    clear = tuple(FigureLine(label=f"指标{n}", shown="1 场") for n in range(plain))
    part = UnitPart(name="县教育局", figures=(*doubtful, *clear), missing=("活动总结",))
    content = replace(
        next(worst_contents()),
        units=(part,),
        files=tuple(
            FileLine(filename="名" * 90 + ".xlsx", taken_for="统计表") for _ in range(files)
        ),
    )
    text = receipt_text(content)
    assert len(text.encode()) <= LETTER_BYTES
    assert flagged > 40 or "【还缺少的材料】" in text
    assert flagged > 40 or all(f"指标{n}" in text for n in range(flagged))


def test_the_built_in_templates_pass_their_own_check() -> None:
    check_templates(Path(receipt_text.__code__.co_filename).parent / "templates")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("neutral.txt", "您好\n{% if c.contact %}\n没有结束", 3),
        ("neutral.txt", "您好\n\n{{ c.nothing }}\n", 3),
        ("report.txt", "{{ c.units }}\n{{ unknown_name }}\n", 2),
        ("closing.txt", "一\n{{ c.contact.missing_attribute }}\n", 2),
        ("neutral.txt", "{{ ''.__class__.__mro__ }}\n", 1),
        ("neutral.txt", "{{ 'x' * 5000 }}", 0),
        ("neutral.txt", "{{ 1 / 0 }}", 1),
        ("receipt.txt", "没有这个模板", 0),
    ],
)
def test_a_broken_template_is_refused_at_the_start_with_its_line(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(TemplateProblem) as raised:
        check_templates(tmp_path)
    assert (raised.value.file.name, raised.value.line) == (name, line)


def test_a_template_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "neutral.txt").write_bytes("您好".encode("gb18030"))
    with pytest.raises(TemplateProblem, match="UTF-8"):
        check_templates(tmp_path)


def test_an_offices_own_wording_is_used(tmp_path: Path) -> None:
    (tmp_path / "closing.txt").write_text("\n某某办公室\n", encoding="utf-8")
    check_templates(tmp_path)
    assert receipt_text(next(worst_contents()), tmp_path).endswith("某某办公室\n")


def test_rendering_never_fails_even_when_the_folder_breaks_later(tmp_path: Path) -> None:
    content: ReceiptContent = next(worst_contents())
    (tmp_path / f"{content.kind}.txt").write_text("{{ c.nothing }}", encoding="utf-8")
    assert receipt_text(content, tmp_path) == receipt_text(content)
    assert receipt_text(content, tmp_path / "gone") == receipt_text(content)
