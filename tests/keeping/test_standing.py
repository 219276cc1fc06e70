"""What is known when a new mail comes: by arrival, whenever it is asked."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from store.standing import address_proven, figure_senders, recurring_pictures
from tests.keeping.conftest import NOON, attachment, mail, submission

if TYPE_CHECKING:
    from tests.keeping.conftest import Desk

HOUR = timedelta(hours=1)
LOGO = "f" * 64


@pytest.mark.parametrize(
    ("said", "state", "after", "expected"),
    [
        ({"events": 3}, "accepted", HOUR, {"edu@unit.example"}),
        ({"events": "无"}, "accepted", HOUR, {"edu@unit.example"}),
        ({"events": None}, "accepted", HOUR, set()),
        ({}, "accepted", HOUR, set()),
        ({"events": 3}, "review", HOUR, set()),
        ({"events": 3}, "superseded", HOUR, set()),
        ({"events": 3}, "accepted", -HOUR, set()),
    ],
)
def test_whose_figures_count_before_a_mail(
    desk: Desk, said: dict[str, int], state: str, after: timedelta, expected: set[str]
) -> None:
    desk.report("edu", said=said, state=state)
    found = figure_senders(desk.db, "edu", before=NOON + after, excluding_message=99)
    assert found == expected
    assert figure_senders(desk.db, "health", before=NOON + after, excluding_message=99) == set()
    assert figure_senders(desk.db, "edu", before=NOON + after, excluding_message=1) == set()


@pytest.mark.parametrize(
    ("verified", "after", "address", "expected"),
    [
        (True, HOUR, "edu@unit.example", True),
        (True, HOUR, "EDU@Unit.example", True),
        (True, HOUR, "edu@unit.exampl", False),
        (True, -HOUR, "edu@unit.example", False),
        (False, HOUR, "edu@unit.example", False),
        (None, HOUR, "edu@unit.example", False),
    ],
)
def test_an_address_is_proven_only_by_what_came_before(
    desk: Desk, verified: bool | None, after: timedelta, address: str, expected: bool
) -> None:
    one = desk.keep()
    desk.record(one, mail([], sender_verified=verified))
    before = NOON + after
    assert address_proven(desk.db, address, before=before, excluding_message=99) is expected
    assert not address_proven(desk.db, address, before=before, excluding_message=one)


@pytest.mark.parametrize(
    ("family", "after", "expected"),
    [("image", HOUR, {LOGO}), ("document", HOUR, set()), ("image", -HOUR, set())],
)
def test_a_picture_recurs_only_after_it_came(
    desk: Desk, family: str, after: timedelta, expected: set[str]
) -> None:
    one = desk.keep()
    picture = attachment("logo.png", family=family, sha256=LOGO)
    desk.record(one, mail([submission()], attachments=(picture,)))
    asked = [LOGO, "0" * 64, LOGO]
    before = NOON + after
    found = recurring_pictures(desk.db, asked, before=before, excluding_message=99)
    assert found == expected
    assert recurring_pictures(desk.db, asked, before=before, excluding_message=one) == set()
    assert recurring_pictures(desk.db, [], before=before, excluding_message=99) == set()


def test_thousands_of_pictures_may_be_asked_for(desk: Desk) -> None:
    """More than SQLite takes as parameters of one statement."""
    many = [f"{number:064x}" for number in range(40_000)]
    assert recurring_pictures(desk.db, many, before=NOON, excluding_message=1) == frozenset()
