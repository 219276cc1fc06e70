"""When a mail was received, told by its own headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)
_LATEST = datetime(2200, 1, 1, tzinfo=UTC)
_FIRST_MAIL = datetime(1990, 1, 1, tzinfo=UTC)
"""No office has mail from before: such a date is a clock's that was never set."""
_AHEAD = timedelta(days=1)
_HEADER_BYTES = 256 * 1024


def time_in_headers(lines: Iterable[bytes]) -> datetime | None:
    """The topmost Received line's time, else Date's; None where neither is a time."""
    date = None
    for name, value in header_fields(lines):
        if name == "received":
            moment = parsed_time(value.rpartition(";")[2])
            if moment is not None:
                return moment
        elif name == "date" and date is None:
            date = parsed_time(value)
    return date


def header_fields(lines: Iterable[bytes]) -> Iterator[tuple[str, str]]:
    """Name (lower case) and unfolded value of each field, up to the first empty line."""
    name, value, count = "", "", 0
    for line in lines:
        count += len(line)
        text = line.decode("latin-1").rstrip("\r\n")
        if not text or count > _HEADER_BYTES:
            break
        if text[0] in " \t":
            value += " " + text.strip()
            continue
        if name:
            yield name, value.strip()
        head, colon, rest = text.partition(":")
        name, value = (head.strip().lower(), rest.strip()) if colon else ("", "")
    if name:
        yield name, value.strip()


def is_set(moment: datetime | None) -> bool:
    """Whether a server's date can be a day on which mail arrived; 1970 is none."""
    return moment is not None and moment >= _FIRST_MAIL


def plausible(moment: datetime, other: datetime | None, now: datetime) -> datetime:
    """The earlier of two times where the first lies in the future: else no later mail could win."""
    if other is None or moment <= now + _AHEAD:
        return moment
    return min(moment, other)


def parsed_time(text: str) -> datetime | None:
    """An RFC 5322 date in UTC; -0000 or no zone is UTC. None for what no calendar holds."""
    try:
        moment = parsedate_to_datetime(text.strip())
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        moment = moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return moment if _EARLIEST <= moment <= _LATEST else None


def local_text(moment: datetime, zone: ZoneInfo) -> str:
    """A time as the campaign's people read it."""
    return moment.astimezone(zone).strftime("%Y-%m-%d %H:%M")
