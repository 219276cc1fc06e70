"""A letter exactly as it was or will be sent."""

from __future__ import annotations

from typing import Any

from mailbot.web.asked import Asked, NotFound
from mailbot.web.words import LETTER_KINDS, LETTER_STATES


def letter(asked: Asked) -> dict[str, Any]:
    """One letter of the outbox."""
    number = asked.number("id")
    for row in asked.db.query(
        "SELECT r.*, coalesce(u.name, '') AS unit FROM receipts r"
        " LEFT JOIN reporting_units u ON u.code = r.reporting_unit WHERE r.id = ?",
        [number],
    ):
        return {
            "letter": row,
            "kind_label": LETTER_KINDS[row["kind"]],
            "state_label": LETTER_STATES[row["state"]],
        }
    raise NotFound(f"没有编号为 {number} 的信")
