"""Hang-ups, stalls, empty and torn answers: what is left is fetched later, the rest goes on."""

from __future__ import annotations

import errno
import os
import threading
import time

import pytest

from mailbot.mailbox import keeping
from mailbot.mailbox.errors import CommandFailed, Unreachable
from store.errors import StoreFull, StoreLocked
from tests.mailbox.conftest import Desk, mail, polled
from tests.servers.fixtures import Inbox
from tests.servers.netease_proxy import Fault

BODY_OF_2 = r"FETCH 2 .*BODY"


def _three_mails(inbox: Inbox) -> None:
    for number in (1, 2, 3):
        inbox.account.deliver(mail(number))


def test_a_hang_up_in_the_middle_of_a_body_costs_only_time(desk: Desk, inbox: Inbox) -> None:
    _three_mails(inbox)
    inbox.behaviour.faults.append(Fault(BODY_OF_2, "cut", text="90"))
    report = polled(desk, inbox)
    assert (report.fetched, report.later) == (3, 0)
    assert desk.kept() == [mail(1), mail(2), mail(3)]
    assert inbox.behaviour.connections == 2


def test_a_hang_up_between_the_parts_of_a_large_mail_costs_only_time(
    desk: Desk, inbox: Inbox
) -> None:
    large = mail(1, size=3_000_000)
    inbox.account.deliver(large)
    inbox.behaviour.faults.append(Fault(r"BODY\.PEEK\[\]<1048576", "cut", text="500000"))
    assert polled(desk, inbox).fetched == 1
    assert desk.kept() == [large]


@pytest.mark.parametrize("action", ["empty", "refuse"])
def test_a_mail_without_an_answer_stays_for_later_and_stops_no_other(
    desk: Desk, inbox: Inbox, action: str
) -> None:
    _three_mails(inbox)
    inbox.behaviour.faults.append(Fault(BODY_OF_2, action, text="System busy"))  # type: ignore[arg-type]  # a literal by the table above
    report = polled(desk, inbox)
    assert (report.fetched, report.later) == (2, 1)
    assert any("下一轮再取" in told for told in report.warnings)
    assert desk.kept() == [mail(1), mail(3)]
    assert polled(desk, inbox).fetched == 1
    assert desk.kept() == [mail(1), mail(2), mail(3)]


def test_a_mail_that_always_ends_the_connection_stops_no_other(desk: Desk, inbox: Inbox) -> None:
    _three_mails(inbox)
    inbox.behaviour.faults.append(Fault(BODY_OF_2, "hang_up", times=-1))
    report = polled(desk, inbox)
    assert (report.fetched, report.later) == (2, 1)
    assert desk.kept() == [mail(1), mail(3)]
    inbox.behaviour.faults.clear()
    assert polled(desk, inbox).fetched == 1


def test_many_mails_that_end_the_connection_stop_no_other_for_ever(
    desk: Desk, inbox: Inbox
) -> None:
    for number in range(1, 31):
        inbox.account.deliver(mail(number))
    inbox.behaviour.faults.append(Fault(r"FETCH 1?\d .*BODY", "hang_up", times=-1))
    for _round in range(3):
        try:
            polled(desk, inbox)
        except Unreachable:
            continue
    assert desk.kept() == sorted(mail(number) for number in range(20, 31))


def test_an_empty_list_is_not_taken_for_an_empty_folder(desk: Desk, inbox: Inbox) -> None:
    _three_mails(inbox)
    inbox.behaviour.faults.append(Fault("^FETCH", "empty"))
    report = polled(desk, inbox)
    assert report.fetched == 0
    assert any("不完整" in told for told in report.warnings)
    assert polled(desk, inbox).fetched == 3


def test_a_missing_answer_about_newer_mail_has_the_whole_list_checked(
    desk: Desk, inbox: Inbox
) -> None:
    _three_mails(inbox)
    polled(desk, inbox)
    inbox.account.deliver(mail(4))
    inbox.behaviour.faults.append(Fault("^UID SEARCH", "empty"))
    assert polled(desk, inbox).fetched == 1


def test_a_silent_server_is_left_after_the_time_limit(desk: Desk, inbox: Inbox) -> None:
    inbox.behaviour.faults.append(Fault("^LIST", "stall", times=-1))
    began = time.monotonic()
    with pytest.raises(Unreachable, match="没有答复"):
        desk.poll(inbox.settings(timeout_seconds=0.3))
    assert time.monotonic() - began < 30


def test_a_stopping_service_does_not_wait_for_a_silent_server(desk: Desk, inbox: Inbox) -> None:
    inbox.behaviour.faults.append(Fault("^LIST", "stall", times=-1))
    stopping = threading.Event()
    timer = threading.Timer(0.3, stopping.set)
    timer.start()
    desk.stop = stopping.is_set
    report = desk.poll(inbox.settings(timeout_seconds=100))
    timer.join()
    assert report.stopped


def test_a_server_that_is_not_there_is_tried_once(desk: Desk, inbox: Inbox) -> None:
    settings = inbox.settings()
    inbox.proxy.__exit__(None, None, None)
    with pytest.raises(Unreachable):
        desk.poll(settings)


def test_a_server_that_keeps_hanging_up_is_given_up(desk: Desk, inbox: Inbox) -> None:
    inbox.behaviour.faults.append(Fault("^(SELECT|EXAMINE)", "hang_up", times=-1))
    with pytest.raises(Unreachable):
        polled(desk, inbox)
    assert inbox.behaviour.connections == 3


def test_a_folder_that_cannot_be_opened_stops_no_other(desk: Desk, inbox: Inbox) -> None:
    _three_mails(inbox)
    inbox.account.deliver(mail(4), "订阅邮件")
    inbox.behaviour.faults.append(Fault("EXAMINE.*&V4NXPpCuTvY-", "refuse", text="locked"))
    report = polled(desk, inbox)
    assert report.fetched == 4
    assert any("垃圾邮件" in told for told in report.warnings)


def test_an_inbox_that_cannot_be_opened_is_an_error_after_the_other_folders(
    desk: Desk, inbox: Inbox
) -> None:
    inbox.account.deliver(mail(4), "垃圾邮件")
    inbox.behaviour.faults.append(Fault("EXAMINE.*INBOX", "refuse", text="locked"))
    with pytest.raises(CommandFailed, match="locked") as caught:
        polled(desk, inbox)
    assert caught.value.fetched == 1
    assert desk.kept() == [mail(4)]


def test_a_full_disk_ends_the_round_and_keeps_nothing_half(
    desk: Desk, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    _three_mails(inbox)

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(StoreFull):
            polled(desk, inbox)
    assert list(desk.blobs.root.rglob("*")) == []
    assert polled(desk, inbox).fetched == 3


def test_a_store_that_fails_after_the_blob_costs_a_refetch(
    desk: Desk, inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    _three_mails(inbox)

    def locked(*_given: object, **_named: object) -> None:
        raise StoreLocked("database is locked")

    with monkeypatch.context() as patched:
        patched.setattr(keeping, "keep_message", locked)
        with pytest.raises(StoreLocked):
            polled(desk, inbox)
    assert len(list(desk.blobs.names())) == 1
    assert polled(desk, inbox).fetched == 3
    assert len(list(desk.blobs.names())) == 3


@pytest.mark.parametrize("size", [0, 2_500_000])
def test_a_body_that_comes_short_is_asked_for_again(desk: Desk, inbox: Inbox, size: int) -> None:
    inbox.account.deliver(mail(1, size=size))
    inbox.behaviour.faults.append(Fault("BODY", "short", text="20"))
    assert polled(desk, inbox).fetched == 1
    assert desk.kept() == [mail(1, size=size)]
    assert len(list(desk.blobs.names())) == 1


def test_a_body_that_comes_short_in_two_ways_is_not_kept(desk: Desk, inbox: Inbox) -> None:
    inbox.account.deliver(mail(1))
    inbox.behaviour.faults += [Fault("BODY", "short", text="20"), Fault("BODY", "short", text="9")]
    report = polled(desk, inbox)
    assert (report.fetched, report.later) == (0, 1)
    assert list(desk.blobs.names()) == []
    assert polled(desk, inbox).fetched == 1


@pytest.mark.parametrize("error", [-7, 7])
@pytest.mark.parametrize("size", [0, 2_500_000])
def test_a_server_that_miscounts_sizes_is_believed_when_two_answers_agree(
    desk: Desk, inbox: Inbox, size: int, error: int
) -> None:
    inbox.account.deliver(mail(1, size=size))
    inbox.behaviour.size_error = error
    assert polled(desk, inbox).fetched == 1
    assert desk.kept() == [mail(1, size=size)]
    assert polled(desk, inbox, full=True).known == 1


def test_a_mail_without_a_server_date_is_dated_by_its_header(desk: Desk, inbox: Inbox) -> None:
    inbox.account.deliver(b"Date: Wed, 1 Jun 2022 08:00:00 +0800\r\n" + mail(1))
    inbox.behaviour.no_dates = True
    assert polled(desk, inbox).fetched == 1
    row = next(desk.db.query("select received_at from messages"))
    assert row["received_at"] == "2022-06-01T00:00:00Z"
