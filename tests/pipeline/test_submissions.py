"""What one mail contributes for each unit, and what waits for a person."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from mailbot.pipeline.matching import match_units
from mailbot.pipeline.materials import purposes_of
from mailbot.pipeline.reading import ReadMail
from mailbot.pipeline.submissions import is_correction, submissions_of
from parsers.findings import finding
from parsers.results import ActivityReading
from store.records import SubmissionRecord
from tests.pipeline.made import DEADLINE, ROSTER, around, figures, file, form, mail
from tests.pipeline.test_materials import MATERIALS

EDU, CLERK, STRANGER = "edu@unit.example", "clerk@unit.example", "somebody@mail.example"
PROSE = "我局认真组织开展了科技活动周活动。" * 12


def parts(read: ReadMail, **known: Any) -> tuple[SubmissionRecord, ...]:
    match = match_units(read, ROSTER)
    return submissions_of(read, match, purposes_of(read, MATERIALS), around(**known))


def only(read: ReadMail, **known: Any) -> SubmissionRecord:
    (one,) = parts(read, **known)
    return one


def codes(one: SubmissionRecord) -> set[str]:
    return {each.finding.code for each in one.findings}


SAID, OTHER = {"events": 12, "people": 980}, {"events": 10, "people": 980}
XLSX = file("统计表.xlsx", form("县教育局", said=SAID))
SECOND = file("统计表2.xlsx", form("县教育局", said=OTHER))
SCAN = file("扫描.jpg", form("县教育局", said=SAID), origin="scan")
PRINT = file("打印.pdf", form("县教育局", said=SAID), origin="print")
OLD = form("县教育局", said=SAID, findings=(finding("wrong_year", year=2021),))


@dataclass(frozen=True)
class Case:
    """A mail, what is known beside it, and the submission it makes."""

    name: str
    mail: ReadMail
    state: str = "accepted"
    told: frozenset[str] = frozenset()
    known: dict[str, Any] = field(default_factory=dict)


def case(name: str, read: ReadMail, state: str, *told: str, **known: Any) -> Case:
    return Case(name, read, state, frozenset(told), known)


CASES = (
    case("a form", mail(XLSX, from_address=EDU), "accepted"),
    case("from a stranger's box", mail(XLSX), "accepted", "unverified_sender"),
    case("of a unit without addresses", mail(file("a.xlsx", form("县博物馆"))), "accepted"),
    case("its own second form", mail(XLSX, from_address=EDU), "accepted", earlier=(EDU,)),
    case(
        "a stranger after the unit",
        mail(XLSX),
        "review",
        "unverified_sender",
        "stranger_replaces",
        earlier=(EDU,),
    ),
    case("the stranger again", mail(XLSX), "accepted", "unverified_sender", earlier=(STRANGER,)),
    case(
        "a stranger's summary replaces nothing",
        mail(file("总结.docx", text=PROSE), subject="县教育局"),
        "accepted",
        "unverified_sender",
        earlier=(EDU,),
    ),
    case("a colleague's second form", mail(XLSX, from_address=CLERK), "review", "second_form",
         earlier=(EDU,)),
    case("a colleague's correction", mail(XLSX, from_address=CLERK, subject="更正：统计表"),
         "accepted", earlier=(EDU,)),
    case("last year's form", mail(file("a.xlsx", OLD), from_address=EDU), "review", "wrong_year"),
    case("two different forms", mail(XLSX, SECOND, from_address=EDU), "review", "several_forms"),
    case("the same form twice", mail(XLSX, XLSX, from_address=EDU), "accepted"),
    case(
        "a second form that only adds",
        mail(file("a.xlsx", form("县教育局", said={"events": 12})),
             file("b.xlsx", form("县教育局", said={"people": 980})), from_address=EDU),
        "accepted",
    ),
    case("a form and its body", mail(XLSX, forms=(form("县教育局", said=OTHER),), from_address=EDU),
         "review", "several_forms"),
    case("a scan alone", mail(SCAN, from_address=EDU), "review"),
    case("a print alone", mail(PRINT, from_address=EDU), "accepted"),
    case("a form and its scan", mail(SCAN, XLSX, from_address=EDU), "accepted"),
    case(
        "a scan that differs from the form",
        mail(XLSX, replace(SCAN, reading=replace(
            SCAN.reading, forms=(form("县教育局", said=OTHER),))), from_address=EDU),
        "accepted",
        "copies_differ",
    ),
    case("late", mail(XLSX, from_address=EDU), "accepted", "late",
         received_at=DEADLINE + timedelta(seconds=1)),
    case("in time to the second", mail(XLSX, from_address=EDU), "accepted", received_at=DEADLINE),
    case("a blank form", mail(file("a.xlsx", form("县教育局", kind="blank_form", said={}, findings=(
        finding("blank_form", title="表"),))), from_address=EDU), "accepted", "blank_form"),
    case("a form that was not found", mail(file("统计表.xlsx"), from_address=EDU), "accepted",
         "form_unreadable"),
    case("a form beside one not found", mail(XLSX, file("统计表旧.xlsx"), from_address=EDU),
         "accepted"),
    case("a file's own findings", mail(file("总结.docx", state="encrypted", findings=(
        finding("encrypted", filename="总结.docx"),)), from_address=EDU), "accepted", "encrypted"),
    case("the mail's own findings", mail(XLSX, from_address=EDU, findings=(
        finding("offered_link", filename="片子.mp4"),)), "accepted", "offered_link"),
)  # fmt: skip


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.name)
def test_what_counts_and_what_waits(one: Case) -> None:
    made = only(one.mail, **one.known)
    assert made.state == one.state
    assert codes(made) == one.told


def test_the_editable_form_comes_before_the_body_the_print_and_the_scan() -> None:
    read = mail(SCAN, PRINT, XLSX, forms=(form("县教育局", said=SAID),), from_address=EDU)
    ranks = {(one.rank, one.attachment) for one in only(read).figures}
    assert ranks == {(0, 2), (1, None), (2, 1), (3, 0)}


def test_the_summary_is_compared_with_the_table() -> None:
    text = f"本次活动周参加人数共1200人次。{PROSE}"
    read = mail(XLSX, file("总结.docx", text=text), from_address=EDU)
    made = only(read)
    assert "prose_differs" in codes(made)
    assert {one.reading.value for one in made.figures} == {Decimal(12), Decimal(980)}


def test_materials_name_their_files() -> None:
    read = mail(XLSX, file("总结.docx", text=PROSE), file("a.jpg"), from_address=EDU)
    assert only(read).materials == ((0, "statistics"), (1, "summary"), (2, "media"))


def test_activities_come_from_the_first_form_that_lists_some() -> None:
    rows = tuple(ActivityReading(ordinal=n, name=f"讲座{n}", location="表2") for n in (1, 2))
    listed = file("活动清单.xlsx", form("县教育局", said={}, activities=rows))
    read = mail(XLSX, listed, replace(listed, parent=None), from_address=EDU)
    made = only(read)
    assert [(one.attachment, one.reading.name) for one in made.activities] == [
        (1, "讲座1"),
        (1, "讲座2"),
    ]


@pytest.mark.parametrize(
    ("files", "zero", "expected"),
    [((), True, True), ((), False, False), ((XLSX,), True, False), ((file("a.jpg"),), True, True)],
)
def test_a_zero_report_has_no_figures(files: tuple[Any, ...], zero: bool, expected: bool) -> None:
    made = only(mail(*files, from_address=EDU), zero_report=zero)
    assert made.is_zero_report is expected


def test_an_answer_to_a_receipt_is_a_figure_shown_to_staff() -> None:
    replied = figures("正文", people=990)
    made = only(mail(from_address=EDU), reply_figures=replied)
    assert [(one.attachment, one.reading) for one in made.figures] == [(None, replied[0])]
    assert codes(made) == {"reply_figure"}


@pytest.mark.parametrize(("said", "told"), [(980, set()), (990, {"prose_differs"})])
def test_a_form_sent_with_an_answer_comes_before_its_words(said: int, told: set[str]) -> None:
    made = only(mail(XLSX, from_address=EDU), reply_figures=figures("正文", people=said))
    assert codes(made) == told
    assert [one.reading.value for one in made.figures] == [Decimal(12), Decimal(980)]


def test_an_answer_adds_what_its_form_leaves_out() -> None:
    blank = file("统计表.xlsx", form("县教育局", said={"events": 12, "people": None}))
    made = only(mail(blank, from_address=EDU), reply_figures=figures("正文", people=980))
    assert [(one.reading.field_key, one.reading.value) for one in made.figures] == [
        ("events", Decimal(12)),
        ("people", None),
        ("people", Decimal(980)),
    ]


TWO = mail(
    file("局统计表.xlsx", form("县教育局", said=SAID)),
    file("馆统计表.xlsx", form("县博物馆", said=OTHER)),
    file("县博物馆总结.docx", text=PROSE),
    file("总结.docx", text=PROSE),
    from_address=EDU,
    findings=(finding("offered_link", filename="片子"),),
)


def test_one_mail_may_report_for_two_units() -> None:
    """Each form, and each file that names a unit, goes to its own; the rest to the mail's."""
    bureau, museum = parts(TWO)
    assert (bureau.reporting_unit, museum.reporting_unit) == ("edu", "museum")
    assert bureau.materials == ((0, "statistics"), (3, "summary"))
    assert museum.materials == ((1, "statistics"), (2, "summary"))
    assert [one.reading.value for one in bureau.figures] == [Decimal(12), Decimal(980)]
    assert [one.reading.value for one in museum.figures] == [Decimal(10), Decimal(980)]
    assert codes(bureau) == {"offered_link"}
    assert codes(museum) == set(), "two units' forms are no two forms of one"


def test_two_sheets_of_one_file_may_be_two_units() -> None:
    both = file("表.xlsx", form("县教育局", said=SAID), form("县博物馆", said=OTHER))
    bureau, museum = parts(mail(both, from_address=EDU))
    assert bureau.materials == museum.materials == ((0, "statistics"),)
    assert len(bureau.figures) == len(museum.figures) == 2


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"subject": "更正统计表"}, True),
        ({"subject": "重报"}, True),
        ({"own_text": "以此为准"}, True),
        ({"own_text": "以此表为准"}, True),
        ({"own_text": "前表作废"}, True),
        ({"subject": "统计表"}, False),
        ({"quoted_text": "如需更正请重报"}, False),
    ],
)
def test_a_correction_says_so(more: dict[str, str], expected: bool) -> None:
    assert is_correction(mail(XLSX, **more)) is expected
    assert is_correction(mail(file("统计表（更正）.xlsx")))
