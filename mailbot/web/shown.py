"""Values as the pages write them: numbers with thousands, sizes, the class of a cell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from mailbot.web.words import APPROXIMATIONS, FIGURE_STATES
from store.times import from_text

_MISSING = "—"
_KILO = 1024


def number(value: object) -> str:
    """1234567.5 as 1,234,567.5; '' for None."""
    if value is None:
        return ""
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        return f"{int(value):,}" if value.is_integer() else f"{value:,.10g}"
    return str(value)


def figure(row: Mapping[str, Any] | None) -> str:
    """A figure with 约 or 不少于 before it, without its unit of measure; — for none."""
    if row is None:
        return _MISSING
    if row["state"] != "value":
        return FIGURE_STATES[row["state"]]
    value = row["value"] if row["value"] is not None else row["value_text"]
    return f"{APPROXIMATIONS.get(row['approximation'] or '', '')}{number(value)}".strip()


def cell_kind(row: Mapping[str, Any] | None, doubted: bool) -> str:
    """Which of words.CELLS a cell of the summary is, '' for a plain figure."""
    if doubted:
        return "doubt"
    if row is None:
        return "missing"
    if row["correction_id"] is not None:
        return "corrected"
    if row["state"] != "value":
        return str(row["state"])
    return "about" if row["approximation"] else ""


def size(count: int) -> str:
    """Bytes as KB or MB."""
    if count < _KILO:
        return f"{count} 字节"
    if count < _KILO * _KILO:
        return f"{count / _KILO:.0f} KB"
    return f"{count / _KILO / _KILO:.1f} MB"


def local_filters(zone: ZoneInfo) -> dict[str, Callable[..., object]]:
    """`day` and `minute` write a moment of the tables, which is UTC, on the campaign's clock."""

    def local(text: str | None) -> datetime | None:
        return from_text(text).astimezone(zone) if text else None

    return {
        "day": lambda text: f"{moment:%Y-%m-%d}" if (moment := local(text)) else "",
        "minute": lambda text: f"{moment:%Y-%m-%d %H:%M}" if (moment := local(text)) else "",
    }


FILTERS: dict[str, Callable[..., object]] = {"number": number, "figure": figure, "size": size}
"""What the templates may use under these names."""
