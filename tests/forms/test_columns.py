"""Columns beside each other: the one that is meant is read, or a person is asked."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from parsers.form.definition import FormDefinition
from parsers.form.reader import read_forms
from parsers.results import FormReading
from tests.forms.grids import DEFINITION, FIELDS, TITLE, Value, codes, content, grid, values

ROWS: tuple[tuple[Value, ...], ...] = (
    ("科普讲座", "场", 3, 40),
    ("参加人数", "人次", 100, 900),
    ("展板", "块", 7, 20),
)
LEFT = {"lectures": "3", "people": "100", "boards": "7"}
RIGHT = {"lectures": "40", "people": "900", "boards": "20"}


def read(rows: Sequence[Sequence[Value]]) -> FormReading:
    (form,) = read_forms(content(grid([[TITLE], *rows])), DEFINITION)
    return form


def warned(form: FormReading) -> set[str | None]:
    return {one.field_key for one in form.findings if one.severity != "info"}


@pytest.mark.parametrize(
    ("heads", "expected"),
    [
        (("实际数", "计划数"), LEFT),
        (("计划数", "实际数"), RIGHT),
        (("任务数", "完成数"), RIGHT),
        (("目标", "完成"), RIGHT),
        (("应完成", "已完成"), RIGHT),
        (("上年同期", "本年"), RIGHT),
        (("去年", "今年"), RIGHT),
        (("上月", "本月"), RIGHT),
        (("上期", "本期"), RIGHT),
        (("本年", "同比"), LEFT),
        (("本期", "环比（%）"), LEFT),
        (("数量", "占比"), LEFT),
        (("数量", "较上年增加"), LEFT),
        (("完成", "完成率"), LEFT),
        (("2022年", "2021年"), LEFT),
        (("2021年", "2022年"), RIGHT),
    ],
)
def test_a_column_of_another_time_a_plan_or_a_share_is_left_out(
    heads: tuple[str, str], expected: dict[str, str]
) -> None:
    form = read([["指标", "单位", *heads], *ROWS])
    assert {key: values(form)[key] for key in expected} == expected
    assert codes(form) == []


@pytest.mark.parametrize(
    "heads",
    [
        ("本期", "累计"),
        ("累计", "本月"),
        ("本周", "累计"),
        ("上报数", "审核数"),
        ("新增", "总数"),
        ("申报数", "核定数"),
        ("城区", "农村"),
        ("一季度", "二季度"),
        ("初报", "终报"),
    ],
)
def test_where_either_column_may_be_meant_a_person_is_asked(heads: tuple[str, str]) -> None:
    for header in (
        [["指标", "单位", *heads]],
        [["指标", "单位", "完成情况", ""], ["", "", *heads]],
    ):
        form = read([*header, *ROWS])
        assert warned(form) >= {"lectures", "people", "boards"}


def test_a_head_nobody_knows_over_the_only_column_changes_nothing() -> None:
    for head in ("数景", "县教育局", "填写栏", "数据（次、人）"):
        form = read([("指标", head), *((row[0], row[2]) for row in ROWS)])
        assert values(form) == LEFT
        assert codes(form) == []


def test_a_head_of_another_matter_over_the_only_column_is_asked_about() -> None:
    for head in ("分值", "得分", "人数", "经费"):
        form = read([("指标", head), *((row[0], row[2]) for row in ROWS)])
        assert warned(form) >= {"lectures", "boards"}


def test_a_number_that_slipped_out_of_its_column_is_asked_about() -> None:
    slipped: list[tuple[list[Value], set[str | None]]] = [
        (["展板", "块", "", 12], set()),
        (["展板", 12, "", ""], set()),
        (["展板", "块", "3", "400"], {None}),  # the 400 is shown by a question of its own
    ]
    for row, more in slipped:
        form = read([["指标", "单位", "数量"], ["科普讲座", "场", 3], row])
        assert warned(form) == {"boards", "people"} | more  # people: required, and nowhere


HEADS: list[Value] = ["线上活动", "", "线下活动", ""]
PARTS: list[Value] = ["场次", "人次", "场次", "人次"]
NUMBERS: list[Value] = [3, 100, 5, 200]
EACH = {"online": "3", "online_people": "100", "offline": "5", "offline_people": "200"}


@pytest.mark.parametrize("merged_title", [False, True])
@pytest.mark.parametrize(
    ("heads", "parts", "numbers"),
    [
        (HEADS, PARTS, NUMBERS),
        (["单位", *HEADS], ["", *PARTS], ["教育局", *NUMBERS]),
        (["", *HEADS], ["单位", *PARTS], ["教育局", *NUMBERS]),
        ([*HEADS, "展板"], [*PARTS, ""], [*NUMBERS, 8]),
        (["序号", *HEADS, "展板"], ["", *PARTS, "（块）"], [1, *NUMBERS, 8]),
    ],
)
def test_an_empty_head_belongs_to_the_category_on_its_left(
    heads: list[Value], parts: list[Value], numbers: list[Value], merged_title: bool
) -> None:
    spans = {(0, 0): (1, len(parts))} if merged_title else None
    (form,) = read_forms(content(grid([[TITLE], heads, parts, numbers], spans)), DEFINITION)
    assert {key: values(form)[key] for key in EACH} == EACH
    assert codes(form) == ["missing_field"]


@pytest.mark.parametrize(
    ("heads", "parts", "numbers"),
    [
        (["", "线上活动", "", "线下活动"], PARTS, NUMBERS),
        (["单位", "", "线上活动", "", "线下活动"], ["", *PARTS], ["教育局", *NUMBERS]),
        (["", "线上活动", "", "线下活动"], ["人次", "场次", "人次", "场次"], [100, 3, 200, 5]),
    ],
)
def test_heads_written_over_the_middle_of_their_columns_are_asked_about(
    heads: list[Value], parts: list[Value], numbers: list[Value]
) -> None:
    form = read([heads, parts, numbers])
    for key, number in EACH.items():
        assert values(form).get(key) == number or key in warned(form)
    assert values(form).get("people") in (None, "300") or "people" in warned(form)


def test_a_head_merged_one_column_too_far_is_asked_about() -> None:
    rows: list[list[Value]] = [[TITLE], ["线上活动", "", "", "线下活动"], PARTS, NUMBERS]
    (form,) = read_forms(content(grid(rows, {(1, 0): (1, 3)})), DEFINITION)
    assert values(form)["offline_people"] == "200"
    assert warned(form) >= {"online", "online_people"}


def test_the_campaigns_year_as_a_count_and_a_booked_minus_are_asked_about() -> None:
    form = read([["指标", "单位", "数量"], ["科普讲座", "场", 2022], ["展板", "块", "(12)"]])
    assert warned(form) >= {"lectures", "boards"}


def test_a_form_longer_than_is_read_says_so() -> None:
    rows: list[list[Value]] = [["项目", "数量"], ["科普讲座", 3], ["参加人数", 40]]
    rows += [[f"其他活动{number}", number] for number in range(1200)]
    form = read([*rows, ["展板", 7]])
    assert "truncated" in codes(form)
    wide: list[Value] = ["科普讲座（场）", "参加人数（人次）", *(f"乡镇{n}" for n in range(90))]
    assert "truncated" in codes(read([wide, list(range(2, 94))]))
    assert "truncated" not in codes(read(rows[:900]))


def test_a_share_is_never_a_count() -> None:
    own = FormDefinition(title=TITLE, fields=FIELDS, years=(2022,))
    for raw in ("85%", "百分之八十五", "85 %", "85‰"):
        form = read([["指标", "数量"], ["展板", raw], ["科普讲座", 3]])
        assert "boards" in warned(form)
    rows: list[list[Value]] = [[TITLE], ["指标", "单位", "数量"], ["展板", "%", 85]]
    (form,) = read_forms(content(grid([*rows, ["科普讲座", "场", 3]])), own)
    assert "boards" in warned(form)


@pytest.mark.parametrize("corner", ["项目", ""])
@pytest.mark.parametrize(
    ("upper", "lower", "is_sure"),
    [
        ("计划", "实际", True),
        ("去年同期", "本年", True),
        ("上月", "本月", True),
        ("本月", "累计", False),
        ("第一批", "第二批", False),
        ("2021年", "2022年", True),
    ],
)
def test_rows_of_a_wide_table_are_told_apart_like_columns(
    corner: str, upper: str, lower: str, is_sure: bool
) -> None:
    heads: list[Value] = [corner, "科普讲座（场）", "参加人数（人次）", "展板（块）"]
    form = read([heads, [upper, 3, 100, 7], [lower, 40, 900, 20]])
    if is_sure:
        assert (values(form), codes(form)) == (RIGHT, [])
    else:
        assert warned(form) >= {"lectures", "people", "boards"}


@pytest.mark.parametrize(
    ("heads", "expected", "is_sure"),
    [
        (("2022年", "2023年"), LEFT, True),
        (("2023年", "2022年"), RIGHT, True),
        (("2020年", "2021年"), RIGHT, False),
    ],
)
def test_of_several_years_the_campaigns_own_counts(
    heads: tuple[str, str], expected: dict[str, str], is_sure: bool
) -> None:
    form = read([["指标", "单位", *heads], *ROWS])
    assert {key: values(form)[key] for key in expected} == expected
    assert warned(form) == (set() if is_sure else set(expected))


def test_a_value_merged_as_its_head_is_needs_no_look() -> None:
    rows: list[list[Value]] = [[TITLE], ["指标", "单位", "数量", ""]]
    rows += [[label, unit, left, ""] for label, unit, left, _ in ROWS]
    spans = {(row, 2): (1, 2) for row in range(1, 5)}
    (form,) = read_forms(content(grid(rows, spans)), DEFINITION)
    assert (values(form), codes(form)) == (LEFT, [])


def test_a_sheet_named_for_another_year_is_asked_about() -> None:
    rows: list[list[Value]] = [[TITLE], ["指标", "单位", "数量"]]
    rows += [[label, unit, left] for label, unit, left, _ in ROWS]
    for name, expected in (("2021年", ["wrong_year"]), ("2022", []), ("Sheet1", [])):
        (form,) = read_forms(content(grid(rows, name=name)), DEFINITION)
        assert codes(form) == expected
