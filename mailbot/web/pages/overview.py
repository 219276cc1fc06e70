"""The first page: how far the collection is, what needs a person, how the service is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from mailbot.service.health import health_of
from mailbot.web.asked import Asked
from mailbot.web.charts import daily_chart
from mailbot.web.desk import Desk
from mailbot.web.pages.review import waiting_counts
from mailbot.web.words import UNIT_STATES
from store.asking import UnitStatus, unit_statuses

_DAY = 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What stands until somebody writes to the store."""

    units: Sequence[UnitStatus]
    unexpected: frozenset[str]
    days: Sequence[dict[str, Any]]
    mails: dict[str, int]


def overview(asked: Asked) -> dict[str, Any]:
    """The matrix of units and materials, the chart, the counts."""
    now = standing(asked.desk, asked.db)
    kinds = waiting_counts(asked.desk, asked.db)
    expected = [one for one in now.units if one.code not in now.unexpected]
    shown = [one for one in now.units if _is_wanted(one, asked.words.get("state", ""))]
    campaign = asked.desk.config.campaign
    deadline = campaign.deadline_at.astimezone(campaign.zone)
    today = asked.now.astimezone(campaign.zone).date()
    return {
        "deadline": f"{deadline:%Y-%m-%d %H:%M}",
        "countdown": countdown(deadline, asked.now),
        "counts": _counts(expected),
        "units": shown,
        "total_units": len(now.units),
        "unexpected": now.unexpected,
        "labels": list(now.units[0].materials) if now.units else [],
        "required": {one.label for one in asked.desk.config.materials if one.required},
        "state": asked.words.get("state", ""),
        "states": UNIT_STATES,
        "waiting": kinds,
        "waiting_total": sum(kinds.values()),
        "mails": now.mails,
        "chart": daily_chart(now.days, deadline.date(), today, len(expected)),
        "health": health_of(asked.db, asked.desk.config, asked.now),
    }


def standing(desk: Desk, db: Database) -> Standing:
    """How the collection stands, looked up once between two writes."""
    return desk.remembered(db, "overview", _look)


def _look(db: Database) -> Standing:
    rows = db.query("SELECT code FROM reporting_units WHERE expected = 0")
    return Standing(
        units=unit_statuses(db),
        unexpected=frozenset(row["code"] for row in rows),
        days=list(db.query(_DAYS)),
        mails={
            row["state"]: row["n"]
            for row in db.query("SELECT state, count(*) AS n FROM messages GROUP BY state")
        },
    )


_DAYS = """
WITH counted AS MATERIALIZED (
    SELECT s.reporting_unit AS unit, substr(s.received_local, 1, 10) AS day
    FROM counted_submissions s JOIN reporting_units u ON u.code = s.reporting_unit
    WHERE u.expected = 1)
SELECT c.day, c.submissions, coalesce(f.new_units, 0) AS new_units
FROM (SELECT day, count(*) AS submissions FROM counted GROUP BY day) c
LEFT JOIN (SELECT day, count(*) AS new_units
    FROM (SELECT min(day) AS day FROM counted GROUP BY unit) GROUP BY day) f ON f.day = c.day
ORDER BY c.day
"""
"""Submissions by day, and how many units were heard of for the first time."""


def countdown(deadline: datetime, now: datetime) -> str:
    """How long until the deadline, or since it, in days and hours."""
    seconds = (deadline - now).total_seconds()
    days, rest = divmod(abs(seconds), _DAY)
    hours = int(rest // 3600)
    if seconds < 0:
        return f"已截止 {int(days)} 天" if days else f"已截止 {hours} 小时"
    if days:
        return f"还有 {int(days)} 天 {hours} 小时"
    return f"还有 {hours} 小时 {int(rest % 3600 // 60)} 分"


def _counts(units: Sequence[UnitStatus]) -> dict[str, int]:
    return {
        "expected": len(units),
        "reported": sum(one.state != "未报送" for one in units),
        "complete": sum(one.state == "已报齐" for one in units),
        "lacking": sum(one.state == "缺材料" for one in units),
        "check": sum(one.state == "待核对" for one in units),
        "silent": sum(one.state == "未报送" for one in units),
        "late": sum(bool(one.late) for one in units),
    }


def _is_wanted(unit: UnitStatus, state: str) -> bool:
    if state == "逾期":
        return bool(unit.late)
    return state not in UNIT_STATES or unit.state == state
