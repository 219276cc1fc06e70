"""When a letter is tried again: wall-clock times that survive a restart."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from mailbot.receipts.smtp import LaterKind

_STEPS = tuple(timedelta(minutes=minutes) for minutes in (2, 5, 15, 30, 60, 120, 240))
MOST_ATTEMPTS: dict[LaterKind, int] = {
    "unreachable": 40,
    "later": 20,
    "throttled": 20,
    "spam_later": 4,
    "daily_limit": 20,
}
"""Tries after which a letter is `failed`; about a week for a server that cannot be reached."""


def next_attempt(
    kind: LaterKind,
    attempts: int,
    *,
    now: datetime,
    zone: ZoneInfo,
    after: timedelta | None = None,
) -> datetime | None:
    """The next try after `attempts` tries (the failed one included), None when it was the last."""
    if attempts >= MOST_ATTEMPTS[kind]:
        return None
    if kind == "daily_limit":
        return start_of_day(now, zone) + timedelta(days=1, minutes=10)
    if after is not None:
        return now + after
    return now + _STEPS[min(attempts, len(_STEPS)) - 1 if attempts else 0]


def start_of_day(now: datetime, zone: ZoneInfo) -> datetime:
    """Midnight of the local day that `now` is in."""
    return now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
