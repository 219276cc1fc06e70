"""What doctor is told of a mailbox."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mailbot.mailbox.inspection import inspect_mailbox, seems_cut_off
from tests.mailbox.conftest import mail
from tests.servers.dovecot import PASSWORD
from tests.servers.fixtures import Inbox

NOW = datetime(2022, 6, 10, 8, 0, tzinfo=UTC)


def _deliver_back_to(inbox: Inbox, days: int) -> None:
    for number in range(0, days, 3):
        inbox.account.deliver(mail(number), internaldate=NOW - timedelta(days=number))
    inbox.account.deliver(mail(days), internaldate=NOW - timedelta(days=days))


def test_folders_are_told_with_what_is_missing(inbox: Inbox) -> None:
    inbox.account.deliver(mail(1), "垃圾邮件", internaldate=NOW)
    settings = inbox.settings(folders=("INBOX", "\\Junk", "不存在"))
    view = inspect_mailbox(settings, PASSWORD)
    assert [(one.name, one.mails) for one in view.folders] == [("INBOX", 0), ("垃圾邮件", 1)]
    assert view.missing == ("不存在",)
    assert set(view.present) >= {"INBOX", "已发送", "垃圾邮件", "广告邮件", "订阅邮件"}
    assert (view.sent, view.knows_id, view.can_move) == ("已发送", True, True)
    assert view.oldest == NOW


@pytest.mark.parametrize(
    ("oldest_days", "shown_days", "cut_off"),
    [(200, 30, True), (200, 200, False), (12, 30, False), (60, 60, False)],
)
def test_a_mailbox_that_ends_thirty_days_ago_seems_cut_off(
    inbox: Inbox, oldest_days: int, shown_days: int, cut_off: bool
) -> None:
    _deliver_back_to(inbox, oldest_days)
    inbox.account.show_only_since(NOW - timedelta(days=shown_days))
    view = inspect_mailbox(inbox.settings(), PASSWORD)
    assert seems_cut_off(view, NOW) is cut_off


def test_of_a_handful_of_mails_nothing_can_be_told(inbox: Inbox) -> None:
    inbox.account.deliver(mail(1), internaldate=NOW - timedelta(days=30))
    assert not seems_cut_off(inspect_mailbox(inbox.settings(), PASSWORD), NOW)
