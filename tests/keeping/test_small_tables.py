"""Rounds, holds and addresses."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from store.addresses import address_state, note_address
from store.holds import active_holds, hold, lift
from store.runs import (
    add_receipts_sent,
    finish_run,
    first_start,
    last_runs,
    last_success,
    start_run,
)
from store.times import from_text, to_text
from tests.keeping.conftest import NOON

if TYPE_CHECKING:
    from tests.keeping.conftest import Desk

HOUR = timedelta(hours=1)


def run(desk: Desk, at: datetime, error: str = "") -> int:
    number = start_run(desk.db, at)
    finish_run(
        desk.db, number, at + HOUR, fetched=2, recorded=1, receipts_sent=1, failed=0, error=error
    )
    return number


def test_a_store_without_rounds_has_no_first_one(desk: Desk) -> None:
    assert (first_start(desk.db), last_success(desk.db), last_runs(desk.db)) == (None, None, [])


def test_the_last_good_round_is_told_from_failed_and_unfinished_ones(desk: Desk) -> None:
    run(desk, NOON)
    run(desk, NOON + 5 * HOUR, error="登录失败")
    newest = start_run(desk.db, NOON + 9 * HOUR)
    assert first_start(desk.db) == NOON
    assert last_success(desk.db) == NOON + HOUR
    assert [row["id"] for row in last_runs(desk.db, 2)] == [newest, newest - 1]


def test_letters_between_rounds_count_for_the_newest(desk: Desk) -> None:
    run(desk, NOON)
    run(desk, NOON)
    add_receipts_sent(desk.db, 3)
    assert [row["receipts_sent"] for row in last_runs(desk.db, 2)] == [4, 1]


def test_what_is_held_is_held_once_until_it_is_lifted(desk: Desk) -> None:
    assert hold(desk.db, "sending", "535", NOON)
    assert not hold(desk.db, "sending", "again", NOON + HOUR)
    assert hold(desk.db, "polling", "Unsafe Login", NOON + HOUR)
    assert [(one.kind, one.reason, one.since) for one in active_holds(desk.db)] == [
        ("sending", "535", NOON),
        ("polling", "Unsafe Login", NOON + HOUR),
    ]
    lift(desk.db, "sending", NOON + HOUR)
    assert [one.kind for one in active_holds(desk.db)] == ["polling"]
    assert hold(desk.db, "sending", "535", NOON + 2 * HOUR)
    assert desk.one("SELECT count(*) FROM holds") == 3, "the history stays"


def test_an_address_has_one_state_whatever_its_letters_case(desk: Desk) -> None:
    note_address(desk.db, "Edu@Unit.example", "bounced", "550", NOON)
    assert address_state(desk.db, "edu@unit.EXAMPLE") == "bounced"
    note_address(desk.db, "edu@unit.example", "ok", "", NOON)
    assert address_state(desk.db, "Edu@Unit.example") == "ok"
    assert address_state(desk.db, "other@unit.example") == ""


def test_times_are_held_in_utc_to_the_second() -> None:
    east = timezone(timedelta(hours=8))
    moment = datetime(2022, 6, 11, 1, 2, 3, 999, tzinfo=east)
    assert to_text(moment) == "2022-06-10T17:02:03Z"
    assert from_text(to_text(moment)) == moment.replace(microsecond=0)
    with pytest.raises(ValueError, match="time zone"):
        to_text(datetime(2022, 6, 11))  # noqa: DTZ001 - the point of it
