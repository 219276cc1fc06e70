"""Bounces tied to the letter that came back, and the address that does not take our mail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlite_utils import Database

from mailbot.receipts.plain import one_line
from store.addresses import note_address
from store.database import writing
from store.times import to_text

_BOUNCES_WITHIN = timedelta(days=7)


def record_bounce(
    db: Database,
    bounced_message_ids: Iterable[str],
    bounced_addresses: Iterable[str],
    reason: str,
    now: datetime,
) -> tuple[int, ...]:
    """Mark the letters that a bounce speaks of and their addresses; the outbox rows.

    By Message-ID first. 163 often names the address alone: then the newest letter sent there in
    the last days. An address that we never wrote to is not marked, whatever the bounce says.
    """
    with writing(db):
        rows = _by_message_id(db, bounced_message_ids) or _by_address(db, bounced_addresses, now)
        for receipt_id, address in rows.items():
            db.execute(
                "update receipts set state = 'bounced', reason = ? where id = ?",
                [one_line(reason, 200), receipt_id],
            )
            note_address(db, address, "bounced", one_line(reason, 200), now)
    return tuple(rows)


def _by_message_id(db: Database, ids: Iterable[str]) -> dict[int, str]:
    found: dict[int, str] = {}
    for one in ids:
        for row in db.query(
            "select id, to_address from receipts where header_message_id = ?"
            " and state in ('sent', 'uncertain')",
            [one.strip()],
        ):
            found[row["id"]] = row["to_address"]
    return found


def _by_address(db: Database, addresses: Iterable[str], now: datetime) -> dict[int, str]:
    found: dict[int, str] = {}
    for address in addresses:
        for row in db.query(
            "select id, to_address from receipts where lower(to_address) = ?"
            " and state in ('sent', 'uncertain') and queued_at >= ? order by id desc limit 1",
            [address.strip().lower(), to_text(now - _BOUNCES_WITHIN)],
        ):
            found[row["id"]] = row["to_address"]
    return found
