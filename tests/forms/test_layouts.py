"""The same cells in every layout read the same, and each layout keeps its own promises."""

from __future__ import annotations

import pytest

from parsers.form.blank import fields_of_blank
from parsers.form.definition import FormDefinition
from parsers.form.reader import read_forms
from parsers.grid import Grid
from parsers.results import FigureReading, FormReading
from tests.forms.grids import DEFINITION, TITLE, Value, codes, content, grid, values
from tests.forms.shapes import ORDER, SHAPES, indicators

PLAIN: tuple[Value, ...] = ("7", 45, "300", "9")
RAWS: tuple[str, ...] = (
    *("12", "0", "1.2万", "3万余", "约400余", "近2万", "三百二十", "1,200", "1 200", "１２００"),
    *("上千", "若干", "数百", "无", "-", "/", "—", "〇", "待统计", "见总结", "同上", "√", "余"),
    *("20xx余", "_余", "XX", "____", "年 月 日", "2022年5月21日", "13900000000", "二O二二年"),
    *(
        "3-5",
        "12、15",
        "50%",
        "l2",
        "12?",
        "36（待核实）",
        "12.5",
        "-5",
        "第3届",
        "例：12",
        "#REF!",
    ),
)


def only(readings: tuple[FormReading, ...]) -> FormReading:
    assert len(readings) == 1
    return readings[0]


def figure(form: FormReading, key: str) -> FigureReading:
    return next(one for one in form.figures if one.field_key == key)


@pytest.mark.parametrize("shape", SHAPES)
def test_a_clean_form_is_read_whole_and_without_a_finding(shape: str) -> None:
    form = only(read_forms(SHAPES[shape](PLAIN), DEFINITION))
    assert (form.kind, form.title, codes(form)) == ("statistics", TITLE, [])
    assert values(form) == dict(zip(ORDER, ("7", "45", "300", "9"), strict=True))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("place", range(len(ORDER)))
def test_a_cell_means_the_same_in_every_layout(shape: str, place: int) -> None:
    for raw in RAWS:
        cells = [*PLAIN[:place], raw, *PLAIN[place + 1 :]]
        expected = figure(only(read_forms(indicators(tuple(cells)), DEFINITION)), ORDER[place])
        form = only(read_forms(SHAPES[shape](tuple(cells)), DEFINITION))
        read = figure(form, ORDER[place])
        assert (read.raw, read.state, read.value, read.approximation) == (
            expected.raw,
            expected.state,
            expected.value,
            expected.approximation,
        )
        assert {one.field_key for one in form.findings} <= {ORDER[place]}


@pytest.mark.parametrize("shape", SHAPES)
def test_a_blank_form_is_told_and_becomes_fields_that_read_a_filled_copy(shape: str) -> None:
    blank = SHAPES[shape]((None, None, None, None))
    assert only(read_forms(blank, DEFINITION)).kind == "blank_form"
    title, fields = fields_of_blank(blank)
    own = FormDefinition(title=title, fields=fields)
    form = only(read_forms(SHAPES[shape](PLAIN), own))
    assert title == TITLE
    assert sorted(values(form).values()) == sorted(("7", "45", "300", "9"))
    assert codes(form) == []


def test_a_figure_leads_to_its_cell() -> None:
    form = only(read_forms(indicators(PLAIN), DEFINITION))
    assert figure(form, "people").location == "统计表.xlsx!Sheet1!D4"


def test_children_belong_to_their_parent_and_totals_are_compared() -> None:
    form = only(
        read_forms(
            content(
                grid(
                    [
                        [TITLE],
                        ["类别", "项目", "单位", "数量"],
                        ["科普活动", "科普讲座", "场", 12],
                        [None, "科普展览", "场", 3],
                        [None, "合计", "场", 16],
                        ["线上活动", "场次", "场", 5],
                        [None, "人次", "人次", 700],
                        ["其他", "参加人数", "人次", 900],
                    ],
                    {(0, 0): (1, 4), (2, 0): (3, 1), (5, 0): (2, 1)},
                )
            ),
            DEFINITION,
        )
    )
    assert values(form) == {
        "lectures": "12",
        "exhibitions": "3",
        "online": "5",
        "online_people": "700",
        "people": "900",
    }
    mismatch = next(one for one in form.findings if one.code == "total_mismatch")
    assert mismatch.location == "统计表.xlsx!Sheet1!D5"
    assert "16" in mismatch.message
    assert "15" in mismatch.message


def test_an_activity_list_is_summed_and_its_total_left_out() -> None:
    rows: list[list[Value]] = [
        ["序号", "活动名称", "时间", "地点", "主办单位", "参加人数", "备注"],
        [1, "科普进校园", "5月21日", "一小", "教育局", 300, ""],
        [2, "开放日", "5月22日", "科技馆", "科技馆", "200", ""],
        ["合计", "", "", "", "", 510, ""],
    ]
    form = only(read_forms(content(grid(rows), above=[TITLE]), DEFINITION))
    assert [(one.name, one.held_on, str(one.participants)) for one in form.activities] == [
        ("科普进校园", "5月21日", "300"),
        ("开放日", "5月22日", "200"),
    ]
    assert values(form)["people"] == "500"
    assert {"total_mismatch", "derived"} <= set(codes(form))


def test_sentences_with_blanks_are_read_and_prose_is_not() -> None:
    sentence = "科普讲座 12 场，科普展览 3 场，参加人数 980 人次。"
    in_table = content(grid([[TITLE], [sentence]], {(0, 0): (1, 3)}))
    assert values(only(read_forms(in_table, DEFINITION)))["people"] == "980"
    prose = content(above=["2022年科技活动周总结", "我局开展科普讲座12场，参加人数980人次。"])
    assert read_forms(prose, DEFINITION) == ()


def test_two_units_in_one_file_are_two_forms() -> None:
    def sheet(unit: str, lectures: int, name: str, order: int) -> Grid:
        rows: list[list[Value]] = [
            [TITLE],
            [f"填报单位：{unit}"],
            ["项目", "数量"],
            ["科普讲座", lectures],
        ]
        spans = {(0, 0): (1, 2), (1, 0): (1, 2)}
        return grid([*rows, ["参加人数", 50]], spans, name=name, order=order)

    both = content(sheet("县教育局", 3, "甲", 20), sheet("县博物馆", 5, "乙", 30))
    forms = read_forms(both, DEFINITION)
    assert [(one.reporting_unit_text, values(one)["lectures"]) for one in forms] == [
        ("县教育局", "3"),
        ("县博物馆", "5"),
    ]
