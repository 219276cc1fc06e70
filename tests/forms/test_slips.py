"""Numbers outside their cell: in the remarks, under a row's label, two in one row."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.results import FormReading
from tests.forms.grids import TITLE, Value, content, grid, values

RIVER = FormDefinition(
    title=TITLE,
    fields=(
        FormField(key="walks", label="巡河护河/次数", unit_measure="次"),
        FormField(key="walkers", label="巡河护河/参加人次", unit_measure="人次"),
        FormField(key="waste", label="清理垃圾", unit_measure="吨", type="decimal", decimals=1),
        FormField(key="cost", label="投入资金", unit_measure="万元", type="decimal", decimals=2),
        FormField(key="guards", label="护河员", unit_measure="人"),
        FormField(key="calls", label="12345热线受理", unit_measure="件"),
    ),
)


def read(*rows: list[Value], head: list[Value] | None = None) -> FormReading:
    table = grid([head or ["指标", "单位", "数量", "备注"], *rows])
    (form,) = read_forms(content(table, above=[TITLE]), RIVER)
    return form


def asked(form: FormReading) -> set[str | None]:
    return {one.field_key for one in form.findings if one.severity == "warning"}


@pytest.mark.parametrize(
    "remark",
    ["3.6万元（县级）", "社会捐助3.6万元", "县级2万元，镇级1.6万元", "约3.6万元", "自筹三万元"],
)
def test_an_amount_in_the_remarks_of_an_empty_cell_is_asked_about(remark: str) -> None:
    form = read(["清理垃圾", "吨", 8.5, ""], ["投入资金", "万元", "", remark])
    assert asked(form) == {"cost"}


@pytest.mark.parametrize(
    "remark", ["见附表3", "比去年多3.6万元", "计划投入3.6万元", "2个村参与", "含人工", "每村3万元"]
)
def test_other_remarks_beside_an_empty_cell_say_nothing_of_it(remark: str) -> None:
    form = read(["清理垃圾", "吨", 8.5, ""], ["投入资金", "万元", "", remark])
    assert asked(form) == set()
    assert values(form)["cost"] == "blank"


@pytest.mark.parametrize("unit", ["参加人次", "人次"])
def test_a_row_without_label_goes_on_with_the_label_above(unit: str) -> None:
    form = read(["巡河护河", "次", 12], ["", unit, 260], ["护河员", "人", 9])
    told = values(form) | {str(key): "asked" for key in asked(form)}
    assert told == {"walks": "12", "walkers": told["walkers"], "guards": "9"}
    assert told["walkers"] in ("260", "asked")


def test_a_row_without_label_in_a_unit_that_no_field_has_is_left_and_asked_about() -> None:
    form = read(["清理垃圾", "吨", 8.5], ["", "人次", 260], ["护河员", "人", 9])
    assert values(form) == {"waste": "8.5", "guards": "9"}
    assert "numbers_left" in {one.code for one in form.findings}


@pytest.mark.parametrize(
    ("label", "value"),
    [
        ("清理垃圾/护河员", "8.5吨/9人"),
        ("清理垃圾、护河员", "8.5吨、9人"),
        ("清理垃圾\n护河员", "8.5吨\n9人"),
        ("清理垃圾和护河员", "8.5吨 9人"),
    ],
)
def test_two_labels_with_two_numbers_are_two_fields(label: str, value: str) -> None:
    form = read([label, "", value], ["投入资金", "万元", 3.6])
    assert values(form) == {"waste": "8.5", "guards": "9", "cost": "3.6"}
    assert asked(form) == set()


def test_a_label_of_which_only_one_half_is_known_is_asked_about() -> None:
    form = read(["护河员/河长", "人", "9人/2人"], ["投入资金", "万元", 3.6])
    assert asked(form) == {"guards"}


def test_a_category_with_two_units_and_two_numbers_is_two_fields() -> None:
    form = read(["巡河护河（次/人次）", "", "12次/260人次"], ["投入资金", "万元", 3.6])
    assert values(form) == {"walks": "12", "walkers": "260", "cost": "3.6"}


@pytest.mark.parametrize(
    "rows",
    [
        [["护河员", "9人", "12345热线受理", "31件"], ["投入资金", "3.6万元"]],
        [["12345热线受理", "31件"], ["护河员", "9人"], ["投入资金", "3.6万元"]],
        [["护河员", "12345热线受理", "投入资金"], ["9", "31", "3.6"]],
        [["12345热线受理", "护河员", "投入资金"], ["31", "9", "3.6"]],
    ],
)
def test_a_name_that_begins_with_figures_is_a_label_in_every_layout(
    rows: list[list[Value]],
) -> None:
    form = read(*rows[1:], head=rows[0])
    assert values(form) == {"guards": "9", "calls": "31", "cost": "3.6"}
    assert asked(form) == set()


@pytest.mark.parametrize(
    ("remark", "guards"), [("", "blank"), ("含退休人员", "blank"), ("9人（含退休）", "unreadable")]
)
def test_the_word_for_remarks_beside_an_empty_cell_is_no_value(remark: str, guards: str) -> None:
    form = read(["护河员", "", "备注", remark], head=["清理垃圾", "8.5吨", "备注", "含枯枝"])
    assert {key: values(form)[key] for key in ("waste", "guards")} == {
        "waste": "8.5",
        "guards": guards,
    }
    assert asked(form) == ({"guards"} if guards == "unreadable" else set())
