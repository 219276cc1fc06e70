"""Fields that a row and its column, or a row and the one above it, name together."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from tests.forms.grids import TITLE, Value, content, grid, values

HEADS: list[Value] = ["指标", "单位", "数量"]
OWN = FormDefinition(
    title=TITLE,
    fields=(
        FormField(
            key="readers",
            label="参与读者",
            aliases=("参加读者数", "读者人次"),
            unit_measure="人次",
            sum_of=("online", "onsite"),
        ),
        FormField(
            key="online",
            label="线上阅读/参与读者",
            aliases=("线上阅读/人次",),
            unit_measure="人次",
        ),
        FormField(
            key="onsite",
            label="线下阅读/参与读者",
            aliases=("线下阅读/人次",),
            unit_measure="人次",
        ),
        FormField(key="talks", label="名家讲坛", aliases=("作家报告会",), unit_measure="场"),
        FormField(key="listeners", label="名家讲坛/参与读者", unit_measure="人次"),
        FormField(key="shows", label="图书展", unit_measure="场"),
        FormField(
            key="guests", label="图书展/观展人次", aliases=("图书展/人次",), unit_measure="人次"
        ),
        FormField(key="gifts", label="赠书", unit_measure="册"),
    ),
)


@pytest.mark.parametrize(
    "rows",
    [
        [HEADS, ["参与读者", "人次", 90], ["其中：线上", "人次", 60], ["线下", "人次", 30]],
        [HEADS, ["读者人次", "人次", 90], ["其中：网上参与", "人次", 60], ["　　现场", "人次", 30]],
        [["指标", "线上", "线下", "合计"], ["参加读者数", 60, 30, 90], ["赠书", "", 8, 8]],
        [["方式", "参加读者数"], ["线上", 60], ["线下", 30], ["合计", 90]],
    ],
)
def test_a_word_that_tells_one_part_of_a_sum_names_that_part(rows: list[list[Value]]) -> None:
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    read = values(form)
    assert (read["readers"], read["online"], read["onsite"]) == ("90", "60", "30")


@pytest.mark.parametrize("head", ["参与读者", "参加读者数", "参加人数", "观众人次"])
def test_a_column_of_people_counts_each_category_in_whatever_words(head: str) -> None:
    rows: list[list[Value]] = [
        ["活动类别", "举办场次", head],
        ["名家讲坛", 3, 120],
        ["图书展", 1, 800],
    ]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    read = values(form)
    assert (read["talks"], read["shows"], read["guests"]) == ("3", "1", "800")
    assert "readers" not in read


def test_a_categorys_other_name_leads_to_its_fields() -> None:
    rows: list[list[Value]] = [["活动类别", "读者人次"], ["作家报告会", 120], ["图书展", 800]]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    assert (values(form)["listeners"], values(form)["guests"]) == ("120", "800")


def test_one_row_among_others_is_never_the_whole_in_silence() -> None:
    rows: list[list[Value]] = [
        ["活动类别", "举办场次", "读者人次"],
        ["名家讲坛", 3, 120],
        ["诗词夜读", 2, 45],
    ]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    assert "readers" not in values(form)
    assert "readers" in {one.field_key for one in form.findings if one.severity == "warning"}


def test_a_field_named_in_the_forms_own_words_is_not_sought_elsewhere() -> None:
    rows: list[list[Value]] = [
        ["指标", "单位", "数量"],
        ["图书展", "场", 1],
        ["图书展观展人次", "人次", 700],
        ["赠书", "册", 8],
        ["读者人次", "人次", 950],
    ]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    assert (values(form)["guests"], values(form)["readers"]) == ("700", "950")


def test_an_indented_row_counts_the_category_above_it() -> None:
    rows: list[list[Value]] = [
        HEADS,
        ["一、总体情况", "", ""],
        ["参与读者", "人次", 990],
        ["二、分项情况", "", ""],
        ["名家讲坛", "场", 3],
        ["\u3000参与读者", "人次", 120],
        ["图书展", "场", 1],
        ["\u3000观众人数", "人次", 800],
    ]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    read = values(form)
    assert (read["readers"], read["listeners"], read["guests"]) == ("990", "120", "800")
    assert [one for one in form.findings if one.severity == "warning"] == []


@pytest.mark.parametrize(("whole", "asked"), [(90, False), (95, True)])
def test_a_total_that_adds_up_is_the_sum_and_another_is_asked_about(
    whole: int, asked: bool
) -> None:
    fields = (
        FormField(key="all", label="阅读场次", unit_measure="场", sum_of=("on", "off")),
        FormField(key="on", label="线上阅读/场次", unit_measure="场"),
        FormField(key="off", label="线下阅读/场次", unit_measure="场"),
        FormField(key="gifts", label="赠书", unit_measure="册"),
    )
    rows: list[list[Value]] = [
        ["活动形式", "场次"],
        ["线上阅读", 60],
        ["线下阅读", 30],
        ["合计", whole],
    ]
    own = FormDefinition(title=TITLE, fields=fields)
    (form,) = read_forms(content(grid(rows), above=[TITLE]), own)
    assert values(form)["all"] == "90" or asked
    assert any(one.severity != "info" for one in form.findings) == asked


@pytest.mark.parametrize(("whole", "asked"), [(9, False), (15, False), (10, True)])
def test_rows_in_other_units_of_measure_are_not_added_up(whole: int, asked: bool) -> None:
    rows: list[list[Value]] = [
        HEADS,
        ["专题书单", "项", 6],
        ["名家讲坛", "场", 2],
        ["图书展", "场", 7],
        ["合计", "场", whole],
    ]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    assert ("total_mismatch" in {one.code for one in form.findings}) == asked


@pytest.mark.parametrize(
    ("label", "unit", "asked"), [("贈书", "册", True), ("赠书", "册", False), ("贈书", "套", False)]
)
def test_a_short_name_with_one_wrong_character_is_asked_about(
    label: str, unit: str, asked: bool
) -> None:
    rows: list[list[Value]] = [HEADS, ["参与读者", "人次", 90], [label, unit, 20]]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    assert ("gifts" in {one.field_key for one in form.findings if one.severity != "info"}) == asked


@pytest.mark.parametrize(
    ("written", "value", "asked"),
    [
        ("￥0.6", "0.6", False),
        ("¥6000", "0.6", True),
        ("￥6000元", "0.6", False),
        ("¥25", "25", True),
    ],
)
def test_a_money_sign_in_a_row_of_ten_thousands_says_money_alone(
    written: str, value: str, asked: bool
) -> None:
    fields = (
        *OWN.fields,
        FormField(key="cost", label="购书经费", unit_measure="万元", type="decimal", decimals=2),
    )
    rows: list[list[Value]] = [HEADS, ["参与读者", "人次", 90], ["购书经费", "万元", written]]
    own = FormDefinition(title=TITLE, fields=fields)
    (form,) = read_forms(content(grid(rows), above=[TITLE]), own)
    assert values(form)["cost"] == value
    assert ("cost" in {one.field_key for one in form.findings if one.severity != "info"}) == asked
