"""What happens after a receipt: answers, robots, bounces, copies among the sent mail."""

from __future__ import annotations

import email
import email.policy
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from mailbot.sample.addresses import UNIT_ADDRESSES
from mailbot.sample.figures import items_of
from mailbot.sample.letters import Attached, Letter, letter_bytes
from mailbot.sample.office_files import by_category

if TYPE_CHECKING:
    from tests.service.conftest import Outpost

UNIT = "县民政局"
ADDRESS = UNIT_ADDRESSES[UNIT]


def report(outpost: Outpost) -> Any:
    """A unit's report is received and answered; the receipt."""
    letter = Letter(
        sender=ADDRESS,
        name=UNIT,
        subject="民政局统计表",
        text="请查收。\n县民政局\n",
        sent_at=datetime.now(UTC) - timedelta(hours=2),
        files=(Attached(filename="统计表.xlsx", data=by_category(UNIT, items_of(UNIT))),),
    )
    outpost.inbox.account.deliver(letter_bytes(letter, outpost.inbox.account.username))
    outpost.run("poll")
    (sent,) = outpost.smtp.box
    return parsed(sent.raw)


def parsed(raw: bytes) -> Any:
    """A letter as its reader sees it."""
    return email.message_from_bytes(raw, policy=email.policy.default)


def answer(outpost: Outpost, receipt: EmailMessage, text: str, **headers: str) -> None:
    """The unit answers the receipt, quoting it, as mail programs do."""
    quoted = "\n".join(f"> {line}" for line in receipt.get_content().splitlines())
    mail = EmailMessage(policy=email.policy.SMTP)
    mail["From"] = headers.pop("sender", ADDRESS)
    mail["To"] = outpost.inbox.account.username
    mail["Subject"] = headers.pop("subject", f"回复: {receipt['Subject']}")
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Message-ID"] = headers.pop("message_id", "<answer.1@unit.example>")
    mail["In-Reply-To"] = str(receipt["Message-ID"])
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(f"{text}\n\n在 2022-06-10 16:00:00，office 写道：\n{quoted}\n", cte="base64")
    outpost.inbox.account.deliver(mail.as_bytes())


def figure(outpost: Outpost, label: str) -> dict[str, Any]:
    """A unit's figure that counts, with its source."""
    shown = outpost.json("show", UNIT)
    return next(one for one in shown["figures"] if one["label"] == label)


def test_one_line_answers_the_receipt(outpost: Outpost) -> None:
    """参加人数 was 近千 in the form; the answer is recorded with its mail as the source."""
    receipt = report(outpost)
    assert "近千" in receipt.get_content()
    assert figure(outpost, "参加人数")["state"] == "unreadable"
    answer(outpost, receipt, "参加人数为980人次")
    outpost.run("poll")
    found = figure(outpost, "参加人数")
    assert (found["value"], found["location"], found["filename"]) == (980, "正文", "邮件正文")
    assert figure(outpost, "活动项数")["value"] == 2
    (_, second) = outpost.smtp.box
    assert "980 人次" in parsed(second.raw).get_content()


def test_our_own_figures_quoted_back_are_not_read(outpost: Outpost) -> None:
    """An answer that only thanks brings nothing new and gets no answer."""
    receipt = report(outpost)
    answer(outpost, receipt, "收到，谢谢！")
    outpost.run("poll")
    db = outpost.store()
    assert len(list(db.query("select 1 from submissions"))) == 1
    assert len(outpost.smtp.box) == 1


def test_a_robot_that_answers_every_receipt_is_silenced(outpost: Outpost) -> None:
    """Fresh subjects, a file each time, no marks: two letters at most after the first."""
    receipt = report(outpost)
    for turn in range(5):
        robot = Letter(
            sender=ADDRESS,
            name="",
            subject=f"自动发送{turn}",
            text=f"第{turn}次\n",
            sent_at=datetime.now(UTC) + timedelta(seconds=turn),
            files=(Attached(filename=f"{turn}.docx", data=f"not a file {turn}".encode()),),
        )
        raw = letter_bytes(robot, outpost.inbox.account.username)
        outpost.inbox.account.deliver(raw)
        outpost.run("poll")
    assert len(outpost.smtp.box) <= 3
    assert receipt["Auto-Submitted"] == "auto-replied"


def test_a_bounce_marks_the_letter_and_the_address(outpost: Outpost) -> None:
    receipt = report(outpost)
    bounce = EmailMessage(policy=email.policy.SMTP)
    bounce["From"] = "Postmaster@inbox.example"
    bounce["To"] = outpost.inbox.account.username
    bounce["Subject"] = "系统退信"
    bounce["Date"] = format_datetime(datetime.now(UTC))
    bounce["Message-ID"] = "<bounce.1@inbox.example>"
    bounce.set_content(
        f"抱歉，您的邮件被退回来了。\n收件人：{ADDRESS}\n退信原因：收件人地址不存在\n",
        cte="base64",
    )
    original = EmailMessage(policy=email.policy.SMTP)
    original["Message-ID"] = str(receipt["Message-ID"])
    original["To"] = ADDRESS
    original.set_content("x")
    bounce.add_attachment(original)
    outpost.inbox.account.deliver(bounce.as_bytes())
    outpost.run("poll")
    db = outpost.store()
    assert [row["state"] for row in db.query("select state from receipts")] == ["bounced"]
    (address,) = db.query("select address, state from addresses")
    assert (address["address"], address["state"]) == (ADDRESS, "bounced")
    assert len(outpost.smtp.box) == 1, "a bounce is never answered"
    shown = outpost.json("review", "list")
    assert any(row["类别"] == "回执" for row in shown)


def test_a_copy_lies_among_the_sent_mail_once(outpost: Outpost) -> None:
    """The server files none by itself; a second round files no second one."""
    report(outpost)
    outpost.run("poll")
    copies = outpost.inbox.account.mails("已发送")
    assert len(copies) == 1
    assert parsed(copies[0])["Auto-Submitted"] == "auto-replied"
