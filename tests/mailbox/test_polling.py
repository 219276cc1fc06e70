"""Which mail a round fetches, and that nothing is lost or fetched twice."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest

from tests.mailbox.conftest import NOW, Desk, mail, polled
from tests.servers.fixtures import Inbox

BODY = r"FETCH .*BODY\.PEEK"
LIST = r"^FETCH "


def test_every_mail_of_every_folder_is_kept(desk: Desk, inbox: Inbox) -> None:
    inbox.account.deliver(mail(1))
    inbox.account.deliver(mail(2), "垃圾邮件")
    inbox.account.deliver(mail(3), "广告邮件")
    report = polled(desk, inbox)
    assert (report.fetched, report.known, report.warnings) == (3, 0, ())
    assert desk.kept() == [mail(1), mail(2), mail(3)]
    folders = {row["folder"] for row in desk.db.query("select folder from sightings")}
    assert folders == {"INBOX", "垃圾邮件", "广告邮件"}


def test_received_is_the_servers_date_in_utc_and_in_the_campaigns_zone(
    desk: Desk, inbox: Inbox
) -> None:
    inbox.account.deliver(mail(1), internaldate=datetime(2022, 5, 31, 23, 30, 7, tzinfo=UTC))
    polled(desk, inbox)
    row = next(desk.db.query("select received_at, received_local from messages"))
    assert row == {
        "received_at": "2022-05-31T23:30:07Z",
        "received_local": "2022-06-01 07:30",
    }


def test_a_known_mail_is_not_fetched_again_after_a_restart(desk: Desk, inbox: Inbox) -> None:
    for number in range(5):
        inbox.account.deliver(mail(number))
    polled(desk, inbox)
    inbox.behaviour.commands.clear()
    report = polled(desk, inbox, memory=None)
    assert (report.fetched, report.again, report.known) == (0, 0, 5)
    assert inbox.behaviour.said(BODY) == []


def test_between_two_rounds_only_newer_mail_is_asked_for(desk: Desk, inbox: Inbox) -> None:
    for number in range(5):
        inbox.account.deliver(mail(number))
    polled(desk, inbox)
    inbox.account.deliver(mail(7))
    inbox.behaviour.commands.clear()
    report = polled(desk, inbox)
    assert (report.fetched, report.known) == (1, 5)
    assert inbox.behaviour.said(LIST) == []
    assert len(inbox.behaviour.said(BODY)) == 1


@pytest.mark.parametrize("asked", ["an hour", "full", "backwards"])
def test_the_whole_list_is_checked_hourly_and_on_demand(
    desk: Desk, inbox: Inbox, asked: str
) -> None:
    inbox.account.deliver(mail(1))
    polled(desk, inbox)
    inbox.behaviour.commands.clear()
    step = {"an hour": timedelta(minutes=61), "full": timedelta(0), "backwards": -timedelta(1)}
    desk.now = NOW + step[asked]
    polled(desk, inbox, full=asked == "full")
    assert inbox.behaviour.said(LIST) != []


def test_a_deleted_mail_makes_the_list_be_checked_and_loses_nothing(
    desk: Desk, inbox: Inbox
) -> None:
    first = inbox.account.deliver(mail(2))
    inbox.account.deliver(mail(3))
    polled(desk, inbox)
    inbox.account.delete(first)
    inbox.account.deliver(mail(4))
    inbox.behaviour.commands.clear()
    assert polled(desk, inbox).fetched == 1
    assert inbox.behaviour.said(LIST) != []
    assert desk.kept() == [mail(2), mail(3), mail(4)]


@pytest.mark.parametrize("uidvalidity", [1, None])
def test_a_renumbered_mailbox_costs_a_refetch_and_no_duplicate(
    desk: Desk, inbox: Inbox, uidvalidity: int | None
) -> None:
    inbox.behaviour.uidvalidity = uidvalidity
    day = datetime(2022, 6, 1, tzinfo=UTC)
    paths = [
        inbox.account.deliver(mail(n, size=n * 100), internaldate=day + timedelta(hours=n))
        for n in range(1, 6)
    ]
    polled(desk, inbox)
    inbox.account.delete(paths[0])
    inbox.account.renumber()
    inbox.account.deliver(mail(9), internaldate=day + timedelta(days=1))
    report = polled(desk, inbox)
    assert (report.fetched, report.again) == (1, 4)
    assert desk.kept() == sorted([*(mail(n, size=n * 100) for n in range(1, 6)), mail(9)])
    assert polled(desk, inbox, full=True).again == 0


def test_the_same_bytes_in_two_folders_are_one_message_seen_twice(desk: Desk, inbox: Inbox) -> None:
    inbox.account.deliver(mail(1))
    inbox.account.deliver(mail(1, end=b"\n"), "广告邮件")
    report = polled(desk, inbox)
    assert (report.fetched, report.again) == (1, 1)
    assert (desk.count("messages"), desk.count("sightings")) == (1, 2)


def test_mail_older_than_since_is_counted_and_not_fetched(desk: Desk, inbox: Inbox) -> None:
    desk.since = datetime(2022, 4, 18, tzinfo=UTC)
    inbox.account.deliver(mail(1), internaldate=desk.since - timedelta(seconds=1))
    inbox.account.deliver(mail(2), internaldate=desk.since)
    report = polled(desk, inbox)
    assert (report.fetched, report.older, report.known) == (1, 1, 0)
    assert desk.kept() == [mail(2)]


def test_a_missing_folder_is_a_warning_once(desk: Desk, inbox: Inbox) -> None:
    inbox.account.deliver(mail(1))
    report = desk.poll(inbox.settings(folders=("INBOX", "没有的文件夹")))
    assert report.fetched == 1
    assert report.warnings == ("邮箱里没有文件夹“没有的文件夹”，已跳过",)
    assert desk.poll(inbox.settings(folders=("INBOX", "没有的文件夹"))).warnings == ()


@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_large_mail_comes_in_parts_and_byte_by_byte(desk: Desk, inbox: Inbox, end: bytes) -> None:
    large = mail(1, size=3_500_000, end=end)
    inbox.account.deliver(large)
    polled(desk, inbox)
    assert desk.kept() == [large.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")]
    assert len(inbox.behaviour.said(BODY)) == 4


def test_a_long_folder_is_listed_in_short_answers(desk: Desk, inbox: Inbox) -> None:
    for number in range(35):
        inbox.account.deliver(mail(number))
    inbox.behaviour.longest_fetch = 12
    assert polled(desk, inbox).fetched == 35
    assert desk.count("messages") == 35


def test_a_stopping_service_keeps_what_came_and_says_so(desk: Desk, inbox: Inbox) -> None:
    for number in range(4):
        inbox.account.deliver(mail(number))
    stopping = threading.Event()
    desk.stop = stopping.is_set

    def stop_at_two(_folder: str, done: int, _total: int) -> None:
        if done == 2:
            stopping.set()

    report = polled(desk, inbox, progress=stop_at_two)
    assert (report.stopped, report.fetched) == (True, 2)
    desk.stop = bool
    assert polled(desk, inbox).fetched == 2
    assert desk.count("messages") == 4


def test_progress_counts_the_mails_of_each_folder(desk: Desk, inbox: Inbox) -> None:
    inbox.account.deliver(mail(1))
    inbox.account.deliver(mail(2))
    seen: list[tuple[str, int, int]] = []
    polled(desk, inbox, progress=lambda *told: seen.append(told))
    assert [one for one in seen if one[0] == "INBOX"] == [
        ("INBOX", 0, 2),
        ("INBOX", 1, 2),
        ("INBOX", 2, 2),
    ]


def test_a_size_that_the_server_counts_anew_costs_one_refetch(desk: Desk, inbox: Inbox) -> None:
    inbox.account.deliver(mail(1))
    polled(desk, inbox)
    inbox.behaviour.size_error = 5
    desk.now += timedelta(hours=2)
    assert polled(desk, inbox).again == 1
    desk.now += timedelta(hours=2)
    assert (polled(desk, inbox).known, desk.count("sightings")) == (1, 1)


def test_a_mailbox_renumbered_there_and_back_settles(desk: Desk, inbox: Inbox) -> None:
    day = datetime(2022, 6, 1, tzinfo=UTC)
    first = inbox.account.deliver(mail(1), internaldate=day)
    polled(desk, inbox)
    for raw, moment in ((mail(2), day + timedelta(1)), (mail(1), day)):
        inbox.account.delete(first)
        inbox.account.renumber()
        first = inbox.account.deliver(raw, internaldate=moment)
        desk.now += timedelta(hours=2)
        polled(desk, inbox)
    desk.now += timedelta(hours=2)
    report = polled(desk, inbox)
    assert (report.again, report.known) == (0, 1)
    assert desk.kept() == [mail(1), mail(2)]
