"""How fast letters go out: spacing, the day's limit, and the breaker against loops."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from mailbot.receipts.gate import BREAKER
from mailbot.receipts.schedule import start_of_day
from mailbot.receipts.settings import DeliverySettings
from store.holds import active_holds, hold, lift
from store.times import from_text, to_text

_SLICE = 0.5
"""Seconds between two looks at `stop` while waiting."""


@dataclass(slots=True, kw_only=True)
class Pace:
    """At least `interval` seconds between two letters, also across rounds."""

    interval: float
    ready_in: float
    last: float | None = None

    @classmethod
    def of(cls, db: Database, settings: DeliverySettings, now: datetime) -> Pace:
        """The pace as the last letter sent leaves it."""
        interval = settings.min_interval_seconds
        found = next(db.query("select max(sent_at) as at from receipts where state = 'sent'"))
        if found["at"] is None:
            return cls(interval=interval, ready_in=0.0)
        since = (now - from_text(found["at"])).total_seconds()
        return cls(interval=interval, ready_in=min(max(interval - since, 0.0), interval))

    def wait(self, stop: Callable[[], bool], sleep: Callable[[float], None]) -> bool:
        """Wait for the next letter's turn; False when `stop()` came first."""
        left = self.ready_in
        if self.last is not None:
            left = max(self.interval - (time.monotonic() - self.last), 0.0)
        while left > 0 and not stop():
            sleep(min(left, _SLICE))
            left -= _SLICE
        self.last = time.monotonic()
        self.ready_in = 0.0
        return not stop()


def left_today(db: Database, settings: DeliverySettings, now: datetime) -> int:
    """How many letters the day's limit still allows; uncertain ones count as sent."""
    since = to_text(start_of_day(now, settings.zone))
    found = next(
        db.query(
            "select count(*) as sent from receipts where sent_at >= ?"
            " and state in ('sent', 'uncertain', 'bounced')",
            [since],
        )
    )
    return settings.daily_limit - int(found["sent"])


def receipts_left_this_hour(db: Database, settings: DeliverySettings, now: datetime) -> int:
    """How many receipts the breaker still lets through within 60 minutes."""
    since = to_text(now - timedelta(hours=1))
    found = next(
        db.query(
            "select count(*) as sent from receipts where kind = 'receipt' and sent_at >= ?"
            " and state in ('sent', 'uncertain', 'bounced')",
            [since],
        )
    )
    return settings.receipts_per_hour - int(found["sent"])


def set_breaker(db: Database, settings: DeliverySettings, now: datetime, *, waiting: int) -> None:
    """Show that receipts wait for the breaker, or that they no longer do.

    More answers in an hour than an office gets mail may be a loop: the rest stay queued, the hold
    tells staff, and it ends by itself when the flood does.
    """
    held = any(one.kind == BREAKER for one in active_holds(db))
    if waiting and not held:
        limit = settings.receipts_per_hour
        hold(db, BREAKER, f"一小时内的回执超过 {limit} 封，其余暂缓发送，请查看是否有循环", now)
    if held and not waiting:
        lift(db, BREAKER, now)
