"""Charts as numbers for the templates' SVG: bars, lines and ticks in the picture's own units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

WIDTH, HEIGHT = 720, 220
_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 44, 16, 34
_BASE = HEIGHT - _BOTTOM
_HIGH = _BASE - _TOP
_LONGEST = 120
"""Days: of a longer collection the last ones are drawn."""
_TICKS = 8
_BARS = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One day, or one unit. `height` 0 is drawn as nothing."""

    x: float
    y: float
    width: float
    height: float
    label: str
    value: str
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyChart:
    """Submissions by day as bars, units that have reported as a line, the deadline between."""

    bars: tuple[Bar, ...]
    line: str
    deadline_x: float | None
    deadline_label: str
    goal_y: float
    goal: int
    ticks: tuple[tuple[float, str], ...]
    most: int
    rows: tuple[tuple[str, int, int], ...]
    base: float = _BASE
    left: float = _LEFT
    right: float = WIDTH - _RIGHT
    top: float = _TOP
    width: int = WIDTH
    height: int = HEIGHT


def daily_chart(
    days: Sequence[Mapping[str, Any]], deadline: date, today: date, expected: int
) -> DailyChart | None:
    """The chart from the first report to the deadline or the last report; None without any."""
    if not days:
        return None
    by_day = {date.fromisoformat(row["day"]): row for row in days}
    newest = max(by_day)
    last = max(newest, deadline)
    first = max(min(by_day), last - timedelta(days=_LONGEST - 1))
    span = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    step = (WIDTH - _LEFT - _RIGHT) / len(span)
    most = max(row["submissions"] for row in days)
    counts = [by_day[day]["submissions"] if day in by_day else 0 for day in span]
    reached = _reached(by_day, span)
    goal = max(expected, reached[-1], 1)
    known = [one for one, day in zip(reached, span, strict=True) if day <= max(today, newest)]
    return DailyChart(
        bars=tuple(
            _bar(place * step, step, _HIGH * count / most, day, count, late=day > deadline)
            for place, (day, count) in enumerate(zip(span, counts, strict=True))
        ),
        line=" ".join(
            f"{_LEFT + (place + 0.5) * step:.1f},{_BASE - _HIGH * one / goal:.1f}"
            for place, one in enumerate(known)
        ),
        deadline_x=_LEFT + ((deadline - first).days + 1) * step if deadline >= first else None,
        deadline_label=f"截止 {deadline.month}月{deadline.day}日",
        goal_y=_BASE - _HIGH * expected / goal,
        goal=expected,
        ticks=tuple(_ticks(span, step)),
        most=most,
        rows=tuple(
            (f"{day:%Y-%m-%d}", count, one)
            for day, count, one in zip(span, counts, reached, strict=True)
            if count
        ),
    )


def _reached(by_day: Mapping[date, Mapping[str, Any]], span: Sequence[date]) -> list[int]:
    """How many units had reported by each day, those before the chart's first day too."""
    done = sum(row["new_units"] for day, row in by_day.items() if day < span[0])
    reached = []
    for day in span:
        done += by_day[day]["new_units"] if day in by_day else 0
        reached.append(done)
    return reached


def _bar(at: float, step: float, tall: float, day: date, count: int, *, late: bool) -> Bar:
    return Bar(
        x=_LEFT + at + step * 0.15,
        y=_BASE - tall,
        width=step * 0.7,
        height=tall,
        label=f"{day.month}月{day.day}日",
        value=str(count),
        late=late,
    )


def _ticks(span: Sequence[date], step: float) -> list[tuple[float, str]]:
    every = max(1, -(-len(span) // _TICKS))
    return [
        (_LEFT + (place + 0.5) * step, f"{day.month}/{day.day}")
        for place, day in enumerate(span)
        if place % every == 0
    ]


def spark(values: Sequence[float | None], *, width: int = 72, height: int = 22) -> list[Bar]:
    """A field's values over the units as narrow bars; many units are drawn as their maxima."""
    if len(values) > _BARS:
        size = -(-len(values) // _BARS)
        groups = [values[n : n + size] for n in range(0, len(values), size)]
        values = [max((one for one in group if one is not None), default=None) for group in groups]
    most = max((abs(one) for one in values if one is not None), default=0) or 1
    step = width / max(len(values), 1)
    return [
        Bar(
            x=place * step + step * 0.1,
            y=height - max(height * abs(value) / most, 0.8 if value else 0),
            width=step * 0.8,
            height=max(height * abs(value) / most, 0.8 if value else 0),
            label="",
            value="",
        )
        for place, value in enumerate(values)
        if value is not None
    ]
