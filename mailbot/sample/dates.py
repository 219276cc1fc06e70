"""When the sample's letters were sent: the summer of 2022, China time."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def at(text: str) -> datetime:
    """`06-08 09:00` as a moment of 2022."""
    return datetime.strptime(f"2022-{text}", "%Y-%m-%d %H:%M").replace(tzinfo=ZONE)
