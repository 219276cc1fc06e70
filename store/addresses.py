"""Addresses met, and what is known against them."""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database

from store.database import writing
from store.times import to_text


def note_address(db: Database, address: str, state: str, reason: str, now: datetime) -> None:
    """Remember of an address that it refused, bounced or works."""
    with writing(db):
        db.execute(
            "INSERT INTO addresses (address, state, reason, noted_at) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (address) DO UPDATE SET state = excluded.state,"
            " reason = excluded.reason, noted_at = excluded.noted_at",
            [address.lower(), state, reason, to_text(now)],
        )


def address_state(db: Database, address: str) -> str:
    """The state noted, '' for an address never met."""
    rows = db.query("SELECT state FROM addresses WHERE address = ?", [address.lower()])
    return next((str(row["state"]) for row in rows), "")
