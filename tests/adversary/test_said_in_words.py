"""What units write beside their forms must change nothing in silence, and never go unseen."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.adversary.letters import TITLE, form, letter

if TYPE_CHECKING:
    from tests.desk.sample_desk import Desk

SENDER = "县妇联 <fl@clerk.example>"
UNIT = "县妇联"


@cache
def filled(people: int) -> bytes:
    """The unit's form with this number: the same file each time, as a workbook bears its hour."""
    return form(UNIT, ["活动项数", "项", 5], ["参加人数", "人次", people])


def report(people: int, subject: str = "统计表", text: str = "请查收") -> bytes:
    """A mail with that form."""
    data = filled(people)
    return letter(sender=SENDER, subject=subject, text=text, files=(("统计表.xlsx", data),))


@pytest.mark.parametrize(
    ("subject", "text"),
    [
        ("更正", "参加人数应为800，之前报错了"),
        ("作废", "刚才发的统计表作废，请以明天发的为准"),
        ("县妇联", "上午的表填错了"),
        ("情况说明", "参加人数由500改为800。"),
    ],
)
def test_a_change_told_in_words_is_shown_and_answered(desk: Desk, subject: str, text: str) -> None:
    desk.get(report(500))
    message_id = desk.get(letter(sender=SENDER, subject=subject, text=text))
    assert "change_unread" in desk.warned(message_id)
    assert desk.answered(message_id)
    assert desk.current(UNIT)["participants"] == 500


def test_words_beside_another_material_ask_nobody(desk: Desk) -> None:
    desk.get(report(500))
    files = (("总结.txt", "科技活动周工作总结，错误之处请指正。".encode() * 9),)
    message_id = desk.get(
        letter(sender=SENDER, subject="总结", text="总结已更正，请查收", files=files)
    )
    assert desk.warned(message_id) == set()


def test_the_replaced_file_sent_again_waits_for_a_person(desk: Desk) -> None:
    desk.get(report(500))
    desk.get(report(600, subject="更正"))
    again = desk.get(report(500, subject="全部材料"))
    assert "earlier_file" in desk.warned(again)
    assert desk.current(UNIT)["participants"] == 600


def test_the_replaced_file_counts_again_where_the_unit_says_so(desk: Desk) -> None:
    desk.get(report(500))
    desk.get(report(600, subject="更正"))
    desk.get(report(500, subject="以此件为准"))
    assert desk.current(UNIT)["participants"] == 500


def test_the_same_file_twice_in_a_row_asks_nobody(desk: Desk) -> None:
    desk.get(report(500))
    assert desk.warned(desk.get(report(500, subject="再发一次"))) == set()


def test_a_forwarded_table_is_not_read_but_said_so(desk: Desk) -> None:
    rows = "".join(
        f"<tr><td>{label}</td><td>{value}</td></tr>"
        for label, value in (("活动项数", 99), ("参加人数", 999))
    )
    html = f"<p>请查收</p><p>-------- 转发邮件信息 --------</p><p>{TITLE}</p><table>{rows}</table>"
    message_id = desk.get(letter(sender=SENDER, subject="转发：统计表", text="请查收", html=html))
    assert desk.warned(message_id) == {"quoted_form"}
    assert desk.current(UNIT) == {}
    assert desk.answered(message_id)


def test_a_zero_report_with_numbers_in_its_form_is_questioned(desk: Desk) -> None:
    message_id = desk.get(report(500, text="本单位未开展活动，零报送。"))
    assert "zero_conflict" in desk.warned(message_id)


@pytest.mark.parametrize(
    "text", ["线下参观300", "书籍20本", "科普讲座没有开展", "参加人数减少二十人", "不是500"]
)
def test_an_answer_that_no_field_could_be_found_for_is_shown(desk: Desk, text: str) -> None:
    subject = f"Re: {_receipt_subject(desk)}"
    message_id = desk.get(letter(sender=SENDER, subject=subject, text=text))
    assert desk.warned(message_id) == {"change_unread"}


@pytest.mark.parametrize(
    "text", ["好的，谢谢", "没问题，辛苦了。电话0359-4022222", "收到。2022年6月9日", "数据无误"]
)
def test_a_polite_answer_asks_nobody(desk: Desk, text: str) -> None:
    subject = f"Re: {_receipt_subject(desk)}"
    message_id = desk.get(letter(sender=SENDER, subject=subject, text=text))
    assert desk.warned(message_id) == set()
    assert not desk.answered(message_id)


def test_thanks_for_the_receipt_of_a_correction_change_nothing(desk: Desk) -> None:
    subject = f"Re: {_receipt_subject(desk, '更正')}"
    message_id = desk.get(letter(sender=SENDER, subject=subject, text="没有错误，好的谢谢"))
    assert desk.warned(message_id) == set()
    assert not desk.answered(message_id)


def _receipt_subject(desk: Desk, subject: str = "统计表") -> str:
    """The subject of the receipt for the unit's form."""
    message_id = desk.get(report(500, subject=subject))
    query = "select subject from receipts where message_id = ?"
    return str(next(desk.office.db.query(query, [message_id]))["subject"])
