"""Which mails are kept, where they were seen, what waits."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from store.giving_up import give_up
from store.ledger import (
    begin_attempt,
    find_duplicate,
    known_sightings,
    mark_duplicate,
    message_of,
    messages_to_reread,
    pending_messages,
    set_message_state,
    withdraw_attempt,
)
from tests.keeping.conftest import NOON, mail, submission

if TYPE_CHECKING:
    from tests.keeping.conftest import Desk

SOURCE = "imap:office@inbox.example"


def test_one_mail_seen_in_several_places_is_one_message(desk: Desk) -> None:
    first, again = desk.keep(b"Subject: a\r\n\r\nx"), desk.keep(b"Subject: a\n\nx")
    assert first == again
    assert desk.one("SELECT count(*) FROM sightings") == 2
    assert set(known_sightings(desk.db, SOURCE, "INBOX", 1)) == {1, 2}
    assert desk.one("SELECT count(*) FROM messages") == 1


def test_the_same_sighting_twice_is_one_row(desk: Desk) -> None:
    desk.keep(b"x")
    desk.mails = 0
    desk.keep(b"x")
    assert desk.one("SELECT count(*) FROM sightings") == 1


def test_only_mails_of_this_folder_and_uidvalidity_are_known(desk: Desk) -> None:
    desk.keep()
    for place in (("other", "INBOX", 1), (SOURCE, "广告邮件", 1), (SOURCE, "INBOX", 2)):
        assert known_sightings(desk.db, *place) == {}


def test_pending_mails_come_oldest_first(desk: Desk) -> None:
    late = desk.keep(received=NOON + timedelta(hours=2))
    early = desk.keep(received=NOON)
    assert [one.id for one in pending_messages(desk.db)] == [early, late]


def test_a_try_is_counted_before_it_is_made(desk: Desk) -> None:
    one = desk.keep()
    assert [begin_attempt(desk.db, one) for _ in range(3)] == [1, 2, 3]
    withdraw_attempt(desk.db, one)
    assert message_of(desk.db, one).attempts == 2  # type: ignore[union-attr]
    set_message_state(desk.db, one, "pending", "")
    withdraw_attempt(desk.db, one)
    assert message_of(desk.db, one).attempts == 0  # type: ignore[union-attr]


def test_a_mail_given_up_is_shown_and_waits_no_longer(desk: Desk) -> None:
    one = desk.keep()
    give_up(desk.db, one, "格式损坏", now=desk.now)
    assert pending_messages(desk.db) == []
    (row,) = desk.rows('SELECT 类别, 内容 FROM "待处理"')
    assert row == {"类别": "打不开", "内容": "邮件读取失败（格式损坏），原件已保留"}
    assert [one["code"] for one in desk.findings("unreadable_mail")] == ["unreadable_mail"]


def test_figures_do_not_stay_behind_when_a_mail_is_given_up(desk: Desk) -> None:
    """Read before, and not now: without its findings no figure of it may count."""
    desk.report(said={"events": 3})
    desk.wait(hours=1)
    newer = desk.report(said={"events": 5})
    give_up(desk.db, newer, "太大", now=desk.now, code="too_large")
    assert desk.current() == {"events": 3}


def test_all_that_was_ever_taken_up_is_read_again_in_order_of_arrival(desk: Desk) -> None:
    late = desk.report(received=NOON + timedelta(hours=1))
    early = desk.report(received=NOON)
    broken = desk.keep(received=NOON - timedelta(hours=1))
    give_up(desk.db, broken, "坏", now=desk.now)
    desk.keep()
    assert [one.id for one in messages_to_reread(desk.db)] == [broken, early, late]


def arrive(desk: Desk, content: str, hours: int = 0, header: str = "<a@x.example>") -> int:
    """A recorded mail of this content."""
    received = NOON + timedelta(hours=hours)
    one = desk.keep(received=received)
    desk.record(
        one, mail([submission()], received, header_message_id=header, content_sha256=content)
    )
    return one


@pytest.mark.parametrize(
    ("first", "second", "kind"),
    [
        (("A", "<a@x.example>"), ("A", "<a@x.example>"), "duplicate"),
        (("A", "<a@x.example>"), ("B", "<a@x.example>"), "reused"),
        (("A", "<a@x.example>"), ("A", "<b@x.example>"), None),
        (("A", ""), ("A", ""), None),
    ],
)
def test_a_message_id_met_again_is_a_duplicate_or_reused(
    desk: Desk, first: tuple[str, str], second: tuple[str, str], kind: str | None
) -> None:
    one = arrive(desk, first[0], header=first[1])
    new = desk.keep(received=NOON + timedelta(hours=1))
    assert find_duplicate(desk.db, new, second[1], second[0]) == (kind and (kind, one))


@pytest.mark.parametrize("hours", [-1, 0, 1])
def test_of_two_alike_the_one_recorded_first_is_the_first(desk: Desk, hours: int) -> None:
    """However they arrived, and so again when both are read again."""
    other = desk.keep(received=NOON + timedelta(hours=hours))
    first = arrive(desk, "A")
    assert find_duplicate(desk.db, other, "<a@x.example>", "A") == ("duplicate", first)
    desk.record(other, mail([], header_message_id="<a@x.example>", content_sha256="A"))
    mark_duplicate(desk.db, other, first)
    assert find_duplicate(desk.db, first, "<a@x.example>", "A") is None
    assert find_duplicate(desk.db, other, "<a@x.example>", "A") == ("duplicate", first)


def test_only_the_later_one_has_a_reused_message_id(desk: Desk) -> None:
    """Also when both are read again."""
    first, second = arrive(desk, "A"), arrive(desk, "B", hours=1)
    assert find_duplicate(desk.db, first, "<a@x.example>", "A") is None
    assert find_duplicate(desk.db, second, "<a@x.example>", "B") == ("reused", first)


@pytest.mark.parametrize("state", ["pending", "unreadable"])
def test_a_mail_that_was_not_read_is_nobodys_first(desk: Desk, state: str) -> None:
    one = arrive(desk, "A")
    desk.db.execute("UPDATE messages SET state = ?", [state])
    new = desk.keep()
    assert find_duplicate(desk.db, new, "<a@x.example>", "A") is None
    assert one != new
