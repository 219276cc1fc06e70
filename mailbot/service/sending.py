"""Handing over what is due: combined receipts made, met reminders withdrawn, the outbox emptied."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlite_utils import Database

from mailbot.config.model import Configuration
from mailbot.receipts.delivery import DeliveryReport, Sender, deliver_due
from mailbot.receipts.queue import WAITS, queue_combined
from mailbot.receipts.reminders import withdraw_met_reminders
from mailbot.receipts.sent import SentFolder
from mailbot.receipts.settings import delivery_settings
from store.restoring import begin_after_restore
from store.times import to_text


def send_due(
    db: Database,
    config: Configuration,
    sender: Sender,
    *,
    now: datetime,
    secret: str = "",
    sent_folder: SentFolder | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> DeliveryReport:
    """One round of delivery with all that goes before it."""
    begin_after_restore(db, now)
    queue_combined(db, config, now)
    withdraw_met_reminders(db)
    return deliver_due(
        db,
        sender,
        now=now,
        settings=delivery_settings(config),
        sent_folder=sent_folder,
        secret=secret,
        stop=stop,
    )


def anything_due(db: Database, now: datetime) -> bool:
    """Whether a connection to the mail server is worth opening."""
    rows = db.query(
        "SELECT 1 FROM receipts WHERE state = 'sending'"
        " OR (state = 'queued' AND next_attempt_at <= ?)"
        " OR (state = 'suppressed' AND reason = ?) LIMIT 1",
        [to_text(now), WAITS],
    )
    return any(True for _ in rows)
