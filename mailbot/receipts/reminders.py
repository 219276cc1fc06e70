"""Reminders to units that have not reported or lack materials: planned, shown, then queued."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlite_utils import Database

from mailbot.config.model import Configuration
from mailbot.receipts.gather import deadline_texts
from mailbot.receipts.headers import GENERATED, derive_message_id, derive_reference
from mailbot.receipts.plain import is_sendable, one_line
from mailbot.receipts.policy import is_no_reply
from mailbot.receipts.schedule import start_of_day
from mailbot.receipts.settings import letter_settings
from mailbot.receipts.templating import render
from store.asking import unit_status
from store.database import writing
from store.outbox import queue
from store.records import ReceiptDraft, ReportingUnitRow
from store.times import to_text

_REPORTED = ("已报齐", "待核对")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderContent:
    """What the reminder's template sees."""

    name: str
    campaign_title: str
    contact: str
    missing: tuple[str, ...]
    nothing_yet: bool
    deadline: str
    before_deadline: str
    is_past_deadline: bool


def is_reminder_day(config: Configuration, today: date) -> bool:
    """Whether the service reminds today: on the configured days around the deadline, until closes.

    Switched off unless `[schedule] reminders` is on; `remind` asks no such question.
    """
    if not config.schedule.reminders or _is_closed(config, today):
        return False
    deadline = config.campaign.deadline_at.astimezone(config.campaign.zone).date()
    distance = (deadline - today).days
    before = set(config.schedule.remind_before)
    after = set(config.schedule.remind_after)
    return distance in before if distance >= 0 else -distance in after


def _is_closed(config: Configuration, today: date) -> bool:
    closes = config.campaign.closes
    if closes is None:
        return False
    return today > (closes.date() if isinstance(closes, datetime) else closes)


def plan_reminders(db: Database, config: Configuration, now: datetime) -> tuple[ReceiptDraft, ...]:
    """One letter for each expected unit that lacks something and was not reminded today.

    A unit without a working address gets none: `remind` tells who that is from the statuses.
    """
    drafts = (
        _draft(db, config, one, now)
        for one in config.roster_rows()
        if one.expected and not _was_reminded(db, one.code, now, config)
    )
    return tuple(draft for draft in drafts if draft is not None)


def queue_reminders(db: Database, config: Configuration, now: datetime) -> list[int]:
    """Queue what is planned, all of it or nothing."""
    with writing(db):
        return [queue(db, draft, now) for draft in plan_reminders(db, config, now)]


def withdraw_met_reminders(db: Database) -> int:
    """Suppress queued reminders of units that lack nothing any more; how many.

    Called before each delivery: a reminder stops the minute the report arrives.
    """
    rows = list(
        db.query(
            "select id, reporting_unit, queued_at from receipts"
            " where kind = 'reminder' and state = 'queued'"
        )
    )
    met = [row["id"] for row in rows if _has_moved(db, row["reporting_unit"], row["queued_at"])]
    with writing(db):
        for one in met:
            db.execute(
                "update receipts set state = 'suppressed', reason = '提醒发出前材料已到'"
                " where id = ? and state = 'queued'",
                [one],
            )
    return len(met)


def _has_moved(db: Database, reporting_unit: str, queued_at: str) -> bool:
    status = unit_status(db, reporting_unit)
    if status.state in _REPORTED or not status.missing:
        return True
    newer = db.query(
        "select 1 from submissions where reporting_unit = ? and received_at > ? limit 1",
        [reporting_unit, queued_at],
    )
    return any(newer)


def _was_reminded(db: Database, code: str, now: datetime, config: Configuration) -> bool:
    since = to_text(start_of_day(now, config.campaign.zone))
    found = db.query(
        "select 1 from receipts where kind = 'reminder' and reporting_unit = ?"
        " and queued_at >= ? and state <> 'suppressed' limit 1",
        [code, since],
    )
    return any(found)


def _draft(
    db: Database, config: Configuration, row: ReportingUnitRow, now: datetime
) -> ReceiptDraft | None:
    status = unit_status(db, row.code)
    address = _working_address(db, row)
    if status.state in _REPORTED or not status.missing or address is None:
        return None
    deadline, before = deadline_texts(config)
    content = ReminderContent(
        name=one_line(row.name, 40),
        campaign_title=one_line(config.campaign.title, 40),
        contact=one_line(config.campaign.contact or "", 80),
        missing=tuple(one_line(label, 40) for label in status.missing),
        nothing_yet=status.state == "未报送",
        deadline=deadline,
        before_deadline=before,
        is_past_deadline=now > config.campaign.deadline_at,
    )
    day = now.astimezone(config.campaign.zone).date().isoformat()
    seed = f"reminder/{row.code}/{day}"
    settings = letter_settings(config)
    reference = derive_reference(seed, lambda one: _is_taken(db, one))
    return ReceiptDraft(
        kind="reminder",
        to_address=address,
        subject=f"提醒 {reference}：{content.campaign_title}材料报送",
        body=render("reminder.txt", {"c": content}, settings.templates),
        header_message_id=derive_message_id(f"{seed}/{reference}", settings.from_address),
        reference=reference,
        reporting_unit=row.code,
        extra_headers=GENERATED,
    )


def _is_taken(db: Database, reference: str) -> bool:
    return any(db.query("select 1 from receipts where reference = ? limit 1", [reference]))


def _working_address(db: Database, row: ReportingUnitRow) -> str | None:
    """The unit's first address that takes mail and has not bounced."""
    bad = {
        one["address"].lower()
        for one in db.query("select address from addresses where state in ('refused', 'bounced')")
    }
    for address in row.emails:
        if is_sendable(address) and address.lower() not in bad and not is_no_reply(address):
            return address
    return None
