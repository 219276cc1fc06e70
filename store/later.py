"""Reports that a later mail replaced: which of their figures do not count, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from parsers.findings import finding
from store.told import Told

SAYS_SOMETHING = ("value", "none")
_NAMED = 3

Row = Mapping[str, Any]


def later_stands(
    by_field: Mapping[str, Sequence[Row]], chosen: Mapping[str, Row]
) -> Iterator[Told]:
    """A finding at each report for each later mail that says something else.

    `by_field` holds each field's accepted figures, newest first, `chosen` the one that counts. It
    holds whichever of the two mails was read first.
    """
    for own in _by_submission(by_field).values():
        outdated = {
            key: row for key, row in own.items() if chosen[key]["message_id"] != row["message_id"]
        }
        for later in _mails(chosen[key] for key in outdated):
            mine = [key for key in outdated if chosen[key]["message_id"] == later["message_id"]]
            differing = [
                outdated[key] for key in mine if not same_value(outdated[key], chosen[key])
            ]
            if differing:
                yield _told(later, differing, whole=len(mine) == len(own))


def _by_submission(by_field: Mapping[str, Sequence[Row]]) -> dict[int, dict[str, Row]]:
    """What each report says of each field, blank and unreadable cells left out."""
    found: dict[int, dict[str, Row]] = {}
    for key, rows in by_field.items():
        for row in rows:
            if row["state"] in SAYS_SOMETHING:
                found.setdefault(row["submission_id"], {}).setdefault(key, row)
    return found


def _mails(rows: Iterator[Row]) -> list[Row]:
    """One row of each mail, newest mail first."""
    one_each = {row["message_id"]: row for row in rows}
    return sorted(
        one_each.values(), key=lambda row: (row["received_at"], row["message_id"]), reverse=True
    )


def _told(later: Row, differing: Sequence[Row], *, whole: bool) -> Told:
    what = "数据" if whole else named([row["label"] for row in differing])
    return Told(
        figure=differing[0],
        finding=finding("later_mail", received=later["received_local"], what=what),
    )


def same_value(one: Row, other: Row) -> bool:
    """Whether two figures say the same."""
    return all(one[name] == other[name] for name in ("state", "value", "value_text"))


def named(labels: Sequence[str]) -> str:
    """A few labels, the others counted."""
    told = "、".join(labels[:_NAMED])
    return told if len(labels) <= _NAMED else f"{told}等 {len(labels)} 项"
