"""How the service is: last rounds, the outbox, what is stopped, what a person must look at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from mailbot.config.model import Configuration
from mailbot.pipeline.reading_mark import reading_mark
from store.holds import active_holds
from store.runs import last_runs, last_success
from store.times import from_text

ALERTED = "alerted:"
"""Holds of this kind stop nothing: they remember what staff were told already."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """`troubles` are lines for staff, empty for a healthy service; times are local text."""

    last_success_local: str
    last_error: str
    queued: int
    failed: int
    uncertain: int
    pending: int
    review: int
    unreadable: int
    troubles: tuple[str, ...]


def health_of(db: Database, config: Configuration, now: datetime) -> Health:
    """Look at the newest rounds and at all that is stuck."""
    success = last_success(db)
    newest = next(iter(last_runs(db)), None)
    error = str(newest["error"]) if newest else ""
    letters = _counts(db, "receipts")
    mails = _counts(db, "messages")
    zone = config.campaign.zone
    return Health(
        last_success_local=success.astimezone(zone).strftime("%Y-%m-%d %H:%M") if success else "",
        last_error=error,
        queued=letters.get("queued", 0),
        failed=letters.get("failed", 0) + letters.get("bounced", 0),
        uncertain=letters.get("uncertain", 0),
        pending=mails.get("pending", 0),
        review=mails.get("review", 0),
        unreadable=mails.get("unreadable", 0),
        troubles=tuple(_troubles(db, config, now, error, letters, mails)),
    )


def _counts(db: Database, table: str) -> dict[str, int]:
    rows = db.query(f"SELECT state, count(*) AS n FROM {table} GROUP BY state")  # noqa: S608 - ours
    return {row["state"]: row["n"] for row in rows}


def _troubles(
    db: Database,
    config: Configuration,
    now: datetime,
    error: str,
    letters: dict[str, int],
    mails: dict[str, int],
) -> list[str]:
    lines = [f"已停：{one.reason.partition('（凭据 ')[0]}" for one in active_holds(db)]
    if error:
        lines.append(f"最近一轮没有成功：{error}")
    silent = silent_for(db, now)
    if silent and silent > timedelta(minutes=config.schedule.alert_after_minutes):
        lines.append(f"已有 {int(silent.total_seconds() // 60)} 分钟没有成功收取邮件")
    for state, words in (
        ("uncertain", "封信不知是否已发出，见 mailbot review"),
        ("failed", "封信没有发出，见 mailbot review"),
        ("bounced", "封信被退回，见 mailbot review"),
    ):
        if letters.get(state):
            lines.append(f"{letters[state]} {words}")
    if mails.get("review"):
        lines.append(f"{mails['review']} 封邮件要指定单位，见 mailbot review")
    stale = _read_otherwise(db, config)
    if stale:
        lines.append(f"{stale} 封邮件是按改动前的表格或名单读的，请运行 mailbot reparse")
    if mails.get("unreadable"):
        lines.append(f"{mails['unreadable']} 封邮件读取失败，原件已保留")
    return lines


def _read_otherwise(db: Database, config: Configuration) -> int:
    """Mails read by another form, roster or version than today's."""
    rows = db.query(
        "SELECT count(*) AS n FROM messages WHERE read_with NOT IN ('', ?)"
        " AND state NOT IN ('pending', 'unreadable', 'duplicate')",
        [reading_mark(config)],
    )
    return int(next(rows)["n"])


def silent_for(db: Database, now: datetime) -> timedelta | None:
    """How long no round has succeeded; None for a store that no service has used."""
    success = last_success(db)
    if success is None:
        oldest = next(db.query("SELECT min(started_at) AS at FROM runs"))["at"]
        return now - from_text(oldest) if oldest else None
    return now - success
