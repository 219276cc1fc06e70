"""What the doctor sees of an inbox on a real server, each fault with its remedy."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from mailbot.doctor.check import Check
from mailbot.doctor.mailbox import check_mailbox
from tests.servers.dovecot import PASSWORD
from tests.servers.netease_proxy import UNSAFE, Fault

if TYPE_CHECKING:
    from tests.servers.fixtures import Inbox

MAIL = b"From: a@unit.example\r\nSubject: x\r\n\r\nx\r\n"


def looked_at(
    inbox: Inbox,
    *,
    password: str = PASSWORD,
    folders: tuple[str, ...] = ("INBOX",),
    move_to: str = "",
) -> dict[str, Check]:
    """Every check by its name."""
    settings = inbox.settings(folders=folders, move_to=move_to, timeout_seconds=20)
    return {one.name: one for one in check_mailbox(settings, password, datetime.now(UTC))}


def deliver(inbox: Inbox, *days_ago: float) -> None:
    for number, days in enumerate(days_ago):
        when = datetime.now(UTC) - timedelta(days=days)
        inbox.account.deliver(MAIL.replace(b"x", b"x%d" % number), internaldate=when)


def test_a_healthy_mailbox_is_fine_and_its_mails_are_counted(inbox: Inbox) -> None:
    deliver(inbox, 1, 3)
    checks = looked_at(inbox)
    assert {one.state for one in checks.values()} == {"ok"}
    assert "INBOX（2 封）" in checks["文件夹"].told
    assert "ID 已发送" in checks["收信"].told


def test_a_wrong_code_names_the_authorization_code(inbox: Inbox) -> None:
    checks = looked_at(inbox, password="the web password")
    assert list(checks) == ["收信"], "nothing more can be seen"
    assert checks["收信"].state == "failed"
    assert "授权码" in checks["收信"].remedy
    assert len(inbox.behaviour.said("LOGIN")) == 1, "one try, no more"


def test_a_code_that_163_refuses_says_so(inbox: Inbox) -> None:
    inbox.behaviour.refuse_login = "LOGIN Login error or password error"
    (check,) = looked_at(inbox).values()
    assert "授权码" in check.remedy


def test_unsafe_login_sends_the_operator_to_the_web(inbox: Inbox) -> None:
    """After ID too: risk control, which no retry lifts."""
    inbox.behaviour.always_unsafe = True
    (check,) = looked_at(inbox).values()
    assert check.state == "failed"
    assert UNSAFE.partition(".")[0] not in check.remedy
    assert "网页" in check.remedy
    assert "授权码" in check.remedy


def test_a_missing_folder_is_named_with_those_there_are(inbox: Inbox) -> None:
    check = looked_at(inbox, folders=("INBOX", "没有这个"))["文件夹"]
    assert check.state == "warning"
    assert "没有这个" in check.told
    assert "[mailbox] folders" in check.remedy
    assert "垃圾邮件" in check.remedy


def test_a_view_of_thirty_days_is_suspected(inbox: Inbox) -> None:
    deliver(inbox, 29.8, 20, 10, 5, 2, 1)
    check = looked_at(inbox)["可见范围"]
    assert check.state == "warning"
    assert "30 天" in check.told
    assert "收取选项" in check.remedy


def test_older_mail_proves_that_all_is_seen(inbox: Inbox) -> None:
    deliver(inbox, 400, 29.8, 10, 5, 2, 1)
    assert looked_at(inbox)["可见范围"].state == "ok"


def test_moving_without_uidplus_is_told(inbox: Inbox) -> None:
    inbox.behaviour.hidden = frozenset({"UIDPLUS"})
    check = looked_at(inbox, move_to="已处理")["移动邮件"]
    assert check.state == "warning"
    assert 'after 改为 "leave"' in check.remedy


def test_a_server_that_hangs_or_is_not_there_is_told(inbox: Inbox) -> None:
    inbox.behaviour.faults.append(Fault("LOGIN", "hang_up", times=-1))
    (check,) = looked_at(inbox).values()
    assert check.state == "failed"
    assert "网络" in check.remedy
