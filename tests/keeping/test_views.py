"""The other Chinese views, column for column."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from parsers.findings import finding
from store.giving_up import give_up
from store.outbox import mark_failed, mark_sent, queue
from store.records import FigureRecord, ReceiptDraft
from store.review import correct
from tests.keeping.conftest import NOON, attachment, figure, found, mail, submission

if TYPE_CHECKING:
    from tests.keeping.conftest import Desk

VIEWS = {
    "统计汇总": "单位 活动项数 线上活动/人次 经费 主题 待核对项数",
    "统计合计": "指标 计量单位 合计 已报单位数 约数个数 待核对个数",
    "数据来源": "单位 指标 数值 计量单位 原文 文件 位置 邮件主题 收到时间 更正 情况 约数",
    "活动明细": "单位 序号 活动名称 时间 地点 主办单位 参加人数 文件 位置",
    "待处理": "类别 单位 内容 位置 邮件主题 发件人 收到时间 邮件编号 报送编号 问题编号",
    "未报送名单": "单位 联系人 联系电话 联系邮箱 已回复通知",
    "回执": "编号 回执编号 种类 单位 收件人 主题 状态 原因 发送时间 服务器答复",
    "按日进度": "日期 当日新报单位 累计已报单位 应报单位",
}


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_the_columns_of_the_design(desk: Desk, name: str) -> None:
    assert [column.name for column in desk.db.view(name).columns] == VIEWS[name].split()


def test_the_summary_has_units_only_so_that_a_sum_is_right(desk: Desk) -> None:
    desk.report("edu", said={"events": 3, "people": 10, "money": 1.5, "theme": "创新"})
    desk.report("health", said={"events": "无", "people": None})
    desk.report("museum", said={"events": 4})
    rows = [tuple(row.values()) for row in desk.rows('SELECT * FROM "统计汇总"')]
    assert rows == [
        ("县教育局", 3, 10, 1.5, "创新", 0),
        ("县卫健体局", None, None, None, None, 0),
        ("县博物馆", 4, None, None, None, 0),
    ]
    assert desk.one('SELECT sum(活动项数) FROM "统计汇总"') == 7


def test_a_unit_nobody_expects_is_in_the_summary_only_with_a_report(desk: Desk) -> None:
    assert [row["单位"] for row in desk.rows('SELECT 单位 FROM "统计汇总"')] == [
        "县教育局",
        "县卫健体局",
    ]


def test_the_totals(desk: Desk) -> None:
    reading = replace(figure("people", 500), approximation="about")
    about = FigureRecord(attachment=None, reading=reading)
    doubt = found("unsure_value", field_key="events", label="活动项数", raw="3?", value=3)
    desk.report("edu", said={"events": 3, "money": 0.1}, findings=(doubt,))
    desk.report("health", figures=(about,))
    desk.report("museum", said={"events": 4, "people": "无", "money": 0.2, "theme": "x"})
    rows = {row["指标"]: tuple(row.values())[2:] for row in desk.rows('SELECT * FROM "统计合计"')}
    assert rows == {
        "活动项数": (7, 2, 0, 1),
        "线上活动/人次": (500, 1, 1, 0),
        "经费": (0.3, 2, 0, 0),
    }
    assert isinstance(rows["活动项数"][0], int)


def test_a_total_of_nothing_is_empty_and_of_zeros_is_zero(desk: Desk) -> None:
    desk.report("edu", said={"events": 0})
    rows = {row["指标"]: row["合计"] for row in desk.rows('SELECT * FROM "统计合计"')}
    assert rows == {"活动项数": 0, "线上活动/人次": None, "经费": None}


def test_figures_in_review_count_nowhere(desk: Desk) -> None:
    doubt = found("unsure_value", field_key="events", label="活动项数", raw="3?", value=3)
    desk.report("edu", said={"events": 3}, state="review", findings=(doubt,))
    assert desk.rows('SELECT 活动项数, 待核对项数 FROM "统计汇总"')[0] == {
        "活动项数": None,
        "待核对项数": 0,
    }
    assert desk.rows('SELECT 合计, 待核对个数 FROM "统计合计"')[0] == {
        "合计": None,
        "待核对个数": 0,
    }
    assert desk.rows('SELECT * FROM "数据来源"') == []


def test_every_figure_names_its_source(desk: Desk) -> None:
    one = FigureRecord(attachment=0, reading=figure("events", 12))
    body = FigureRecord(attachment=None, reading=figure("theme", "创新", place="正文 表1 行2列2"))
    parts = submission(figures=(one, body))
    desk.record(desk.keep(), mail([parts], attachments=(attachment("统计表.xlsx"),)))
    correct(
        desk.db,
        "health",
        "events",
        Decimal(2),
        who="王",
        why="电话",
        now=NOON + timedelta(hours=13),
    )
    rows = [tuple(row.values())[:10] for row in desk.rows('SELECT * FROM "数据来源"')]
    shared = ("科技活动周材料", "2022-06-10 12:00", "")
    assert rows == [
        ("县教育局", "活动项数", 12, "项", "12", "统计表.xlsx", "统计表.xlsx!Sheet1!C5", *shared),
        ("县教育局", "主题", "创新", "", "创新", "（邮件正文）", "正文 表1 行2列2", *shared),
        ("县卫健体局", "活动项数", 2, "项", "", "", "", "", "", "王 2022-06-11：电话"),
    ]


@pytest.mark.parametrize(
    ("said", "shown"), [(0, "有数"), ("无", "注明没有"), (None, "空白"), ("?", "未能读出")]
)
def test_zero_none_and_blank_stay_apart(desk: Desk, said: Any, shown: str) -> None:
    desk.report("edu", said={"events": said})
    assert desk.one('SELECT 情况 FROM "数据来源"') == shown


def test_a_later_activity_list_replaces_an_earlier_one(desk: Desk) -> None:
    desk.report("edu", lists=("讲座", "展览"))
    desk.wait(hours=1)
    desk.report("edu", said={"people": 3})
    desk.report("health", lists=("义诊",))
    desk.report("health", lists=("作废",), state="review")

    def listed() -> list[tuple[str, int, str]]:
        rows = desk.rows('SELECT 单位, 序号, 活动名称 FROM "活动明细"')
        return [(row["单位"], row["序号"], row["活动名称"]) for row in rows]

    assert listed() == [
        ("县教育局", 1, "讲座"),
        ("县教育局", 2, "展览"),
        ("县卫健体局", 1, "义诊"),
    ]
    desk.wait(hours=1)
    desk.report("edu", lists=("讲座",))
    assert listed() == [("县教育局", 1, "讲座"), ("县卫健体局", 1, "义诊")]


def test_all_that_needs_a_person_is_listed_once(desk: Desk) -> None:
    unknown = desk.keep()
    desk.record(unknown, mail([], state="review", state_reason="认不出"))
    broken = desk.keep()
    give_up(desk.db, broken, "坏", now=desk.now)
    waits = desk.report("edu", state="review", said={"events": 1}, findings=(found("second_form"),))
    doubt = found("damaged_file", filename="表.xlsx")
    desk.report("health", said={"events": 1}, findings=(doubt,))
    row = queue(desk.db, _letter("edu"), desk.now)
    mark_failed(desk.db, row, "没有这个用户", "550", desk.now)
    rows = desk.rows('SELECT * FROM "待处理"')
    assert [(one["类别"], one["单位"], one["邮件编号"]) for one in rows] == [
        ("认单位", "", unknown),
        ("打不开", "", broken),
        ("待确认", "县教育局", waits),
        ("核对", "县卫健体局", rows[3]["邮件编号"]),
        ("回执", "县教育局", None),
    ]
    assert rows[2]["报送编号"] == desk.submission_of(waits)
    assert rows[2]["内容"] == finding("second_form").message
    assert rows[3]["问题编号"] == desk.findings("damaged_file")[0]["id"]
    assert (rows[4]["内容"], rows[4]["收到时间"]) == ("没有发出：没有这个用户", "2022-06-10 12:00")


def _letter(unit: str | None = None) -> ReceiptDraft:
    return ReceiptDraft(
        kind="receipt",
        to_address="edu@unit.example",
        subject="回执",
        body="已收到",
        header_message_id="<1@inbox.example>",
        reference="R-22222",
        reporting_unit=unit,
    )


def test_letters_are_listed_with_local_times(desk: Desk) -> None:
    row = queue(desk.db, _letter("edu"), desk.now)
    waiting = desk.rows('SELECT 状态, 发送时间 FROM "回执"')[0]
    mark_sent(desk.db, row, "250 OK", desk.now + timedelta(hours=13))
    sent = desk.rows('SELECT * FROM "回执"')[0]
    assert waiting == {"状态": "待发送", "发送时间": ""}
    assert tuple(sent.values())[1:] == (
        "R-22222", "回执", "县教育局", "edu@unit.example", "回执", "已发送", "", "2022-06-11 01:00",
        "250 OK",
    )  # fmt: skip


def test_who_has_not_reported_is_listed_with_whom_to_call(desk: Desk) -> None:
    desk.report("edu", said={"events": 1})
    assert [tuple(row.values()) for row in desk.rows('SELECT * FROM "未报送名单"')] == [
        ("县卫健体局", "科室", "0359-0000000", "", "")
    ]


def test_progress_day_by_day(desk: Desk) -> None:
    """By local days; a unit counts on its first day, one that nobody expects never."""
    desk.report("edu", said={"events": 1}, received=NOON + timedelta(hours=13))
    desk.report("edu", said={"events": 2}, received=NOON + timedelta(days=4))
    desk.report("museum", said={"events": 2}, received=NOON)
    desk.report("health", said={"events": 2}, received=NOON + timedelta(days=2))
    assert [tuple(row.values()) for row in desk.rows('SELECT * FROM "按日进度"')] == [
        ("2022-06-11", 1, 1, 2),
        ("2022-06-12", 1, 2, 2),
    ]


def test_what_is_missing_is_said_for_every_unit_of_the_roster(desk: Desk) -> None:
    """A zero report needs nothing more; of others each required material is named."""
    desk.report("edu", is_zero_report=True)
    desk.report("health", said={"events": 1}, materials=((None, "statistics"),))
    told = {row["code"]: row["missing"] for row in desk.rows("SELECT * FROM unit_missing")}
    assert told == {"edu": "", "health": "总结\x1f", "museum": "统计表\x1f总结\x1f"}


def test_who_answered_the_notice_is_found_without_reading_every_mail(desk: Desk) -> None:
    plan = desk.rows("EXPLAIN QUERY PLAN SELECT 已回复通知 FROM 报送情况")
    assert any("messages_acknowledging" in row["detail"] for row in plan)
