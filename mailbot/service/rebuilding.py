"""Rebuilding all that was read, from the raw mail: decisions stay, nobody is written to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sqlite_utils import Database

from mailbot.pipeline.reading import Stopped
from mailbot.pipeline.taking_up import TakenUp, take_up
from mailbot.pipeline.workshop import Workshop
from store.ledger import allow_attempts, messages_to_reread


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A figure that reads otherwise now; texts as shown, '' for one that is not there."""

    reporting_unit: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rebuilt:
    """How the mails ended, and what changed."""

    taken: TakenUp
    changes: tuple[Change, ...]


def rebuild(shop: Workshop, progress: Callable[[int, int], None] | None = None) -> Rebuilt:
    """Take up every mail again, oldest first. Raises Stopped between two mails."""
    before = _figures(shop.db)
    done = TakenUp()
    mails = messages_to_reread(shop.db)
    for count, message in enumerate(mails, start=1):
        if shop.stop():
            raise Stopped
        allow_attempts(shop.db, message.id)
        state = take_up(shop, message, answer=False)
        setattr(done, state, getattr(done, state) + 1)
        if progress:
            progress(count, len(mails))
    return Rebuilt(taken=done, changes=tuple(_changes(before, _figures(shop.db))))


def _figures(db: Database) -> dict[tuple[str, str], str]:
    rows = db.query('SELECT 单位, 指标, 数值, 计量单位, 情况, 约数 FROM "数据来源"')
    return {(row["单位"], row["指标"]): _shown(row) for row in rows}


def _shown(row: dict[str, object]) -> str:
    if row["情况"] != "有数":
        return str(row["情况"])
    return f"{row['约数']}{row['数值']} {row['计量单位']}".strip()


def _changes(before: dict[tuple[str, str], str], after: dict[tuple[str, str], str]) -> list[Change]:
    keys = dict.fromkeys((*before, *after))
    return [
        Change(
            reporting_unit=unit,
            field=label,
            before=before.get((unit, label), ""),
            after=after.get((unit, label), ""),
        )
        for unit, label in keys
        if before.get((unit, label)) != after.get((unit, label))
    ]
