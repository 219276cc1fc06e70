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
