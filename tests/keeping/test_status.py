"""报送情况: a line per reporting unit, in each of its states."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from store.asking import progress, unit_detail, unit_status, unit_statuses
from store.records import MaterialRow
from store.review import accept, correct, dismiss, reject
from tests.keeping.conftest import DEADLINE, NOON, attachment, found, mail, submission, sync

if TYPE_CHECKING:
    from tests.keeping.conftest import Desk

TABLE, SUMMARY, PHOTOS = (None, "statistics"), (None, "summary"), (None, "media")
SAID = {"events": 3}
BLANK = found("blank_form", title="统计表")
LINK = found("offered_link", filename="总结.docx")
DOUBT = found("unsure_value", field_key="events", label="活动项数", raw="3？", value=3)
STRANGER = found("unverified_sender", address="a@x.example")


@dataclass(frozen=True)
class Case:
    """What arrived, and what the line then says."""

    name: str
    reports: tuple[dict[str, Any], ...]
    state: str
    missing: str = ""
    to_check: int = 0
    columns: dict[str, str] = field(default_factory=dict)


ALL: dict[str, Any] = {"said": SAID, "materials": (TABLE, SUMMARY)}
NOTHING_MISSING = {"统计表": "已收到", "总结": "已收到", "声像资料": ""}
CASES = (
    Case("nothing", (), "未报送", "统计表、总结"),
    Case("nothing of the campaign", ({},), "未报送", "统计表、总结"),
    Case("only a stranger's word", ({"findings": (STRANGER,)},), "未报送", "统计表、总结"),
    Case("all", (ALL,), "已报齐", columns=NOTHING_MISSING),
    Case(
        "all and photos", (ALL, {"materials": (PHOTOS,)}), "已报齐", columns={"声像资料": "已收到"}
    ),
    Case(
        "in two mails",
        ({"said": SAID, "materials": (TABLE,)}, {"materials": (SUMMARY,)}),
        "已报齐",
    ),
    Case("no summary", ({"said": SAID, "materials": (TABLE,)},), "缺材料", "总结"),
    Case("no table", ({"materials": (SUMMARY,)},), "缺材料", "统计表"),
    Case(
        "nothing but review",
        (ALL | {"state": "review"},),
        "待核对",
        to_check=1,
        columns={"统计表": "待核对", "总结": "待核对"},
    ),
    Case(
        "review beside accepted",
        (ALL, ALL | {"state": "review"}),
        "待核对",
        to_check=1,
        columns=NOTHING_MISSING,
    ),
    Case(
        "the table waits, the summary counts",
        ({"materials": (SUMMARY,)}, {"said": SAID, "materials": (TABLE,), "state": "review"}),
        "待核对",
        to_check=1,
        columns={"统计表": "待核对", "总结": "已收到"},
    ),
    Case("rejected", (ALL | {"state": "superseded"},), "未报送", "统计表、总结"),
    Case("blank form", ({"findings": (BLANK,)},), "缺材料", "统计表（空白表）、总结", 1),
    Case(
        "a rejected blank form",
        ({"findings": (BLANK,), "state": "superseded"}, {"materials": (SUMMARY,)}),
        "缺材料",
        "统计表",
    ),
    Case(
        "the blank form, then the filled one",
        ({"findings": (BLANK,)}, ALL),
        "已报齐",
        columns=NOTHING_MISSING,
    ),
    Case("the filled form, then a blank one", (ALL, {"findings": (BLANK,)}), "待核对", to_check=1),
    Case(
        "a link only",
        ({"said": SAID, "materials": (TABLE,), "findings": (LINK,)},),
        "缺材料",
        "总结（仅链接）",
        1,
    ),
    Case(
        "zero report",
        ({"is_zero_report": True},),
        "已报齐",
        columns={"统计表": "零报送", "总结": "零报送"},
    ),
    Case(
        "zero report in review",
        ({"is_zero_report": True, "state": "review"},),
        "待核对",
        to_check=1,
    ),
    Case("open finding", (ALL | {"findings": (DOUBT,)},), "待核对", to_check=1),
    Case("a remark is no doubt", (ALL | {"findings": (STRANGER,)},), "已报齐"),
    Case("a doubt on replaced data", (ALL | {"findings": (DOUBT,)}, ALL), "已报齐"),
    Case(
        "a doubt on newer data that says nothing",
        (ALL, {"said": {"events": "?"}, "findings": (DOUBT,)}),
        "待核对",
        to_check=1,
    ),
    Case(
        "missing in the later form, there in the earlier",
        (
            ALL,
            {
                "said": {"people": 4},
                "findings": (found("missing_field", field_key="events", label="活动项数"),),
            },
        ),
        "已报齐",
    ),
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_line_says_what_arrived_and_what_is_missing(desk: Desk, case: Case) -> None:
    for one in case.reports:
        desk.report("edu", **one)
        desk.wait(hours=1)
    line = desk.status("edu")
    assert (line["状态"], line["缺少"], line["待核对"]) == (case.state, case.missing, case.to_check)
    assert {label: line[label] for label in case.columns} == case.columns
    assert desk.status("health")["状态"] == "未报送", "no other unit's line changes"


def test_the_columns_are_those_of_the_design(desk: Desk) -> None:
    expected = (
        "单位 状态 统计表 总结 声像资料 首次报送 最近报送 逾期 缺少 待核对 已回复通知 联系邮箱 代码"
    )
    assert list(desk.status()) == expected.split()


@pytest.mark.parametrize(
    ("after", "late"),
    [
        (timedelta(seconds=0), ""),
        (timedelta(days=-3), ""),
        (timedelta(seconds=1), "逾期1天"),
        (timedelta(days=1), "逾期1天"),
        (timedelta(days=1, seconds=1), "逾期2天"),
        (timedelta(days=9, hours=12), "逾期10天"),
        (timedelta(days=40), "逾期40天"),
    ],
)
def test_late_is_told_in_whole_days_begun(desk: Desk, after: timedelta, late: str) -> None:
    desk.report("edu", **ALL, received=DEADLINE + after)
    assert desk.status()["逾期"] == late


@pytest.mark.parametrize("days", range(1, 29))
def test_a_whole_number_of_days_late_is_that_number(desk: Desk, days: int) -> None:
    desk.report("edu", **ALL, received=DEADLINE + timedelta(days=days))
    assert desk.status()["逾期"] == f"逾期{days}天"


def test_a_unit_that_reported_in_time_is_not_late_for_a_later_mail(desk: Desk) -> None:
    desk.report("edu", **ALL, received=NOON)
    desk.report("edu", materials=(PHOTOS,), received=DEADLINE + timedelta(days=3))
    line = desk.status()
    assert (line["逾期"], line["首次报送"], line["最近报送"]) == (
        "",
        "2022-06-10 12:00",
        "2022-06-17 23:59",
    )


def test_the_states_of_one_unit_on_its_way(desk: Desk) -> None:
    """Each step of the collection changes the line as staff expect."""
    seen = [desk.status()["状态"]]

    def now() -> None:
        seen.append(desk.status()["状态"])
        desk.wait(hours=1)

    desk.report("edu", findings=(BLANK,))
    now()
    waits = desk.report("edu", said=SAID, materials=(TABLE,), state="review")
    now()
    accept(desk.db, desk.submission_of(waits), who="王", why="对", now=desk.now)
    now()
    doubt = desk.report("edu", said={"people": 3}, materials=(SUMMARY,), findings=(_people(),))
    now()
    dismiss(desk.db, desk.findings("unsure_value")[0]["id"], who="王", why="对", now=desk.now)
    now()
    reject(desk.db, desk.submission_of(doubt), who="王", why="错", now=desk.now)
    now()
    assert seen == ["未报送", "缺材料", "缺材料", "缺材料", "待核对", "已报齐", "缺材料"]


def _people() -> Any:
    return found("unsure_value", field_key="people", label="人次", raw="3？", value=3)


def test_a_correction_settles_a_doubt_about_its_figure(desk: Desk) -> None:
    desk.report("edu", **ALL, findings=(DOUBT,))
    correct(desk.db, "edu", "events", Decimal(3), who="王", why="问过", now=desk.now)
    assert desk.status()["状态"] == "已报齐"


@pytest.mark.parametrize(
    ("again", "state"),
    [(attachment("总结.docx"), "已报齐"), (attachment("别的.docx"), "待核对")],
)
def test_a_broken_file_that_came_again_is_settled(desk: Desk, again: Any, state: str) -> None:
    broken = attachment("总结.docx", state="unreadable", sha256="0" * 64)
    fault = found("unreadable_file", attachment=0, filename="总结.docx")
    parts = submission(said=SAID, materials=(TABLE,), findings=(fault,))
    desk.record(desk.keep(), mail([parts], attachments=(broken,)))
    desk.wait(hours=1)
    later = submission(materials=((0, "summary"),))
    desk.record(desk.keep(received=desk.now), mail([later], desk.now, attachments=(again,)))
    assert desk.status()["状态"] == state


def test_who_acknowledged_the_notice_is_shown(desk: Desk) -> None:
    record = mail([], state="ignored", acknowledges_notice=True, reporting_unit="edu")
    desk.record(desk.keep(), record)
    line = desk.status()
    assert (line["已回复通知"], line["状态"]) == ("是", "未报送")
    assert desk.status("health")["已回复通知"] == ""


def test_the_lines_as_python_reads_them(desk: Desk) -> None:
    """Units that nobody expects appear once they have sent something."""
    desk.report("edu", said=SAID, materials=(TABLE,), received=DEADLINE + timedelta(hours=1))
    assert [one.code for one in unit_statuses(desk.db)] == ["edu", "health"]
    desk.report("museum", **ALL)
    assert [one.code for one in unit_statuses(desk.db)] == ["edu", "health", "museum"]
    line = unit_status(desk.db, "edu")
    assert (line.name, line.state, line.missing, line.late) == (
        "县教育局",
        "缺材料",
        ("总结",),
        "逾期1天",
    )
    assert line.materials == {"统计表": "已收到", "总结": "", "声像资料": ""}
    total = progress(desk.db)
    assert (total.expected, total.reported, total.complete, total.late) == (2, 1, 0, 1)
    with pytest.raises(KeyError):
        unit_status(desk.db, "nobody")


def test_a_unit_nobody_expects_has_a_line_once_it_has_sent_something(desk: Desk) -> None:
    """It can be asked for before."""
    names = [row["单位"] for row in desk.rows('SELECT 单位 FROM "报送情况"')]
    assert names == ["县教育局", "县卫健体局"]
    silent = unit_status(desk.db, "museum")
    assert (silent.name, silent.state, silent.missing) == ("县博物馆", "未报送", ())
    assert silent.materials == {"统计表": "", "总结": "", "声像资料": ""}
    desk.report("museum")
    assert desk.status("museum")["状态"] == "未报送"


def test_all_of_one_unit(desk: Desk) -> None:
    message_id = desk.keep()
    fault = found("unreadable_file", attachment=1, filename="总结.docx")
    parts = submission(said=SAID, materials=((0, "statistics"),), findings=(fault, DOUBT))
    files = (
        attachment("统计表.xlsx"),
        attachment("总结.docx", state="unreadable"),
        attachment("logo.png", inline=True),
    )
    desk.record(message_id, mail([parts], attachments=files))
    detail = unit_detail(desk.db, "edu")
    assert [one["id"] for one in detail.mails] == [message_id]
    assert [(one["filename"], one["materials"]) for one in detail.files] == [
        ("统计表.xlsx", "统计表"),
        ("总结.docx", ""),
    ]
    assert [(one["field_key"], one["value"], one["doubts"]) for one in detail.figures] == [
        ("events", 3, "活动项数：单元格写“3？”，按 3 记，请核对")
    ]
    assert [one["code"] for one in detail.findings] == ["unreadable_file", "unsure_value"]


def test_a_campaign_without_required_materials_misses_none(desk: Desk) -> None:
    sync(desk.db, materials=[MaterialRow(key="statistics", label="统计表")])
    assert (desk.status()["状态"], desk.status()["缺少"]) == ("未报送", "")
    desk.report("edu", said=SAID)
    assert desk.status()["状态"] == "已报齐"
