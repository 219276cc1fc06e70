"""Which unit a mail is from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from mailbot.pipeline.matching import match_units, signature
from mailbot.pipeline.reading import ReadMail
from mailbot.pipeline.roster import Roster
from store.records import ReportingUnitRow
from tests.pipeline.made import ROSTER, UNITS, file, form, mail

EDU, HEALTH, STRANGER = "edu@unit.example", "health@unit.example", "somebody@mail.example"


@dataclass(frozen=True)
class Case:
    """A mail, and the units it is from; none where a person must say."""

    name: str
    mail: ReadMail
    units: dict[str, str] = field(default_factory=dict)
    main: str | None = None
    why: str = ""


def one(name: str, by: str, code: str, *files: Any, **more: Any) -> Case:
    return Case(name, mail(*files, **more), {code: by}, code)


CASES = (
    one("form", "form", "edu", file("表.xlsx", form("县教育局"))),
    one("form with a stamp", "form", "edu", file("表.xlsx", form("临猗县教育局（盖章）"))),
    one("form with a department", "form", "edu", file("表.xlsx", form("县教育局办公室"))),
    one("body's form", "form", "edu", forms=(form("县教育局"),)),
    one("blank form", "form", "edu", file("表.xlsx", form("县教育局", kind="blank_form"))),
    one("address", "address", "edu", file("表.xlsx", form("")), from_address=EDU),
    one("address in capitals", "address", "edu", from_address="EDU@unit.example"),
    one("file name", "filename", "edu", file("县教育局统计表.xlsx", form(""))),
    one("subject", "subject", "edu", file("表.xlsx"), subject="县教育局报送材料"),
    one("sender's name", "signature", "edu", file("表.xlsx"), from_name="县教育局"),
    one(
        "signature",
        "signature",
        "edu",
        file("表.xlsx"),
        own_text="请查收。\n\n县教育局\n2022年6月10日",
    ),
    one(
        "file name before subject",
        "filename",
        "edu",
        file("县教育局总结.docx"),
        subject="县教育局、县博物馆材料",
    ),
    one(
        "form and address agree against the subject",
        "form",
        "edu",
        file("表.xlsx", form("县教育局")),
        from_address=EDU,
        subject="县博物馆活动材料",
    ),
    one(
        "another's look-alike form names nobody",
        "address",
        "edu",
        file("备案表.xlsx", form("县博物馆", kind="other_form")),
        from_address=EDU,
    ),
    one(
        "an answered notice names who sent it",
        "address",
        "edu",
        from_address=EDU,
        subject="回复: 县科协的通知",
    ),
    Case(
        "two units in two files",
        mail(file("a.xlsx", form("县教育局")), file("b.xlsx", form("县博物馆")), from_address=EDU),
        {"edu": "form", "museum": "form"},
        "edu",
    ),
    Case(
        "two units in two sheets",
        mail(file("a.xlsx", form("县博物馆"), form("县教育局"))),
        {"museum": "form", "edu": "form"},
        "museum",
    ),
    Case("nobody", mail(file("表.xlsx")), why="认不出"),
    Case("only a forwarded notice", mail(file("a.xlsx"), subject="转发: 县科协"), why="认不出"),
    Case(
        "a unit that is on no roster",
        mail(file("表.xlsx", form("县图书馆")), from_address=EDU),
        why="县图书馆",
    ),
    Case(
        "another county's bureau",
        mail(file("县教育局统计表.xlsx", form("夏县教育局"))),
        why="夏县教育局",
    ),
    Case("a body under ours", mail(file("表.xlsx", form("县教育局幼儿园"))), why="幼儿园"),
    Case("two in one cell", mail(file("表.xlsx", form("县教育局、县博物馆"))), why="、"),
    Case(
        "the form against the address",
        mail(file("表.xlsx", form("县博物馆")), from_address=EDU),
        why="填报单位是县博物馆；发件地址是县教育局",
    ),
    Case(
        "the form against all else",
        mail(file("县卫健体局统计表.xlsx", form("县博物馆")), subject="县卫健体局"),
        why="填报单位是县博物馆；文件名是县卫健体局；主题是县卫健体局",
    ),
    Case(
        "the address against file names",
        mail(file("县博物馆统计表.xlsx"), from_address=EDU),
        why="发件地址是县教育局；文件名是县博物馆",
    ),
    Case(
        "file name against subject",
        mail(file("县博物馆统计表.xlsx"), subject="县教育局材料"),
        why="文件名是县博物馆；主题是县教育局",
    ),
    Case(
        "a form without a unit in another's file",
        mail(file("县博物馆统计表.xlsx", form("")), from_address=EDU, subject="县教育局材料"),
        why="文件名是县博物馆；邮件是县教育局",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_evidence_names_the_units_and_doubt_names_none(case: Case) -> None:
    match = match_units(case.mail, ROSTER)
    assert (match.units, match.main) == (case.units, case.main)
    told = "".join(one.message for one in match.findings)
    assert case.why in told
    assert bool(told) == (not case.units), "a person is told why, and only then"


def test_a_form_without_a_unit_goes_to_the_unit_in_its_files_name() -> None:
    read = mail(
        file("县教育局统计表.xlsx", form("县教育局")),
        file("县博物馆统计表.xlsx", form("")),
        file("县博物馆.xlsx", form("县博物馆")),
        from_address=EDU,
    )
    assert match_units(read, ROSTER).form_units == ("edu", "museum", "museum")


def test_a_form_without_any_name_goes_to_the_mails_unit() -> None:
    read = mail(file("a.xlsx", form("县博物馆"), form("")), file("b.xlsx", form("")))
    assert match_units(read, ROSTER).form_units == ("museum",) * 3


def test_a_persons_word_settles_everything() -> None:
    read = mail(file("表.xlsx", form("夏县教育局")), from_address=HEALTH)
    match = match_units(read, ROSTER, assigned="museum")
    assert (match.units, match.form_units) == ({"museum": "person"}, ("museum",))


def test_a_person_may_name_a_unit_that_the_roster_has_retired() -> None:
    gone = ReportingUnitRow(code="old", name="县旧局", emails=("old@unit.example",), retired=True)
    roster = Roster.of((*UNITS, gone))
    assert match_units(mail(), roster, assigned="old").units == {"old": "person"}
    assert match_units(mail(from_address="old@unit.example"), roster).units == {}
    assert match_units(mail(file("a.xlsx", form("县旧局"))), roster).units == {}


def test_a_persons_word_for_a_unit_that_is_gone_is_no_guess() -> None:
    assert match_units(mail(), ROSTER, assigned="nobody").units == {}


def test_an_answer_to_our_letter_is_from_whom_we_wrote_to() -> None:
    match = match_units(mail(own_text="参加人数为980人次"), ROSTER, thread="museum")
    assert match.units == {"museum": "receipt"}
    other = mail(file("a.xlsx", form("县教育局")))
    assert match_units(other, ROSTER, thread="museum").units == {}
    assert match_units(mail(from_address=EDU), ROSTER, thread="museum").units == {"edu": "address"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("您好：\n附件请查收。\n县教育局\n6月10日", "您好： | 附件请查收。 | 县教育局 | 6月10日"),
        ("一\n二\n三\n四\n五", "二 | 三 | 四 | 五"),
        ("县教育局" + "很长" * 30, ""),
        ("", ""),
    ],
)
def test_a_signature_is_the_last_short_lines(text: str, expected: str) -> None:
    assert signature(text) == expected
