"""The outbox on its way: every due letter handed over once, whatever happens in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from sqlite_utils import Database

from mailbot.receipts.before import check_before
from mailbot.receipts.gate import (
    DAILY_LIMIT,
    LOGIN,
    SETTINGS,
    THROTTLED,
    open_gate,
    stop_for_limit,
    stop_for_login,
)
from mailbot.receipts.in_flight import file_copies, resolve_in_flight
from mailbot.receipts.letter import letter_bytes
from mailbot.receipts.pace import Pace, left_today, receipts_left_this_hour, set_breaker
from mailbot.receipts.replies import ADVICE
from mailbot.receipts.schedule import next_attempt
from mailbot.receipts.sent import SentFolder
from mailbot.receipts.settings import DeliverySettings
from mailbot.receipts.smtp import LoginRefused, LostReply, Refused, Sent, TryLater
from store.addresses import note_address
from store.outbox import (
    OutboxRow,
    claim,
    due,
    mark_failed,
    mark_retry,
    mark_sent,
    mark_uncertain,
)

_PRIORITY = {"alert": 0, "receipt": 1, "reminder": 2, "digest": 3}
_MOST_AT_ONCE = 500


class Sender(Protocol):
    """What hands a letter over: `SmtpSender`, or `FolderSender` for the demo."""

    def send(self, to_address: str, raw: bytes) -> Sent:
        """Hand one letter over; raises a SendingFailed that says what is known."""
        ...

    def close(self) -> None:
        """Let go of the connection."""
        ...


@dataclass(slots=True, kw_only=True)
class DeliveryReport:
    """What one round of delivery did; `held` says why it stopped early ('' if it did not)."""

    sent: int = 0
    later: int = 0
    failed: int = 0
    uncertain: int = 0
    held: str = ""
    copies_missing: int = 0
    delivered: list[tuple[OutboxRow, bytes]] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    db: Database
    sender: Sender
    settings: DeliverySettings
    secret: str
    report: DeliveryReport
    clock: Callable[[], datetime]


def deliver_due(
    db: Database,
    sender: Sender,
    *,
    now: datetime,
    settings: DeliverySettings,
    sent_folder: SentFolder | None = None,
    secret: str = "",
    stop: Callable[[], bool] = lambda: False,
    sleep: Callable[[float], None] = time.sleep,
) -> DeliveryReport:
    """Send what is due, receipts before reminders and digests, spaced and within the day's limit.

    Rows that a killed round left in `sending` are settled first, then those that went out before
    this store can remember. `secret` is the SMTP password:
    its change reopens sending after a refused login. `stop()` ends the round between two letters.
    """
    started = time.monotonic()

    def clock() -> datetime:
        return now + timedelta(seconds=time.monotonic() - started)

    report = DeliveryReport()
    report.uncertain = resolve_in_flight(db, sent_folder, now)
    report.held = open_gate(db, secret, settings, now)
    if not report.held:
        this = _Round(
            db=db, sender=sender, settings=settings, secret=secret, report=report, clock=clock
        )
        checked = check_before(db, due(db, now, _MOST_AT_ONCE), sent_folder, now)
        report.uncertain += checked.uncertain
        _deliver(this, _in_order(checked.rows), stop, sleep)
    sender.close()
    if sent_folder is not None:
        report.copies_missing = file_copies(db, sent_folder, report.delivered)
    return report


def _in_order(rows: Sequence[OutboxRow]) -> list[OutboxRow]:
    return sorted(rows, key=lambda row: (_PRIORITY.get(row.kind, 9), row.id))


def _deliver(
    this: _Round,
    rows: Sequence[OutboxRow],
    stop: Callable[[], bool],
    sleep: Callable[[float], None],
) -> None:
    pace = Pace.of(this.db, this.settings, this.clock())
    budget = left_today(this.db, this.settings, this.clock())
    hourly = receipts_left_this_hour(this.db, this.settings, this.clock())
    receipts = [row for row in rows if row.kind == "receipt"]
    waiting = {row.id for row in receipts[max(hourly, 0) :]}
    set_breaker(this.db, this.settings, this.clock(), waiting=len(waiting))
    for row in rows:
        if row.id in waiting:
            continue
        if budget <= 0:
            this.report.held = "今天的发信数量已到设定上限，其余明天发送"
            return
        if not pace.wait(stop, sleep):
            return
        budget -= 1
        if not _hand_over(this, row):
            return


def _hand_over(this: _Round, row: OutboxRow) -> bool:
    """Send one letter and record the outcome; False ends the round."""
    try:
        raw = letter_bytes(
            row,
            from_address=this.settings.from_address,
            from_name=this.settings.from_name,
            date=this.clock().astimezone(this.settings.zone),
        )
    except ValueError as error:
        mark_failed(this.db, row.id, f"信头不合规则：{error}", "", this.clock())
        this.report.failed += 1
        return True
    if not claim(this.db, row.id, this.clock()):
        return True
    try:
        sent = this.sender.send(row.to_address, raw)
    except TryLater as error:
        return _later(this, row, error)
    except Refused as error:
        return _refused(this, row, error)
    except LoginRefused as error:
        mark_retry(this.db, row.id, ADVICE["login"], this.clock(), error.reply)
        stop_for_login(
            this.db, LOGIN, f"{ADVICE['login']}：{error.reply}", this.secret, this.clock()
        )
        this.report.held = ADVICE["login"]
        return False
    except LostReply as error:
        mark_uncertain(this.db, row.id, error.reply, this.clock())
        this.report.uncertain += 1
        return False
    mark_sent(this.db, row.id, sent.reply, this.clock())
    this.report.sent += 1
    this.report.delivered.append((row, raw))
    return True


def _later(this: _Round, row: OutboxRow, error: TryLater) -> bool:
    now = this.clock()
    zone = this.settings.zone
    reason = error.reply if error.kind == "unreachable" else ADVICE[error.kind]
    again = next_attempt(error.kind, row.attempts + 1, now=now, zone=zone, after=error.after)
    if again is None:
        mark_failed(this.db, row.id, reason, error.reply, now)
        this.report.failed += 1
    else:
        mark_retry(this.db, row.id, reason, again, error.reply)
        this.report.later += 1
    if error.kind == "throttled":
        stop_for_limit(this.db, THROTTLED, error.reply, now)
    if error.kind == "daily_limit":
        stop_for_limit(this.db, DAILY_LIMIT, error.reply, now)
    ends = error.kind in ("unreachable", "throttled", "daily_limit") or error.reply[:3] == "421"
    this.report.held = reason if ends else ""
    return not ends


def _refused(this: _Round, row: OutboxRow, error: Refused) -> bool:
    now = this.clock()
    if error.kind == "settings":
        mark_retry(this.db, row.id, ADVICE["settings"], now, error.reply)
        told = f"{ADVICE['settings']}：{error.reply}"
        stop_for_login(this.db, SETTINGS, told, this.secret, now)
        this.report.held = ADVICE["settings"]
        return False
    mark_failed(this.db, row.id, ADVICE[error.kind], error.reply, now)
    if error.kind == "bad_recipient":
        note_address(this.db, row.to_address, "refused", error.reply, now)
    this.report.failed += 1
    return True
