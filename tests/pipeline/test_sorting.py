"""What kind of mail it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from mailbot.pipeline.matching import match_units
from mailbot.pipeline.reading import ReadMail
from mailbot.pipeline.sorting import Sorting, is_acknowledgement, is_junk_folder, sort_mail
from parsers.results import Link
from tests.pipeline.made import ROSTER, file, form, mail

EDU = "edu@unit.example"
OURS = "office@inbox.example"


def sort(read: ReadMail, **more: Any) -> Sorting:
    values: dict[str, Any] = {
        "folder": "INBOX",
        "own_addresses": (OURS,),
        "campaign_words": ("科技活动周", "统计表"),
        "is_thread": False,
        "zero_report": False,
        "has_files": bool(read.files),
    }
    return sort_mail(read, match_units(read, ROSTER), ROSTER, **(values | more))


@dataclass(frozen=True)
class Case:
    name: str
    mail: ReadMail
    state: str
    folder: str = "INBOX"


TABLE, MARK = file("统计表.xlsx", form("县教育局")), ("Auto-Submitted",)
NOTE = file("说明.docx")
CASES = (
    Case("a bounce", mail(TABLE, is_bounce=True), "ignored"),
    Case("our own", mail(TABLE, from_address="Office@Inbox.example"), "ignored"),
    Case("a machine without a report", mail(automatic_marks=MARK, from_address=EDU), "ignored"),
    Case("a machine with a picture", mail(file("a.jpg"), automatic_marks=MARK), "ignored"),
    Case("a machine with a report", mail(TABLE, automatic_marks=MARK), "recorded"),
    Case("a list with a form in its text", mail(forms=(form("县教育局"),), automatic_marks=MARK),
         "recorded"),
    Case("junk from a stranger", mail(NOTE, subject="县教育局材料"), "ignored", "垃圾邮件"),
    Case("junk from a roster address", mail(NOTE, from_address=EDU), "recorded", "垃圾邮件"),
    Case("junk with a readable form", mail(TABLE), "recorded", "广告邮件"),
    Case("junk with a blank form", mail(file("a.xlsx", form("县教育局", kind="blank_form"))),
         "recorded", "订阅邮件"),
    Case("junk with another campaign's form", mail(file("a.xlsx", form(kind="other_form"))),
         "ignored", "Junk"),
    Case("no file, no unit, no word", mail(subject="发票", own_text="代开发票"), "ignored"),
    Case("a word of the campaign", mail(own_text="科技活动周怎么报？"), "review"),
    Case("a link", mail(links=(Link(url="https://disk.example/1"),)), "review"),
    Case("a unit", mail(from_address=EDU, own_text="表格在哪里？"), "recorded"),
    Case("a stranger's file", mail(NOTE), "review"),
    Case("a report", mail(TABLE), "recorded"),
    Case("an acknowledgement with a file", mail(TABLE, own_text="收到", from_address=EDU),
         "recorded"),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_mail_is_sorted_by_the_rules(case: Case) -> None:
    sorting = sort(case.mail, folder=case.folder)
    assert sorting.state == case.state
    assert bool(sorting.reason) == (case.state != "recorded"), "what is not recorded says why"
    assert not sorting.acknowledges_notice


@pytest.mark.parametrize("reason", ["is_thread", "zero_report"])
def test_an_answer_and_a_zero_report_need_no_word_of_the_campaign(reason: str) -> None:
    assert sort(mail(own_text="更正一下"), **{reason: True}).state == "review"


ACKNOWLEDGED = [
    "收到", "收到！", "收到，谢谢！", "已收到。", "好的，收到", "通知收到，会按时报送。",
    "收到通知",
    "已阅", "知悉", "收到\n县教育局\n", "县教育局收到", "县教育局已收到，谢谢", "我局收到",
    "您好，收到。", "教育局  收到",
]  # fmt: skip
NOT_ACKNOWLEDGED = [
    "", "收到，但是表格打不开", "没收到附件", "收到后如何填写？", "请问收到了吗", "县教育局",
    "收到，参加人数为980人次", "收到" + "。" * 200, "未收到",
]  # fmt: skip


@pytest.mark.parametrize("text", ACKNOWLEDGED)
def test_a_bare_shoudao_acknowledges_the_notice(text: str) -> None:
    """Ignored as a report, shown as 已回复通知."""
    sorting = sort(mail(from_address=EDU, own_text=text))
    assert (sorting.state, sorting.acknowledges_notice) == ("ignored", True)


@pytest.mark.parametrize("text", NOT_ACKNOWLEDGED)
def test_more_than_a_bare_shoudao_is_read_on(text: str) -> None:
    assert not is_acknowledgement(text, ROSTER)


def test_a_shoudao_in_the_subject_of_an_empty_mail_acknowledges_too() -> None:
    assert sort(mail(from_address=EDU, subject="收到")).acknowledges_notice
    told = sort(mail(from_address=EDU, subject="收到", own_text="附件打不开"))
    assert not told.acknowledges_notice


def test_decorations_are_no_files() -> None:
    read = mail(file("logo.jpg"), from_address=EDU, own_text="收到")
    assert sort(read, has_files=False).acknowledges_notice


@pytest.mark.parametrize(
    ("folder", "expected"),
    [("INBOX", False), ("垃圾邮件", True), ("广告邮件", True), ("订阅邮件", True), ("Junk", True),
     ("病毒文件夹", True), ("归档/Spam", True), ("科技活动周", False)],
)  # fmt: skip
def test_folders_that_providers_distrust(folder: str, expected: bool) -> None:
    assert is_junk_folder(folder) is expected
