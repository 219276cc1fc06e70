"""Rows of activity lists that are no activities: heads of groups, their sums, examples, parts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.results import FormReading, Paragraph
from tests.forms.grids import Spans, Value, content, grid, values

FORM = FormDefinition(
    title="2025年古树保护月活动情况统计表",
    campaign_title="2025年古树保护月",
    years=(2025,),
    fields=(
        FormField(key="events", label="举办活动", unit_measure="场", required=True),
        FormField(key="people", label="参加人数", unit_measure="人次"),
        FormField(key="cards", label="发放明信片", unit_measure="张"),
        FormField(key="guides", label="讲解员", unit_measure="人"),
    ),
)
HEAD: list[Value] = ["序号", "活动名称", "时间", "参加人数", "发放明信片"]
ROWS: list[list[Value]] = [
    ["认养仪式", "4月2日", 50, 200],
    ["摄影展", "4月3日", 310, 40],
    ["树下诗会", "4月9日", 70, 0],
    ["松土施肥", "4月12日", 30, 10],
]
RIGHT = {"events": "4", "people": "460", "cards": "250"}


def read(rows: list[list[Value]], spans: Spans | None = None) -> FormReading:
    (form,) = read_forms(content(grid(rows, spans), above=[FORM.title]), FORM)
    return form


def asked(form: FormReading) -> set[str | None]:
    return {one.field_key for one in form.findings if one.severity != "info"}


def numbered() -> list[list[Value]]:
    return [[n, *row] for n, row in enumerate(ROWS, 1)]


def grouped(first: list[Value], second: list[Value], marks: str) -> list[list[Value]]:
    one, two, three, four = ([mark, *row] for mark, row in zip(marks.split(), ROWS, strict=True))
    return [HEAD, first, one, two, second, three, four]


HEADS = [
    ("一", "二", "1 2 1 2"),
    ("（一）", "（二）", "1 2 3 4"),
    ("一、", "二、", "（1） （2） （1） （2）"),
    ("1", "2", "1.1 1.2 2.1 2.2"),
    ("1", "2", "1 2 1 2"),
    ("Ⅰ", "Ⅱ", "① ② ③ ④"),
    ("第一组", "第二组", "1 2 3 4"),
    ("A", "B", "1 2 1 2"),
    ("", "", "1 2 3 4"),
]


@pytest.mark.parametrize(("first", "second", "marks"), HEADS)
def test_a_row_that_heads_a_group_is_no_activity(first: str, second: str, marks: str) -> None:
    bare = read(grouped([first, "室外", "", "", ""], [second, "田间", "", "", ""], marks))
    assert (values(bare), asked(bare)) == (RIGHT, set())


@pytest.mark.parametrize(("first", "second", "marks"), HEADS)
def test_the_sum_of_a_group_is_not_added_again(first: str, second: str, marks: str) -> None:
    form = read(grouped([first, "室外", "", 360, 240], [second, "田间", "", 100, 10], marks))
    assert (values(form), asked(form)) == (RIGHT, set())


def test_a_group_merged_over_the_row_is_no_activity() -> None:
    rows = grouped(["一", "室外"], ["二", "田间"], "1 2 1 2")
    form = read(rows, {(1, 1): (1, 4), (4, 1): (1, 4)})
    assert (values(form), asked(form)) == (RIGHT, set())


def test_a_groups_sum_that_is_not_its_rows_is_asked_about() -> None:
    form = read(grouped(["一", "室外", "", 380, 240], ["二", "田间", "", 100, 10], "1 2 1 2"))
    assert values(form) == RIGHT
    assert "people" in asked(form)


def test_a_row_without_number_or_date_among_numbered_ones_is_asked_about() -> None:
    form = read([HEAD, *numbered(), ["", "义卖", "", 15, 3]])
    assert asked(form) >= {"events", "people", "cards"}


def test_a_sum_under_another_name_is_not_added() -> None:
    form = read([HEAD, *numbered(), ["", "全镇", "", 460, 250]])
    assert (values(form), asked(form)) == (RIGHT, set())


def test_rows_without_number_and_date_that_add_up_to_another_are_asked_about() -> None:
    rows: list[list[Value]] = [[row[0], row[2], row[3]] for row in ROWS]
    form = read([["活动名称", "参加人数", "发放明信片"], ["古树月", 460, 250], *rows])
    assert asked(form) >= {"events", "people", "cards"}


@pytest.mark.parametrize("head", [["活动名称", "参加人数"], ["活动主题", "参加人数", "备注"]])
def test_names_with_people_are_a_list(head: list[Value]) -> None:
    form = read([head, *([row[0], row[2]] for row in ROWS)])
    assert (values(form), asked(form)) == ({"events": "4", "people": "460"}, set())


def test_a_kind_merged_down_beside_names_is_part_of_a_list() -> None:
    rows: list[list[Value]] = [
        ["活动分类", "活动名称", "参加人数", "讲解员"],
        ["室外", "认养仪式", 50, 2],
        ["", "摄影展", 310, 3],
        ["田间", "松土施肥", 30, 1],
        ["合计", "", 390, 6],
    ]
    form = read(rows, {(1, 0): (2, 1), (4, 0): (1, 2)})
    assert values(form) == {"events": "3", "people": "390", "guides": "6"}
    assert asked(form) == set()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("（作废）", "取消"), ("（撤销）", "取消"), ("（未按期举办）", "取消"),
        ("（不计入）", "不计"), ("（内部彩排，不列入统计）", "不计"), ("（重复登记）", "不计"),
    ],
)  # fmt: skip
def test_an_activity_that_is_not_to_count_is_asked_about(said: str, why: str) -> None:
    form = read([HEAD, *numbered(), [5, f"夜游{said}", "4月20日", 44, 0]])
    assert asked(form) == {"events", "people"}
    reasons = [one.message for one in form.findings if one.code == "list_doubt"]
    assert all(why in one for one in reasons)


def test_a_cancelled_activity_without_numbers_leaves_the_sums_alone() -> None:
    rows: list[list[Value]] = [[5, "夜游", "因雨取消", 0, 0], ["合计", "", "", 460, 250]]
    form = read([HEAD, *numbered(), *rows])
    assert (values(form), asked(form)) == (RIGHT, {"events"})


@pytest.mark.parametrize(
    "row",
    [
        ["例", "某某活动", "4月1日", 100, 100],
        [0, "认树（示例）", "4月1日", 100, 100],
        ["填写样例", "认树", "4月1日", 100, 100],
    ],
)
def test_an_example_is_no_activity(row: list[Value]) -> None:
    form = read([HEAD, row, *numbered()])
    assert (values(form), asked(form)) == (RIGHT, set())


def test_a_part_told_below_an_activity_is_not_added() -> None:
    rows = numbered()
    form = read([HEAD, *rows[:2], ["", "其中：学生", "", 60, ""], *rows[2:]])
    assert values(form) == RIGHT


def test_a_column_of_numbers_that_may_be_a_field_is_asked_about() -> None:
    form = read([["序号", "活动名称", "时间", "参与讲解员"], [1, "诗会", "4月9日", 4]])
    assert "guides" in asked(form)


def test_a_bare_number_below_a_column_is_asked_about() -> None:
    form = read([HEAD, *numbered(), ["平时发放", "", "", "", 500]], {(5, 0): (1, 4)})
    assert "cards" in asked(form)


def test_a_fields_own_row_right_below_the_list_is_held_against_the_sum() -> None:
    form = read([HEAD, *numbered(), ["另发放明信片", "500张", "", "", ""]])
    assert "cards" in asked(form)


def test_a_column_that_is_blank_in_most_rows_is_added_up() -> None:
    rows: list[list[Value]] = [
        [1, *ROWS[0]],
        [2, "诗会", "4月9日", 70, ""],
        [3, "赏月", "4月9日", 9, ""],
    ]
    form = read([HEAD, *rows])
    assert (values(form), asked(form)) == ({"events": "3", "people": "129", "cards": "200"}, set())


@pytest.mark.parametrize("between", [(), ("续表",), ("（接上页）",)])
def test_a_list_cut_in_two_tables_is_one(between: tuple[str, ...]) -> None:
    total: list[Value] = ["合计", "", "", 460, 250]
    first, second = [HEAD, *numbered()[:2]], [*numbered()[2:], total]
    halves = (grid(first, name="A", order=50), grid(second, name="B", order=60))
    texts = tuple(
        Paragraph(text=text, order=55 + n, place=f"段{n}") for n, text in enumerate(between)
    )
    told = content(*halves, above=[FORM.title])
    (form,) = read_forms(replace(told, paragraphs=(*told.paragraphs, *texts)), FORM)
    assert (values(form), asked(form)) == (RIGHT, set())
    assert [one.location for one in form.activities][2] == "统计表.xlsx!B!B1"


@pytest.mark.parametrize("marks", [(1, 2), (7, 8), ("", "")])
def test_a_headless_table_that_may_go_on_is_asked_about(marks: tuple[Value, Value]) -> None:
    rest: list[list[Value]] = [[marks[0], *ROWS[2]], [marks[1], *ROWS[3]]]
    halves = (grid([HEAD, *numbered()[:2]], name="A"), grid(rest, name="B", order=60))
    (form,) = read_forms(content(*halves, above=[FORM.title]), FORM)
    assert any(one.severity == "warning" for one in form.findings)
