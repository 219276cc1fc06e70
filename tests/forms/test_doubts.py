"""Doubt is computed: what a clerk should look at, with the place, and nothing on a clean form."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.doubts.compare import compare_copies, compare_prose
from parsers.form.reader import read_forms
from parsers.grid import Cell
from parsers.results import FormReading
from tests.forms.grids import DEFINITION, TITLE, Value, codes, content, grid, values
from tests.forms.shapes import indicators


def table(rows: list[list[Value]], title: str = TITLE) -> FormReading:
    head: list[list[Value]] = [[title], ["项目", "单位", "数量"]]
    (form,) = read_forms(content(grid([*head, *rows], {(0, 0): (1, 3)})), DEFINITION)
    return form


def code_of(form: FormReading, key: str) -> list[str]:
    return [one.code for one in form.findings if one.field_key == key]


def test_cells_without_a_result_are_never_blank() -> None:
    formula = Cell(row=0, column=0, text="=SUM(C2:C3)", kind="formula")
    error = Cell(row=0, column=0, text="#REF!", kind="error")
    form = table([["科普讲座", "场", formula], ["参加人数", "人次", error]])
    assert values(form) == {"lectures": "unreadable", "people": "unreadable"}
    assert code_of(form, "lectures") == ["formula_without_value"]
    assert code_of(form, "people") == ["cell_error"]


@pytest.mark.parametrize(
    ("raw", "unit", "value", "code"),
    [
        ("1.2", "人次", "1.2", "unit_measure_doubt"),
        ("12000", "万人次", "120000000", "unit_measure_doubt"),
        ("20万元", "人次", "200000", "unit_measure_doubt"),
        ("3万余", "人次", "30000", "approximate"),
        ("本周：3\n累计：15", "人次", "3", "several_values"),
        ("线上300人，线下200人", "人次", "500", "combined_value"),
        ("12?", "人次", "12", "unsure_value"),
    ],
)
def test_a_doubtful_number_is_read_and_flagged(raw: str, unit: str, value: str, code: str) -> None:
    form = table([["科普讲座", "场", 3], ["参加人数", unit, raw]])
    assert values(form)["people"] == value
    assert code in code_of(form, "people")


@pytest.mark.parametrize(
    ("raw", "unit", "value", "code"),
    [
        ("线上90", "人次", "90", "unsure_value"),
        ("130（作废）", "人次", "130", "unsure_value"),
        ("9.000", "人次", "9", "unit_measure_doubt"),
        ("240415", "人次", "240415", "unit_measure_doubt"),
        ("36", "筐", "36", "unit_measure_doubt"),
        ("三", "万人次", "30000", ""),
        ("2", "万", "20000", ""),
        ("已接待86人次", "人次", "86", ""),
        ("86人次（名单附后）", "人次", "86", ""),
        ("9场，86人次", "人次", "86", ""),
    ],
)
def test_words_and_units_beside_a_number_are_weighed(
    raw: str, unit: str, value: str, code: str
) -> None:
    form = table([["科普讲座", "场", 3], ["参加人数", unit, raw]])
    assert (values(form)["people"], code_of(form, "people")) == (value, [code] if code else [])


@pytest.mark.parametrize(
    ("note", "asked"), [("更正为61人", True), ("应为61", True), ("含教师", False)]
)
def test_a_remark_that_corrects_a_number_is_asked_about(note: str, asked: bool) -> None:
    rows: list[list[Value]] = [["项目", "单位", "数量", "备注"], ["科普讲座", "场", 3, ""]]
    rows.append(["参加人数", "人次", 56, note])
    (form,) = read_forms(content(grid(rows), above=[TITLE]), DEFINITION)
    assert bool(code_of(form, "people")) is asked


def test_units_of_one_kind_are_converted() -> None:
    fields = (
        FormField(key="road", label="清扫道路", unit_measure="公里", type="decimal", decimals=1),
        FormField(key="bait", label="投放饵料", unit_measure="千克", type="decimal", decimals=1),
        FormField(key="green", label="补种草坪", unit_measure="亩", type="decimal", decimals=1),
        FormField(key="known", label="知晓率", unit_measure="%", type="decimal", decimals=1),
    )
    own = FormDefinition(title=TITLE, fields=fields)
    share = Cell(row=0, column=0, text="93%", kind="number", number=Decimal("0.93"))
    rows: list[list[Value]] = [["清扫道路", "2600米"], ["投放饵料", "0.3吨"]]
    rows += [["补种草坪", "1.2公顷"], ["知晓率", share]]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), own)
    assert values(form) == {"road": "2.6", "bait": "300", "green": "18", "known": "93"}
    assert codes(form) == []


@pytest.mark.parametrize(
    ("raw", "unit", "value"),
    [("500人次", "万人次", "500"), ("1.2", "万人次", "12000"), ("1.2万", "万人次", "12000")],
)
def test_the_cells_own_unit_wins_over_the_columns(raw: str, unit: str, value: str) -> None:
    form = table([["科普讲座", "场", 3], ["参加人数", unit, raw]])
    assert (values(form)["people"], code_of(form, "people")) == (value, [])


def test_yuan_become_ten_thousands() -> None:
    form = table([["活动经费", "元", 3500], ["参加人数", "人次", 3]])
    assert values(form)["money"] == "0.35"


def test_a_field_that_stands_twice_with_two_numbers_is_shown() -> None:
    form = table([["科普讲座", "场", 3], ["科普讲座", "场", 5], ["参加人数", "人次", 3]])
    assert code_of(form, "lectures") == ["value_conflict"]


def test_a_label_close_to_a_field_is_proposed_and_flagged() -> None:
    form = table([["科普讲坐", "场", 3], ["参加人数", "人次", 3]])
    assert values(form)["lectures"] == "3"
    assert code_of(form, "lectures") == ["similar_label"]


def test_a_label_for_two_fields_is_told_apart_by_its_unit_of_measure() -> None:
    fields = (
        FormField(key="sessions", label="科技咨询", unit_measure="场次"),
        FormField(key="asked", label="科技咨询", unit_measure="人次"),
    )
    own = FormDefinition(title=TITLE, fields=fields)
    rows: list[list[Value]] = [["项目", "单位", "数量"], ["科技咨询", "人次", 80]]
    (form,) = read_forms(content(grid([*rows, ["科技咨询", "场次", 4]]), above=[TITLE]), own)
    assert (values(form), codes(form)) == ({"sessions": "4", "asked": "80"}, [])


def test_unknown_labels_are_kept() -> None:
    form = table([["科普讲座", "场", 3], ["参加人数", "人次", 3], ["专家人数", "人", 7]])
    kept = next(figure for figure in form.figures if figure.field_key is None)
    assert (kept.label, kept.value, codes(form)) == ("专家人数", Decimal(7), ["unknown_label"])


def test_sums_and_lower_bounds_between_fields_are_checked() -> None:
    fields = (
        FormField(key="online", label="线上活动", unit_measure="场"),
        FormField(key="offline", label="线下活动", unit_measure="场"),
        FormField(key="all", label="活动总场次", unit_measure="场", sum_of=("online", "offline")),
        FormField(key="people", label="参加人数", unit_measure="人次", at_least="all"),
    )
    own = FormDefinition(title=TITLE, fields=fields)
    rows: list[list[Value]] = [["线上活动", 3], ["线下活动", 5], ["参加人数", 6]]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), own)
    assert values(form)["all"] == "8"
    assert set(codes(form)) == {"derived", "at_least_violated"}
    (form,) = read_forms(content(grid([*rows, ["活动总场次", 9]]), above=[TITLE]), own)
    assert set(codes(form)) == {"total_mismatch", "at_least_violated"}


def test_a_sum_over_other_units_of_measure_is_made_in_its_own() -> None:
    fields = (
        FormField(key="all", label="总人次", unit_measure="万人次", sum_of=("online", "offline")),
        FormField(key="online", label="线上人次", unit_measure="万人次"),
        FormField(key="offline", label="线下人次", unit_measure="人次"),
    )
    own = FormDefinition(title=TITLE, fields=fields)
    rows: list[list[Value]] = [["线上人次", 1.2], ["线下人次", 3000]]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), own)
    assert values(form)["all"] == "1.5"
    (form,) = read_forms(content(grid([*rows, ["总人次", 1.6]]), above=[TITLE]), own)
    assert code_of(form, "all") == ["total_mismatch"]


def test_a_head_merged_over_the_next_one_is_asked_about_on_both_sides() -> None:
    rows: list[list[Value]] = [["线上活动"], ["场次", "人次", "场次", "人次"], [3, 100, 5, 200]]
    (form,) = read_forms(content(grid(rows, {(0, 0): (1, 3)}), above=[TITLE]), DEFINITION)
    asked = {one.field_key for one in form.findings if one.severity == "warning"}
    assert {"online", "online_people", "offline", "offline_people"} <= asked


@pytest.mark.parametrize(
    ("title", "kind", "code"),
    [
        ("2021年全国科技活动周开展情况统计表", "statistics", "wrong_year"),
        ("二O二一年全国科技活动周开展情况统计表", "statistics", "wrong_year"),
        ("2022年全国科普日活动情况统计表", "other_form", "other_form"),
        ("2022年科技活动周重点活动备案表", "other_form", "other_form"),
        ("科普讲解大赛报名表", "other_form", "other_form"),
        ("2022年粮食科技活动周情况统计表", "other_form", "other_form"),
    ],
)
def test_last_years_and_other_campaigns_forms_are_told(title: str, kind: str, code: str) -> None:
    form = table([["科普讲座", "场", 3], ["参加人数", "人次", 3]], title)
    assert (form.kind, codes(form)) == (kind, [code])


def test_planned_numbers_are_no_figures() -> None:
    rows: list[list[Value]] = [["活动名称", "科普行"], ["拟参加人数", "500"]]
    (form,) = read_forms(content(grid(rows)), DEFINITION)
    assert (form.kind, form.figures) == ("other_form", ())


def test_the_blank_forms_own_example_is_no_figure() -> None:
    fields = (
        FormField(key="lectures", label="科普讲座", unit_measure="场", example="例：12"),
        FormField(key="people", label="参加人数", unit_measure="人次"),
    )
    own = FormDefinition(title=TITLE, fields=fields)
    (form,) = read_forms(
        content(grid([["科普讲座", "例：12"], ["参加人数", 5]]), above=[TITLE]), own
    )
    assert (values(form)["lectures"], code_of(form, "lectures")) == (
        "unreadable",
        ["template_text"],
    )


def test_a_hidden_sheet_is_left_out_and_said() -> None:
    shown = grid([["科普讲座", 3], ["参加人数", 5]], name="表")
    hidden = grid([["科普讲座", 9], ["参加人数", 9]], name="旧", hidden=True, order=60)
    (form,) = read_forms(content(shown, hidden, above=[TITLE]), DEFINITION)
    assert (values(form), codes(form)) == ({"lectures": "3", "people": "5"}, ["hidden_sheet"])


def test_a_form_that_yields_nothing_is_never_dropped() -> None:
    (form,) = read_forms(content(grid([[TITLE], ["图片见下页"]])), DEFINITION)
    assert codes(form) == ["form_unreadable"]


def test_a_large_sheet_that_is_no_form_is_no_form() -> None:
    assert read_forms(content(grid([[f"货{r}", r] for r in range(4000)])), DEFINITION) == ()


def test_a_scan_that_says_otherwise_is_told_and_one_that_agrees_is_not() -> None:
    (first,) = read_forms(indicators(("7", 45, "300", "9")), DEFINITION)
    (copy,) = read_forms(indicators(("7", 46, "300", "若干")), DEFINITION)
    assert compare_copies(first, first, DEFINITION) == []
    found = compare_copies(first, copy, DEFINITION)
    assert [(one.code, one.field_key) for one in found] == [("copies_differ", "people")]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("活动周期间共举办科普讲座12场。", ["lectures"]),
        ("共举办科普讲座10场，参加人数近5000人次。", []),
        ("在一小举办科普讲座1场，在二小举办科普讲座3场。", []),
        ("计划举办科普讲座20场。", []),
        ("去年举办科普讲座30场。", []),
        ("累计参加人数达1.2万人次。", ["people"]),
        ("举办讲座若干，群众反响热烈。", []),
    ],
)
def test_prose_that_contradicts_the_table_is_told(text: str, keys: list[str]) -> None:
    (form,) = read_forms(indicators(("10", 4800, "300", "9")), DEFINITION)
    assert [one.field_key for one in compare_prose(form, text, DEFINITION)] == keys
