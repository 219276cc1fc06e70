"""Marks of machines: what must never be answered, and what must not be held back."""

from __future__ import annotations

import pytest

from tests.mails.making import Header, simple, text, word
from tests.mails.samples import read_bytes

MACHINE_HEADERS: tuple[tuple[str, str, str], ...] = (
    ("Auto-Submitted", "auto-replied", "Auto-Submitted: auto-replied"),
    ("Auto-Submitted", "auto-generated", "Auto-Submitted: auto-generated"),
    ("Auto-Submitted", "AUTO-REPLIED; owner=x", "Auto-Submitted: auto-replied"),
    ("Auto-Submitted", "(comment) auto-notified (more)", "Auto-Submitted: auto-notified"),
    ("Auto-Submitted", "yes", "Auto-Submitted: yes"),
    ("auto-submitted", "auto-replied", "Auto-Submitted: auto-replied"),
    ("List-Id", "<x.example>", "List-Id"),
    ("List-Unsubscribe", "<https://x.example>", "List-Unsubscribe"),
    ("List-Post", "NO", "List-Post"),
    ("List-Help", "<https://x.example>", "List-Help"),
    ("Precedence", "bulk", "Precedence: bulk"),
    ("Precedence", "List", "Precedence: list"),
    ("Precedence", "junk", "Precedence: junk"),
    ("Precedence", "auto_reply", "Precedence: auto_reply"),
    ("X-Auto-Response-Suppress", "All", "X-Auto-Response-Suppress"),
    ("X-Autoreply", "yes", "X-Autoreply"),
    ("X-Autorespond", "x", "X-Autorespond"),
    ("X-Autoresponder", "x", "X-Autoresponder"),
    ("X-Loop", "a@unit.example", "X-Loop"),
    ("X-QQ-AUTO-REPLY", "YES", "X-QQ-AUTO-REPLY"),
    ("X-QQ-HolidayReply", "YES", "X-QQ-HolidayReply"),
    ("X-Failed-Recipients", "a@unit.example", "X-Failed-Recipients"),
    ("Return-Path", "<>", "null sender"),
    ("From", "MAILER-DAEMON@unit.example", "sender mailer-daemon"),
    ("From", "postmaster@unit.example", "sender postmaster"),
    ("From", "no-reply@unit.example", "sender no-reply"),
    ("From", "NoReply@unit.example", "sender noreply"),
    ("From", "service_noreply@unit.example", "sender service_noreply"),
    ("From", "do-not-reply@unit.example", "sender do-not-reply"),
    ("From", "donotreply@unit.example", "sender donotreply"),
    ("From", "owner-list@unit.example", "sender owner-list"),
    ("From", "list-request@unit.example", "sender list-request"),
    ("From", "zhang+auto_=x@unit.example", "sender zhang+auto_=x"),
)
MACHINE_SUBJECTS = (
    "自动回复: 报送", "自动回复：报送", "自动回复 ：报送", "自動回覆：報送", "自动答复：x",
    "报送（自动回复）", "报送(自动回复)", "[自动回复] 报送", "【自动回复】报送",
    "Automatic reply: x", "Auto-Reply: x", "Auto Reply: x", "autoreply: x", "Auto response: x",
    "Out of Office: x", "Out of the office", "回执（已显示）", "回执(已显示) 报送", "已读：报送",
    "系统退信", "系统退信/The email is returned", "发信方已撤回邮件",
)  # fmt: skip
HUMAN_HEADERS: tuple[Header, ...] = (
    ("Auto-Submitted", "no"), ("Auto-Submitted", "No (by hand)"), ("Precedence", "normal"),
    ("Precedence", "first-class"), ("Return-Path", "<jyj@unit.example>"), ("X-Mailer", "Foxmail"),
    ("X-QQ-mid", "webmail"), ("Listing", "x"), ("X-Priority", "3"),
    ("From", "list@unit.example"), ("From", "replyto@unit.example"),
    ("From", "normal-owner.zhang@unit.example"), ("From", "postmasters@unit.example"),
)  # fmt: skip
HUMAN_SUBJECTS = (
    "", "报送材料", "回复：自动回复：报送", "关于自动回复的说明", "回执 R-7K3M9：报送",
    "回复：回执 R-7K3M9：报送", "Office outing", "automatic weather station report",
    "转发：系统退信", "已读通知，材料见附件", "Automation week",
)  # fmt: skip


@pytest.mark.parametrize(("name", "value", "mark"), MACHINE_HEADERS)
def test_a_machines_header_is_a_mark(name: str, value: str, mark: str) -> None:
    assert read_bytes(simple("x", text("x"), (name, value))).automatic_marks[0] == mark


@pytest.mark.parametrize("subject", MACHINE_SUBJECTS)
def test_a_machines_subject_is_a_mark(subject: str) -> None:
    marks = read_bytes(simple(word(subject, "utf-8"), text("x"))).automatic_marks
    assert len(marks) == 1
    assert marks[0].startswith("subject ")


@pytest.mark.parametrize(("name", "value"), HUMAN_HEADERS)
def test_a_persons_header_is_none(name: str, value: str) -> None:
    mail = read_bytes(simple("x", text("x"), (name, value)))
    assert (mail.automatic_marks, mail.is_bounce) == ((), False)


@pytest.mark.parametrize("subject", HUMAN_SUBJECTS)
def test_a_persons_subject_is_none(subject: str) -> None:
    mail = read_bytes(simple(word(subject, "utf-8"), text("x")))
    assert (mail.automatic_marks, mail.is_bounce) == ((), False)


@pytest.mark.parametrize(
    ("sender", "subject", "extra", "bounce"),
    [
        ("Postmaster@office.example", "系统退信", "", True),
        ("MAILER-DAEMON@x.example", "Undelivered Mail Returned to Sender", "", True),
        ("mailer-daemon@x.example", "Delivery delayed", "", False),
        ("postmaster@x.example", "关于邮箱升级的通知", "", False),
        ("zhang@unit.example", "系统退信", "", False),
        ("zhang@unit.example", "退信", "<zhang@unit.example>", False),
        ("x@unit.example", "退信：您的邮件无法投递", "<>", True),
    ],
)
def test_only_machines_bounce(sender: str, subject: str, extra: str, bounce: bool) -> None:
    raw = simple(word(subject, "utf-8"), text("x"), ("From", sender), ("Return-Path", extra))
    assert read_bytes(raw).is_bounce is bounce


@pytest.mark.parametrize(
    "body",
    [
        "收件人：jyj@unit.example",
        "收件人（jyj@unit.example）的邮箱已满",
        "无法投递到 jyj@unit.example",
        "您的邮件未能送达以下收件人：\r\n\r\n<jyj@unit.example>: user unknown",
        "Your message to the following recipients failed:\r\n    jyj@unit.example\r\n",
        "jyj@unit.example\r\n550 User not found",
    ],
)
def test_the_failed_address_is_found_in_what_providers_write(body: str) -> None:
    raw = simple(
        word("系统退信", "utf-8"), text(body, charset="utf-8"), ("From", "postmaster@x.example")
    )
    assert read_bytes(raw).bounced_addresses == ("jyj@unit.example",)
