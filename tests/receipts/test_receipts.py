"""Whole receipts out of a store, kept as golden files that a person has read.

WRITE_GOLDEN=1 writes the files anew after a change of wording; read them before committing.
"""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from mailbot.receipts.queue import WAITS, queue_combined
from parsers.findings import finding
from parsers.results import Link

if TYPE_CHECKING:
    from tests.receipts.conftest import Office

GOLDEN = Path(__file__).parent / "golden"


def compare(name: str, text: str) -> None:
    """Hold a receipt against its golden file."""
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_a_full_report(office: Office) -> None:
    brought = office.submission(
        materials=((0, "statistics"), (1, "summary"), (3, "media")),
        figures=(
            office.figure("leaflets", 30000, "3万余", approximation="at_least"),
            office.figure("people", None, "近千"),
            office.figure("events", 12),
            office.figure("online", None, "无", state="none"),
        ),
        findings=office.found(
            finding(
                "approximate", field_key="leaflets", label="发放宣传资料", raw="3万余", value=30000
            ),
            finding("unreadable_value", field_key="people", label="参加人数", raw="近千"),
            finding("missing_field", field_key="money", label="活动经费"),
            finding("unverified_sender", address="edu@unit.example"),
            finding("encrypted", filename="名单.xlsx"),
        ),
    )
    files = [
        office.file("附件2：统计表.xlsx"),
        office.file("总结.docx"),
        office.file("照片.zip"),
        office.file("1.jpg", parent=2),
        office.file("logo.png", inline=True),
        office.file("名单.xlsx", state="encrypted"),
    ]
    links = (
        Link(url="https://mail.example/x", filename="视频.mp4", expires_at=office.received_at),
    )
    row = office.receipt(office.receive(office.mail([brought], files, links=links)))
    assert row["subject"] == f"回执 {row['reference']}：县教育局科技活动周材料"
    assert row["reporting_unit"] == "edu"
    compare("full", row["body"])


def test_a_correction_says_what_changed(office: Office) -> None:
    office.receive(office.mail([office.submission()], [office.file("统计表.xlsx")]))
    later = office.mail(
        [office.submission(figures=(office.figure("events", 15), office.figure("people", 980)))],
        [office.file("统计表（更正）.xlsx")],
        subject="更正",
        received_at=office.received_at + timedelta(hours=1),
        header_message_id="<two@unit.example>",
    )
    compare("correction", office.receipt(office.receive(later))["body"])


def _two_mails(office: Office, **older: Any) -> str:
    """A report, then one that was received an hour earlier; the second receipt."""
    earlier = {"received_at": office.received_at - timedelta(hours=1)} | older
    office.receive(office.mail([office.submission()], [office.file("统计表.xlsx")]))
    mail = office.mail(
        [office.submission(figures=(office.figure("events", 9), office.figure("people", 900)))],
        [office.file("统计表（初稿）.xlsx")],
        header_message_id="<two@unit.example>",
        **earlier,
    )
    return str(office.receipt(office.receive(mail))["body"])


def test_an_older_mail_that_arrives_late_is_told_that_the_later_one_stands(office: Office) -> None:
    body = _two_mails(office)
    assert "说明：2022年6月10日 16:00 收到的邮件在后，以那一封为准，本邮件的数据不计入汇总" in body
    assert "与此前报送相比" not in body
    compare("older", body)


def test_only_what_the_later_mail_says_otherwise_is_named(office: Office) -> None:
    """What it left out counts still; what it says alike needs no word."""
    later = office.submission(figures=(office.figure("events", 12), office.figure("people", 980)))
    office.receive(office.mail([later], [office.file("统计表.xlsx")]))
    figures = [("events", 12), ("people", 900), ("leaflets", 5)]
    older = office.mail(
        [office.submission(figures=tuple(office.figure(*one) for one in figures))],
        [office.file("统计表2.xlsx")],
        received_at=office.received_at - timedelta(hours=1),
    )
    body = office.receipt(office.receive(older))["body"]
    assert "以那一封为准，本邮件的参加人数不计入汇总" in body
    assert body.count("不计入汇总") == 1


def test_a_mail_that_is_the_newest_is_told_nothing_of_the_kind(office: Office) -> None:
    body = _two_mails(office, received_at=office.received_at + timedelta(hours=1))
    assert "收到的邮件在后" not in body


def test_a_stranger_is_not_told_of_another_ones_later_mail(office: Office) -> None:
    assert "收到的邮件在后" not in _two_mails(office, from_address="x@home.example")


def test_a_late_report_is_answered_as_late(office: Office) -> None:
    late = office.deadline + timedelta(days=2)
    row = office.receive(
        office.mail([office.submission(late=True)], [office.file("统计表.xlsx")], received_at=late)
    )
    compare("late", office.receipt(row)["body"])


def test_an_address_off_the_roster_hears_of_its_own_mail_alone(office: Office) -> None:
    """What the unit sent before, and what it still lacks, is not told to a stranger."""
    office.receive(office.mail([office.submission()], [office.file("统计表.xlsx")]))
    stranger = office.mail(
        [office.submission(state="review", figures=(office.figure("people", 99),))],
        [office.file("统计表2.xlsx")],
        from_address="x@home.example",
        received_at=office.received_at + timedelta(hours=1),
    )
    body = office.receipt(office.receive(stranger))["body"]
    assert "980" not in body.split("【如需更正")[0]
    compare("stranger", body)


def test_two_units_in_one_mail(office: Office) -> None:
    both = [
        office.submission(),
        office.submission(
            reporting_unit="museum", materials=(), figures=(office.figure("people", 20),)
        ),
    ]
    row = office.receive(
        office.mail(both, [office.file("统计表.xlsx"), office.file("博物馆统计表.xlsx")])
    )
    compare("two_units", office.receipt(row)["body"])


def test_a_zero_report(office: Office) -> None:
    zero = office.submission(is_zero_report=True, materials=(), figures=())
    row = office.receive(office.mail([zero], []), brings_new=True, recognised=True)
    compare("zero_report", office.receipt(row)["body"])


def test_a_strangers_file_gets_a_neutral_answer(office: Office) -> None:
    unknown = office.mail(
        [], [office.file("材料.docx")], from_address="x@home.example", state="review"
    )
    compare("neutral", office.receipt(office.receive(unknown))["body"])


def test_an_unrelated_file_of_a_unit_is_called_so(office: Office) -> None:
    other = office.mail(
        [office.submission(materials=(), figures=())],
        [office.file("值班表.xlsx")],
        subject="值班表",
    )
    compare("unrecognised", office.receipt(office.receive(other))["body"])


def test_mails_over_the_cap_get_one_combined_receipt_an_hour(office: Office) -> None:
    office.config.limits.receipts_per_sender_per_day = 1
    rows = [
        office.receive(
            office.mail(
                [office.submission(figures=(office.figure("people", 100 + number),))],
                [office.file(f"统计表{number}.xlsx")],
                subject=f"第{number}封",
                received_at=office.received_at + timedelta(minutes=number),
                header_message_id=f"<{number}@unit.example>",
            )
        )
        for number in range(4)
    ]
    kept = [(office.receipt(row)["state"], office.receipt(row)["reason"]) for row in rows]
    assert kept == [("queued", ""), *[("suppressed", WAITS)] * 3]
    (combined,) = queue_combined(
        office.db, office.config, office.received_at + timedelta(minutes=10)
    )
    assert (
        queue_combined(office.db, office.config, office.received_at + timedelta(minutes=11)) == []
    )
    compare("combined", office.receipt(combined)["body"])


def test_a_mail_is_answered_once(office: Office) -> None:
    office.receive(office.mail([office.submission()], [office.file("统计表.xlsx")]))
    office.mails -= 1
    assert office.receive(office.mail([office.submission()], [office.file("统计表.xlsx")])) is None


def test_a_mail_that_gets_no_receipt_leaves_no_row(office: Office) -> None:
    listed = office.mail([office.submission()], [office.file("统计表.xlsx")])
    assert office.receive(listed, automatic_marks=("List-Id",)) is None
    assert list(office.db.query("select * from receipts")) == []


@pytest.mark.parametrize("case", ["words", "unrelated-file", "stranger", "same-report"])
def test_a_robot_that_answers_every_receipt_is_silenced_within_three_rounds(
    office: Office, case: str
) -> None:
    """Fresh subjects, no marks, nothing that ties its mail to the receipt, one a minute."""
    letters = 0
    for number in range(25):
        submissions = [] if case == "stranger" else [office.submission(materials=(), figures=())]
        files = [] if case == "words" else [office.file(f"附件{number}.docx")]
        if case == "same-report":
            submissions, files = [office.submission()], [office.file("统计表.xlsx")]
        robot = office.mail(
            submissions,
            files,
            subject=f"自动{number}",
            from_address="x@home.example" if case == "stranger" else "edu@unit.example",
            header_message_id=f"<robot{number}@unit.example>",
            received_at=office.received_at + timedelta(minutes=number),
        )
        row = office.receive(robot)
        letters += row is not None and office.receipt(row)["state"] == "queued"
    assert 1 <= letters <= 2


def test_hostile_texts_stay_plain(office: Office) -> None:
    """Controls, bidi overrides, template code and line breaks do nothing in a receipt."""
    hostile = office.mail(
        [office.submission()],
        [office.file("统计\u202excod.exe\r\n【还缺少的材料】\x07{{ c.contact }}{% raw %}.xlsx")],
        subject="材料\r\nBcc: x@evil.example\u2066",
    )
    row = office.receipt(office.receive(hostile))
    assert "\u202e" not in row["body"]
    assert "{{ c.contact }}" in row["body"]
    assert "\n【还缺少的材料】\x07" not in row["body"]
    assert "\n" not in row["subject"]
    assert "\r" not in row["subject"]
