"""Times as tables hold them: ISO 8601 in UTC, to the second, with a trailing Z."""

from __future__ import annotations

from datetime import UTC, datetime


def to_text(moment: datetime) -> str:
    """Write an aware datetime; raises ValueError for a naive one."""
    if moment.tzinfo is None:
        raise ValueError("a time in the store needs a time zone")
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"


def from_text(text: str) -> datetime:
    """Read back what `to_text` wrote."""
    return datetime.fromisoformat(text.removesuffix("Z")).replace(tzinfo=UTC)
