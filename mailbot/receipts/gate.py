"""Whether sending is stopped, why, and what opens it again."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from datetime import datetime, timedelta

from sqlite_utils import Database

from mailbot.receipts.schedule import start_of_day
from mailbot.receipts.settings import DeliverySettings
from store.holds import active_holds, hold, lift

LOGIN = "smtp_login"
SETTINGS = "smtp_settings"
THROTTLED = "smtp_throttled"
DAILY_LIMIT = "smtp_daily_limit"
BREAKER = "receipts_per_hour"

_TRIAL_EVERY = timedelta(hours=24)
_THROTTLE = timedelta(minutes=16)
_MARK = re.compile(r"（凭据 ([0-9a-f]{8})([0-9a-f]{16})）$")


def stop_for_login(db: Database, kind: str, reply: str, secret: str, now: datetime) -> None:
    """Hold all sending; the secret that failed is known again by its salted hash."""
    lift(db, kind, now)
    hold(db, kind, f"{reply}（凭据 {_fingerprint(secret, secrets.token_hex(4))}）", now)


def stop_for_limit(db: Database, kind: str, reply: str, now: datetime) -> None:
    """Hold all sending until the server's own time is over."""
    lift(db, kind, now)
    hold(db, kind, reply, now)


def open_gate(db: Database, secret: str, settings: DeliverySettings, now: datetime) -> str:
    """Lift what is over; the reason that still stops all sending, '' when none does.

    A refused login is tried again when the secret has changed, or once a day.
    """
    for one in active_holds(db):
        if one.kind not in (LOGIN, SETTINGS, THROTTLED, DAILY_LIMIT):
            continue
        if not _is_over(one.kind, one.reason, one.since, secret, settings, now):
            return _MARK.sub("", one.reason)
        lift(db, one.kind, now)
    return ""


def login_hold(db: Database, kind: str, secret: str, now: datetime) -> str:
    """Why a login stays stopped, '' when it may be tried (the hold is then lifted).

    It is tried again when the secret has changed, or once a day.
    """
    for one in active_holds(db):
        if one.kind == kind:
            if now < one.since + _TRIAL_EVERY and not _is_other_secret(one.reason, secret):
                return _MARK.sub("", one.reason)
            lift(db, kind, now)
    return ""


def login_works(db: Database, now: datetime) -> None:
    """`doctor` could log in: whatever stopped sending for it is lifted."""
    for kind in (LOGIN, SETTINGS):
        lift(db, kind, now)


def _is_over(
    kind: str, reason: str, since: datetime, secret: str, settings: DeliverySettings, now: datetime
) -> bool:
    if kind == THROTTLED:
        return now >= since + _THROTTLE
    if kind == DAILY_LIMIT:
        return start_of_day(now, settings.zone) > since
    return now >= since + _TRIAL_EVERY or _is_other_secret(reason, secret)


def _is_other_secret(reason: str, secret: str) -> bool:
    mark = _MARK.search(reason)
    if mark is None:
        return True
    salt, _ = mark.groups()
    return not hmac.compare_digest(_fingerprint(secret, salt), "".join(mark.groups()))


def _fingerprint(secret: str, salt: str) -> str:
    made = hashlib.scrypt(secret.encode(), salt=salt.encode(), n=2**12, r=8, p=1, dklen=8)
    return salt + made.hex()
