"""Heads that clerks add: units in a row of their own, column numbers, years, shares."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from tests.forms.drawn import asked, readings, told


def _field(key: str, label: str, unit: str) -> FormField:
    return FormField(key=key, label=label, unit_measure=unit)


FORM = FormDefinition(
    title="2026年冬季冰雪活动情况统计表",
    years=(2026,),
    fields=(
        _field("rinks", "浇筑冰场", "平方米"),
        _field("new", "浇筑冰场/新建", "平方米"),
        _field("old", "浇筑冰场/续建", "平方米"),
        _field("classes", "滑冰课/场次", "场"),
        _field("pupils", "滑冰课/人次", "人次"),
        _field("coaches", "培训教练", "人"),
        _field("skates", "购置冰鞋", "双"),
    ),
)


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            """学校|冰场|<|<|购置冰鞋
               ^|浇筑冰场|新建|续建|^
               ^|平方米|平方米|平方米|双
               东小|90|60|30|8""",
            {"rinks": "90", "new": "60", "old": "30", "skates": "8"},
        ),
        (
            """单位|浇筑冰场|<|培训教练
               ^|新建|续建|^
               ^|平方米|平方米|人
               东小|60|30|8""",
            {"new": "60", "old": "30", "coaches": "8"},
        ),
        (
            """单位|滑冰课|<|培训教练
               ^|场次|人次|人
               东小|4|160|8""",
            {"classes": "4", "pupils": "160", "coaches": "8"},
        ),
    ],
)
def test_units_of_measure_in_a_row_of_the_header_name_nothing(
    table: str, expected: dict[str, str]
) -> None:
    (form,) = readings(FORM, table)
    assert (told(form), form.reporting_unit_text[-2:], asked(form)) == (expected, "东小", set())


@pytest.mark.parametrize("row", ["甲|1|2|3", "栏次|（1）|（2）|（3）", "列号|1|2|3", "去年|7|7|7"])
def test_a_row_of_column_numbers_or_of_last_year_is_no_unit(row: str) -> None:
    head = "单位|浇筑冰场（平方米）|培训教练（人）|购置冰鞋（双）"
    forms = readings(FORM, f"{head}\n{row}\n东小|90|8|5\n西小|70|6|4")
    assert [form.reporting_unit_text for form in forms] == ["东小", "西小"]
    assert told(forms[0]) == {"rinks": "90", "coaches": "8", "skates": "5"}


def test_numbers_of_columns_alone_are_no_figures() -> None:
    head = "单位|浇筑冰场（平方米）|培训教练（人）|购置冰鞋（双）"
    (form,) = readings(FORM, f"{head}\n栏次|1|2|3")
    assert told(form) == {}


def test_an_example_row_is_no_unit_and_is_asked_about_by_nobody() -> None:
    head = "单位|浇筑冰场（平方米）|培训教练（人）|购置冰鞋（双）"
    (form,) = readings(FORM, f"{head}\n（样例）某小学|500|9|20\n东小|90|8|5")
    assert told(form) == {"rinks": "90", "coaches": "8", "skates": "5"}
    assert (form.reporting_unit_text, asked(form)) == ("东小", set())


COUNTED = (("浇筑冰场", "平方米", 90), ("培训教练", "人", 8), ("购置冰鞋", "双", 5))
EXPECTED = {"rinks": "90", "coaches": "8", "skates": "5"}


@pytest.mark.parametrize(
    ("left", "cells"),
    [
        ("名次", (1, 2, 3)),
        ("条号", (3, 1, 2)),
        ("板块", ("场地", "人员", "器材")),
        ("开工时间", ("12月3日", "12月上旬", "1月")),
        ("上年数", (80, 7, 6)),
        ("目标", (100, 8, 8)),
    ],
)
def test_what_stands_left_of_the_rows_names_is_no_value(left: str, cells: tuple[object]) -> None:
    rows = (
        f"{cell}|{label}|{unit}|{number}"
        for cell, (label, unit, number) in zip(cells, COUNTED, strict=True)
    )
    (form,) = readings(FORM, "\n".join((f"{left}|项目|单位|数量", *rows)))
    assert (told(form), asked(form)) == (EXPECTED, set())


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("数量|单位|项目", "{number}|{unit}|{label}"),
        ("说明|完成数|单位|指标", "较好|{number}|{unit}|{label}"),
        ("数量|项目|类别", "{number}|{label}（{unit}）|冰上"),
        ("实际完成|计划数|项目", "{number}|100|{label}（{unit}）"),
    ],
)
def test_numbers_left_of_their_names_are_read(head: str, row: str) -> None:
    rows = (row.format(label=one, unit=unit, number=number) for one, unit, number in COUNTED)
    (form,) = readings(FORM, "\n".join((head, *rows)))
    assert (told(form), asked(form)) == (EXPECTED, set())


def test_two_runs_of_numbers_left_of_their_names_keep_apart() -> None:
    text = "数量|项目|数量|项目\n90|浇筑冰场（平方米）|8|培训教练（人）\n5|购置冰鞋（双）||"
    (form,) = readings(FORM, text)
    assert (told(form), asked(form)) == (EXPECTED, set())


def test_values_on_both_sides_of_the_names_are_asked_about() -> None:
    rows = (f"{number + 1}|{label}（{unit}）|{number}" for label, unit, number in COUNTED)
    (form,) = readings(FORM, "\n".join(("上报数|项目|实际数", *rows)))
    assert asked(form) >= set(EXPECTED)


@pytest.mark.parametrize(
    ("heads", "row"),
    [
        ("2025年|2026年|<\n^|^|计划|实际", "{old}|{old}|{number}"),
        ("2025年|<|2026年|<\n^|计划|完成|计划|完成", "{old}|{old}|{old}|{number}"),
        ("2025年12月|2026年12月", "{old}|{number}"),
        ("2025年第四季度|2026年第四季度", "{old}|{number}"),
        ("数量|占全区比例", "{number}|{old}%"),
        ("数量|份额", "{number}|{old}%"),
        ("数量|全区位次", "{number}|{old}"),
    ],
)
def test_columns_of_last_year_shares_and_ranks_leave_the_number_alone(heads: str, row: str) -> None:
    top, *lower = heads.split("\n")
    rows = (
        f"{label}（{unit}）|" + row.format(old=number - 2, number=number)
        for label, unit, number in COUNTED
    )
    (form,) = readings(FORM, "\n".join((f"指标|{top}", *lower, *rows)))
    assert (told(form), asked(form)) == (EXPECTED, set())


def test_months_of_one_year_are_never_taken_for_one_another() -> None:
    rows = (f"{label}（{unit}）|{number}|1|2" for label, unit, number in COUNTED)
    (form,) = readings(FORM, "\n".join(("指标|2025年11月|2026年11月|2026年12月", *rows)))
    assert told(form) == {}
    assert asked(form)


@pytest.mark.parametrize(
    "under", ["本年|上年|本年|去年", "2026年|2025年|2026年|2025年", "完成|计划|实际|目标"]
)
def test_this_years_column_under_a_wide_head_is_the_heads_own_number(under: str) -> None:
    head = f"学校|浇筑冰场（平方米）|<|培训教练（人）|<\n^|{under}"
    (form,) = readings(FORM, f"{head}\n东小|90|85|8|7")
    assert (told(form), asked(form)) == ({"rinks": "90", "coaches": "8"}, set())


def test_the_whole_under_a_wide_head_is_the_heads_own_number() -> None:
    head = "学校|购置冰鞋（双）|<|<|培训教练（人）\n^|总量|教学用|比赛用|^"
    (form,) = readings(FORM, f"{head}\n东小|90|60|30|8")
    assert (told(form), asked(form)) == ({"skates": "90", "coaches": "8"}, set())


def test_money_beside_a_count_is_no_part_of_the_counted() -> None:
    (form,) = readings(
        FORM, "项目|数量|金额（万元）\n浇筑冰场（平方米）|90|5.6\n购置冰鞋（双）|5|0.4"
    )
    assert told(form) == {"rinks": "90", "skates": "5"}
