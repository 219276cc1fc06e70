"""Handled mail is filed away one by one, and a mail is never gone from both folders."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from mailbot.mailbox.errors import FolderMissing, Unreachable
from mailbot.mailbox.moving import MoveReport, move_handled
from tests.mailbox.conftest import Desk, mail
from tests.servers.dovecot import PASSWORD
from tests.servers.fixtures import Inbox
from tests.servers.netease_proxy import Fault

TARGET = "已处理"
SAME_MOMENT = datetime(2022, 6, 1, tzinfo=UTC)


def _record(desk: Desk, state: str = "recorded") -> None:
    desk.db.conn.execute("update messages set state = ? where state = 'pending'", [state])


def _move(desk: Desk, inbox: Inbox, target: str = TARGET) -> MoveReport:
    return move_handled(desk.db, desk.blobs, inbox.settings(move_to=target), PASSWORD)


def _polled(desk: Desk, inbox: Inbox, count: int) -> None:
    for number in range(1, count + 1):
        inbox.account.deliver(mail(number), internaldate=SAME_MOMENT)
    desk.poll(inbox.settings())


def _lies(inbox: Inbox, folder: str) -> list[bytes]:
    return sorted(
        raw.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n") for raw in inbox.account.mails(folder)
    )


@pytest.mark.parametrize("state", ["recorded", "duplicate"])
def test_recorded_mail_is_moved_to_a_folder_made_for_it(
    desk: Desk, inbox: Inbox, state: str
) -> None:
    _polled(desk, inbox, 3)
    _record(desk, state)
    inbox.account.deliver(mail(9))
    assert _move(desk, inbox) == MoveReport(moved=3)
    assert _lies(inbox, TARGET) == [mail(1), mail(2), mail(3)]
    assert _lies(inbox, "INBOX") == [mail(9)]
    assert desk.poll(inbox.settings()).fetched == 1


@pytest.mark.parametrize("state", ["pending", "review", "ignored", "unreadable"])
def test_what_a_person_may_still_look_at_stays(desk: Desk, inbox: Inbox, state: str) -> None:
    _polled(desk, inbox, 1)
    _record(desk, state)
    assert _move(desk, inbox) == MoveReport()
    assert _lies(inbox, "INBOX") == [mail(1)]


def test_mail_is_left_in_place_by_default(desk: Desk, inbox: Inbox) -> None:
    _polled(desk, inbox, 1)
    _record(desk)
    inbox.behaviour.commands.clear()
    assert move_handled(desk.db, desk.blobs, inbox.settings(), PASSWORD) == MoveReport()
    assert inbox.behaviour.commands == []


def test_without_uidplus_nothing_is_copied_or_deleted(desk: Desk, inbox: Inbox) -> None:
    _polled(desk, inbox, 1)
    _record(desk)
    inbox.behaviour.hidden = frozenset({"UIDPLUS"})
    report = _move(desk, inbox)
    assert report.moved == 0
    assert "UIDPLUS" in report.warnings[0]
    assert _lies(inbox, "INBOX") == [mail(1)]
    assert inbox.behaviour.said("COPY|EXPUNGE|STORE") == []


def test_a_mail_that_somebody_marked_deleted_is_not_swept_along(desk: Desk, inbox: Inbox) -> None:
    _polled(desk, inbox, 1)
    _record(desk)
    marked = inbox.account.deliver(mail(9))
    marked.rename(marked.parent.parent / "cur" / f"{marked.name}:2,ST")
    assert _move(desk, inbox).moved == 1
    assert _lies(inbox, "INBOX") == [mail(9)]
    assert inbox.behaviour.said("^EXPUNGE|^CLOSE") == []


def test_a_copy_that_did_not_arrive_deletes_nothing(desk: Desk, inbox: Inbox) -> None:
    _polled(desk, inbox, 2)
    _record(desk)
    inbox.behaviour.faults.append(Fault("^UID COPY 1 ", "empty"))
    report = _move(desk, inbox)
    assert report.moved == 1
    assert report.warnings == ("有 1 封邮件没有确认移到，留在原处",)
    assert _lies(inbox, "INBOX") == [mail(1)]


def test_a_hang_up_after_the_copy_makes_no_second_copy(desk: Desk, inbox: Inbox) -> None:
    _polled(desk, inbox, 2)
    _record(desk)
    inbox.behaviour.faults.append(Fault("EXPUNGE 1$", "hang_up"))
    with pytest.raises(Unreachable):
        _move(desk, inbox)
    assert _lies(inbox, "INBOX") == [mail(1), mail(2)]
    assert _lies(inbox, TARGET) == [mail(1), mail(2)]
    assert _move(desk, inbox).moved == 2
    assert _lies(inbox, "INBOX") == []
    assert _lies(inbox, TARGET) == [mail(1), mail(2)]


def test_another_mail_of_the_same_size_and_second_is_no_copy(desk: Desk, inbox: Inbox) -> None:
    inbox.account.deliver(mail(8), TARGET, internaldate=SAME_MOMENT)
    _polled(desk, inbox, 1)
    _record(desk)
    assert _move(desk, inbox).moved == 1
    assert _lies(inbox, TARGET) == [mail(1), mail(8)]


def test_a_refused_copy_leaves_the_mail_and_warns(desk: Desk, inbox: Inbox) -> None:
    _polled(desk, inbox, 1)
    _record(desk)
    inbox.behaviour.faults.append(Fault("^UID COPY", "refuse", text="over quota"))
    report = _move(desk, inbox)
    assert report.moved == 0
    assert "over quota" in report.warnings[0]
    assert _lies(inbox, "INBOX") == [mail(1)]


def test_a_flag_that_no_folder_bears_is_an_error(desk: Desk, inbox: Inbox) -> None:
    with pytest.raises(FolderMissing):
        _move(desk, inbox, "\\Archive")
