"""Reminders, digests and threads: to whom, when, and when no longer."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlite_utils import Database

from mailbot.receipts import digest, reminders
from mailbot.receipts.bounces import record_bounce
from mailbot.receipts.thread import answered_letter
from store.asking import UnitStatus
from store.database import open_store
from store.outbox import queue
from store.records import ReceiptDraft, ReportingUnitRow

NOW = datetime(2022, 6, 13, 1, 0, tzinfo=UTC)
ZONE = ZoneInfo("Asia/Shanghai")
MISSING = {
    "edu": ("活动总结",),
    "health": ("统计表", "活动总结"),
    "done": (),
    "silent": ("统计表",),
}
STATES = {"edu": "缺材料", "health": "未报送", "done": "已报齐", "silent": "未报送"}


class _Status(SimpleNamespace):
    """A unit's state as `store.asking` gives it."""


def _status(_db: Database, code: str) -> Any:
    return _Status(code=code, name=code, state=STATES[code], missing=MISSING[code])


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Database:
    assert UnitStatus is not None
    monkeypatch.setattr(reminders, "unit_status", _status)
    monkeypatch.setattr(digest, "unit_statuses", lambda db: [_status(db, code) for code in STATES])
    return open_store(tmp_path / "store.db")


def configuration(**schedule: Any) -> Any:
    """As much of a configuration as these letters need."""
    times = {"reminders": True, "remind_before": (3, 1), "remind_after": (2,), "digest_to": ()}
    reachable = (
        ReportingUnitRow(code=code, name=f"县{code}局", emails=(f"{code}@unit.example",))
        for code in ("edu", "health", "done")
    )
    roster = (*reachable, ReportingUnitRow(code="silent", name="县默局"))
    return SimpleNamespace(
        campaign=SimpleNamespace(
            title="2022年科技活动周",
            contact="县科技局",
            deadline=date(2022, 6, 14),
            deadline_at=datetime(2022, 6, 14, 15, 59, 59, tzinfo=UTC),
            closes=date(2022, 6, 20),
            zone=ZONE,
        ),
        smtp=SimpleNamespace(username="office@inbox.example", from_name="县科技局"),
        receipts=SimpleNamespace(templates=None),
        schedule=SimpleNamespace(**(times | schedule)),
        roster_rows=lambda: roster,
    )


@pytest.mark.parametrize(
    ("day", "wanted"), [(11, True), (12, False), (13, True), (14, False), (16, True), (17, False)]
)
def test_reminders_go_out_on_the_configured_days_only(day: int, wanted: bool) -> None:
    assert reminders.is_reminder_day(configuration(), date(2022, 6, day)) is wanted


def test_reminders_are_off_unless_switched_on_and_end_when_the_campaign_closes() -> None:
    assert not reminders.is_reminder_day(configuration(reminders=False), date(2022, 6, 13))
    late = configuration(remind_after=(7,))
    assert not reminders.is_reminder_day(late, date(2022, 6, 21))


def test_a_reminder_names_exactly_what_is_missing(db: Database) -> None:
    """Nothing to a unit that has reported all, nothing where there is no address."""
    edu, health = reminders.plan_reminders(db, configuration(), NOW)
    assert (edu.to_address, health.to_address) == ("edu@unit.example", "health@unit.example")
    assert "1. 活动总结\n" in edu.body
    assert "统计表" not in edu.body
    assert "尚未收到" in health.body
    assert ("Auto-Submitted", "auto-generated") in edu.extra_headers


def test_a_unit_is_reminded_once_a_day(db: Database) -> None:
    assert len(reminders.queue_reminders(db, configuration(), NOW)) == 2
    assert reminders.plan_reminders(db, configuration(), NOW + timedelta(hours=5)) == ()
    assert len(reminders.plan_reminders(db, configuration(), NOW + timedelta(days=1))) == 2


def test_a_reminder_stops_the_minute_the_report_arrives(
    db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    reminders.queue_reminders(db, configuration(), NOW)
    monkeypatch.setitem(STATES, "health", "已报齐")
    assert reminders.withdraw_met_reminders(db) == 1
    states = [row["state"] for row in db.query("select state from receipts order by id")]
    assert states == ["queued", "suppressed"]


def test_staff_hear_nothing_on_a_quiet_day(db: Database) -> None:
    assert digest.plan_digest(db, configuration(digest_to=("boss@office.example",)), NOW) == ()


def test_a_digest_tells_of_trouble_once_a_day(db: Database) -> None:
    config = configuration(digest_to=("boss@office.example",))
    failed = letter("R-22222")
    row = queue(db, failed, NOW)
    db.execute("update receipts set state = 'failed' where id = ?", [row])
    (draft,) = digest.plan_digest(db, config, NOW)
    assert "1 封回执或提醒发送失败" in draft.body
    assert "未报送 2" in draft.body
    queue(db, draft, NOW)
    assert digest.plan_digest(db, config, NOW + timedelta(hours=1)) == ()


def test_an_answer_is_tied_to_its_letter_by_id_or_reference(db: Database) -> None:
    first = queue(db, letter("R-22222"), NOW)
    second = queue(db, letter("R-33333"), NOW)
    by_id = answered_letter(db, ["<other@x.example>", "<R-22222@inbox.example>"], "")
    by_subject = answered_letter(db, [], "回复：回执 R-33333：统计表")
    assert by_id is not None
    assert by_subject is not None
    assert (by_id.receipt_id, by_subject.receipt_id) == (first, second)
    assert answered_letter(db, [], "统计表") is None


@pytest.mark.parametrize(
    ("ids", "addresses", "bounced"),
    [
        (("<R-22222@inbox.example>",), (), 1),
        ((), ("EDU@unit.example",), 1),
        ((), ("stranger@other.example",), 0),
        (("<not-ours@x.example>",), (), 0),
    ],
    ids=["message-id", "address", "address-we-never-wrote-to", "id-of-another"],
)
def test_a_bounce_marks_the_letter_and_its_address(
    db: Database, ids: tuple[str, ...], addresses: tuple[str, ...], bounced: int
) -> None:
    row = queue(db, letter("R-22222"), NOW)
    db.execute("update receipts set state = 'sent' where id = ?", [row])
    assert len(record_bounce(db, ids, addresses, "550 User not found", NOW)) == bounced
    marked = [one["address"] for one in db.query("select address from addresses")]
    assert marked == ["edu@unit.example"] * bounced


def letter(reference: str) -> ReceiptDraft:
    return ReceiptDraft(
        kind="receipt",
        to_address="edu@unit.example",
        subject="x",
        body="x",
        header_message_id=f"<{reference}@inbox.example>",
        reference=reference,
    )
