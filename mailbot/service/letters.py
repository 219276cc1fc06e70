"""Letters that nobody's mail brought about: reminders and the digest, queued when their hour is."""

from __future__ import annotations

from datetime import datetime, time

from sqlite_utils import Database

from mailbot.config.model import Configuration
from mailbot.receipts.digest import plan_digest
from mailbot.receipts.reminders import is_reminder_day, queue_reminders
from store.database import writing
from store.outbox import queue

REMIND_AT = time(9, 0)
"""Local time from which reminders go out on their days."""


def queue_due_letters(db: Database, config: Configuration, now: datetime) -> int:
    """Queue what is due now and was not queued today; how many letters.

    Safe to call at any time and as often as one likes: a restart neither loses nor doubles one.
    """
    local = now.astimezone(config.campaign.zone)
    queued = 0
    if is_reminder_day(config, local.date()) and local.time() >= REMIND_AT:
        queued += len(queue_reminders(db, config, now))
    if config.schedule.digest_to and local.time() >= config.schedule.digest:
        with writing(db):
            queued += len([queue(db, draft, now) for draft in plan_digest(db, config, now)])
    return queued
