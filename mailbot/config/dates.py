"""Dates and times of the configuration: TOML's own or ISO strings."""

from __future__ import annotations

import re
from datetime import date, datetime, time

DATE_ALLOWED = "日期，如 2022-06-14"
MOMENT_ALLOWED = "日期，如 2022-06-14，或日期加时间，如 2022-06-14T18:00:00"
TIME_ALLOWED = '一天里的时间，如 "17:30"'

_CLOCK = re.compile(r"(\d{1,2}):(\d\d)(?::(\d\d))?")


def read_date(raw: object) -> date:
    """A date without a time; raises ValueError."""
    value = read_moment(raw)
    if isinstance(value, datetime):
        raise ValueError(DATE_ALLOWED)  # noqa: TRY004 - the caller knows one kind of refusal
    return value


def read_moment(raw: object) -> date | datetime:
    """A date, or a date with a time; raises ValueError."""
    if isinstance(raw, date):
        return raw
    if not isinstance(raw, str):
        raise ValueError(MOMENT_ALLOWED)  # noqa: TRY004 - the caller knows one kind of refusal
    text = raw.strip()
    try:
        return date.fromisoformat(text)
    except ValueError:
        return datetime.fromisoformat(text)


def read_time(raw: object) -> time:
    """A time of day without a zone; raises ValueError."""
    if isinstance(raw, time):
        return raw
    found = _CLOCK.fullmatch(raw.strip()) if isinstance(raw, str) else None
    if found is None:
        raise ValueError(TIME_ALLOWED)
    return time(int(found[1]), int(found[2]), int(found[3] or 0))


def date_of(value: date) -> date:
    """The day of a date or of a date with a time."""
    return value.date() if isinstance(value, datetime) else value
