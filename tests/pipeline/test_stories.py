"""Several mails after one another: what the office then has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from mailbot.pipeline.reading import ReadMail
from store.review import assign, assign_new, ignore, reopen
from tests.pipeline.made import file, form, mail

if TYPE_CHECKING:
    from tests.pipeline.conftest import Bench

EDU, CLERK, STRANGER = "edu@unit.example", "clerk@unit.example", "somebody@mail.example"
BY: dict[str, Any] = {"who": "王", "why": "问过"}


def numbered(read: ReadMail, number: int) -> ReadMail:
    """The same mail under a Message-ID of its own."""
    told = replace(
        read.mail, header_message_id=f"<{number}@unit.example>", content_sha256=str(number)
    )
    return replace(read, mail=told)


def send(bench: Bench, *reads: ReadMail) -> list[int]:
    """Mails arrive and are taken up, an hour apart; their ids."""
    ids = []
    for read in reads:
        ids.append(bench.take(numbered(read, bench.mails)))
        bench.wait(hours=1)
    return ids


def table(unit: str = "县教育局", /, sender: str = EDU, **said: int | None) -> ReadMail:
    return mail(file("统计表.xlsx", form(unit, said=said)), from_address=sender)


def states(bench: Bench) -> list[str]:
    return [row["state"] for row in bench.rows("SELECT state FROM submissions ORDER BY id")]


def line(bench: Bench, unit: str = "edu") -> tuple[str, str]:
    (row,) = bench.rows('SELECT 状态, 缺少 FROM "报送情况" WHERE 代码 = ?', unit)
    return row["状态"], row["缺少"]


def test_a_second_mail_supersedes_figure_by_figure_and_the_first_is_kept(bench: Bench) -> None:
    send(bench, table(events=12, people=980), table(people=990), table(events=None))
    assert bench.current("edu") == {"events": 12, "people": 990}
    values = bench.rows("SELECT value, current FROM figures ORDER BY id")
    assert [(row["value"], row["current"]) for row in values] == [
        (12, 1),
        (980, 0),
        (990, 1),
        (None, 0),
    ]
    assert "newer_blank" in bench.codes()


def test_a_bureau_and_the_museum_under_it_report_in_one_mail(bench: Bench) -> None:
    both = mail(
        file("局.xlsx", form("县教育局", said={"events": 12})),
        file("馆.xlsx", form("县博物馆", said={"events": 3})),
        file("县博物馆总结.docx", text="我馆认真组织了活动。" * 20),
        from_address=EDU,
    )
    send(bench, both)
    assert (bench.current("edu"), bench.current("museum")) == ({"events": 12}, {"events": 3})
    assert line(bench, "edu") == ("缺材料", "总结")
    assert line(bench, "museum") == ("已报齐", "")
    assert bench.letters() == [EDU], "one mail, one receipt"


def test_the_museum_alone_corrects_what_the_bureau_sent_for_it(bench: Bench) -> None:
    """Its address is on no roster: a person accepts."""
    both = mail(
        file("局.xlsx", form("县教育局", said={"events": 12})),
        file("馆.xlsx", form("县博物馆", said={"events": 3})),
        from_address=EDU,
    )
    send(bench, both, table("县博物馆", sender="museum@mail.example", events=4))
    assert states(bench) == ["accepted", "accepted", "review"]
    assert (bench.current("edu"), bench.current("museum")) == ({"events": 12}, {"events": 3})


def test_material_by_material_until_all_is_there(bench: Bench) -> None:
    summary = mail(file("总结.docx", text="我局认真组织了活动。" * 20), from_address=EDU)
    seen = [line(bench)]
    for read in (table(events=12), summary):
        send(bench, read)
        seen.append(line(bench))
    assert seen == [("未报送", "统计表、总结"), ("缺材料", "总结"), ("已报齐", "")]


def test_a_stranger_does_not_change_what_the_unit_said(bench: Bench) -> None:
    send(bench, table(events=12), table(sender=STRANGER, events=99))
    assert bench.current("edu") == {"events": 12}
    assert states(bench) == ["accepted", "review"]


def test_the_unit_may_replace_what_a_stranger_sent_first(bench: Bench) -> None:
    """With a word that it is a correction; without one a person looks."""
    corrected = table(events=12)
    corrected = replace(corrected, mail=replace(corrected.mail, subject="更正"))
    send(bench, table(sender=STRANGER, events=99), table(events=11), corrected)
    assert states(bench) == ["accepted", "review", "accepted"]
    assert bench.current("edu") == {"events": 12}


def answer(bench: Bench, text: str, sender: str = EDU) -> ReadMail:
    (letter,) = bench.rows("SELECT header_message_id FROM receipts ORDER BY id LIMIT 1")
    return mail(
        from_address=sender,
        own_text=text,
        in_reply_to=(letter["header_message_id"],),
        subject="回复",
    )


def test_a_unit_answers_its_receipt_with_one_figure(bench: Bench) -> None:
    send(bench, table(events=12, people=None))
    send(bench, answer(bench, "参加人数为980人次。"))
    assert bench.current("edu") == {"events": 12, "people": 980}
    (row,) = bench.rows("SELECT location, submission_id FROM figures WHERE value = 980")
    assert row["location"] == "正文"
    assert "reply_figure" in bench.codes()


def test_nobody_else_may_answer_a_units_receipt(bench: Bench) -> None:
    send(bench, table(events=12, people=None))
    send(bench, answer(bench, "参加人数为980人次。", STRANGER))
    assert bench.current("edu") == {"events": 12, "people": None}


def test_figures_that_are_quoted_are_never_read(bench: Bench) -> None:
    send(bench, table(events=12, people=None))
    read = answer(bench, "好的")
    quoted = replace(read, mail=replace(read.mail, quoted_text="参加人数为980人次。"))
    send(bench, quoted)
    assert bench.current("edu") == {"events": 12, "people": None}


UNKNOWN = mail(file("统计表.xlsx", form("", said={"events": 5})))


def test_a_mail_of_nobody_counts_once_a_person_says_whose_it_is(bench: Bench) -> None:
    (one,) = send(bench, UNKNOWN)
    assert (bench.state(one), states(bench)) == ("review", [])
    assign(bench.office.db, one, "museum", **BY, now=bench.now)
    bench.round()
    assert (bench.state(one), bench.current("museum")) == ("recorded", {"events": 5})
    assign(bench.office.db, one, "health", **BY, now=bench.now)
    bench.round()
    assert (bench.current("museum"), bench.current("health")) == ({}, {"events": 5})


def test_a_mail_of_a_unit_on_no_roster_takes_it_in(bench: Bench) -> None:
    (one,) = send(bench, mail(file("表.xlsx", form("县图书馆", said={"events": 5}))))
    assign_new(bench.office.db, one, "县图书馆", **BY, now=bench.now)
    bench.round()
    assert bench.current("县图书馆") == {"events": 5}
    assert bench.rows("""SELECT 活动项数 FROM "统计汇总" WHERE 单位 = '县图书馆'""") == [
        {"活动项数": 5}
    ]
    assert "县图书馆" not in [row["单位"] for row in bench.rows('SELECT 单位 FROM "未报送名单"')]
    send(bench, mail(file("表.xlsx", form("县图书馆", said={"events": 6}))))
    assert bench.current("县图书馆") == {"events": 6}, "from then on its name is known"


def test_a_report_that_is_ignored_counts_no_more_until_it_is_reopened(bench: Bench) -> None:
    (one,) = send(bench, table(events=12))
    ignore(bench.office.db, one, **BY, now=bench.now)
    bench.round()
    assert (bench.state(one), bench.current("edu"), line(bench)[0]) == ("ignored", {}, "未报送")
    reopen(bench.office.db, one, **BY, now=bench.now)
    bench.round()
    assert (bench.state(one), bench.current("edu")) == ("recorded", {"events": 12})
    assert bench.letters() == [EDU]


def test_only_what_was_proven_before_makes_a_sender_forged(bench: Bench) -> None:
    """A proof that comes later does not change what an earlier mail was, read once or twice."""
    doubtful = replace(table(events=1), mail=replace(table(events=1).mail, sender_check="fail"))
    proven = replace(table(events=2), mail=replace(table(events=2).mail, sender_check="pass"))
    first, _, third = send(bench, doubtful, proven, doubtful)
    for _ in range(2):
        assert [bench.state(first), bench.state(third)] == ["recorded", "review"]
        bench.again(first, answer=False)
        bench.again(third, answer=False)
    assert bench.current("edu") == {"events": 2}


def test_a_logo_that_recurs_is_nothing_new(bench: Bench) -> None:
    logo = file("logo.jpg", size=4000, sha256="f" * 64)
    first, second = send(
        bench,
        mail(file("统计表.xlsx", form("县教育局")), logo, from_address=EDU),
        mail(logo, from_address=EDU, own_text="请问收到了吗？"),
    )
    inline = bench.rows("SELECT message_id, inline FROM attachments WHERE filename = 'logo.jpg'")
    assert [(row["message_id"], row["inline"]) for row in inline] == [(first, 0), (second, 1)]
    assert bench.letters() == [EDU]


@pytest.mark.parametrize("text", ["我单位未开展活动，特此零报送。", "零报送"])
def test_a_zero_report_needs_no_file(bench: Bench, text: str) -> None:
    send(bench, mail(from_address=EDU, own_text=text, subject="科技活动周"))
    assert line(bench) == ("已报齐", "")


def test_a_zero_report_and_then_a_form(bench: Bench) -> None:
    send(bench, mail(from_address=EDU, own_text="零报送"), table(events=3))
    assert bench.current("edu") == {"events": 3}
