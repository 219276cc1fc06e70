"""What stands around one number in a cell, and what the form says of its unit of measure."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.grid import Cell
from parsers.results import FormReading
from tests.forms.grids import TITLE, Value, content, grid, values


def _field(key: str, label: str, measure: str) -> FormField:
    if measure.startswith("万"):
        return FormField(key=key, label=label, unit_measure=measure, type="decimal", decimals=2)
    return FormField(key=key, label=label, unit_measure=measure)


def _one(label: str, measure: str, raw: Value, *, unit: str = "") -> FormReading:
    """A form of two rows, of which the first is asked about."""
    fields = (_field("one", label, measure), _field("other", "巡查河段", "条"))
    own = FormDefinition(title=TITLE, fields=fields)
    rows: list[list[Value]] = [["项目", "数量"], [label, raw], ["巡查河段", 4]]
    if unit:
        rows = [["项目", "单位", "数量"], [label, unit, raw], ["巡查河段", "条", 4]]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), own)
    return form


def code_of(form: FormReading, key: str) -> list[str]:
    return [one.code for one in form.findings if one.field_key == key]


@pytest.mark.parametrize(
    ("label", "measure", "raw", "value", "code"),
    [
        ("到场观众", "人次", "650\n余", "650", "approximate"),
        ("到场观众", "人次", "650\n余人次", "650", "approximate"),
        ("走访农户", "户次", "84户\n（次）", "84", ""),
        ("救助金", "万元", "（ 1.35 ）万元", "1.35", ""),
        ("投放药剂", "毫升", "无毫升", "none", ""),
        ("发放农具", "件套", "无 件套", "none", ""),
    ],
)
def test_a_unit_apart_from_its_number_is_still_its_unit(
    label: str, measure: str, raw: str, value: str, code: str
) -> None:
    form = _one(label, measure, raw)
    assert (values(form)["one"], code_of(form, "one")) == (value, [code] if code else [])


@pytest.mark.parametrize(
    ("measure", "unit", "raw", "code"),
    [
        ("万元", "万元", 460, ""),
        ("万亩", "万亩", 215, ""),
        ("万羽", "万羽", 320, ""),
        ("万元", "", 460, "unit_measure_doubt"),
        ("万元", "万元", 7400, "unit_measure_doubt"),
        ("万人次", "万人次", 460, "unit_measure_doubt"),
        ("件", "起", 6, ""),
        ("件", "筐", 6, "unit_measure_doubt"),
    ],
)
def test_the_unit_beside_a_number_is_believed_where_such_numbers_are_usual(
    measure: str, unit: str, raw: int, code: str
) -> None:
    form = _one("办理业务", measure, raw, unit=unit)
    assert code_of(form, "one") == ([code] if code else [])


@pytest.mark.parametrize(
    ("shown", "held", "value", "code"),
    [
        ("7.40万元", "7.4", "7.4", ""),
        ("7.4万", "74000", "7.4", ""),
        ("7.40万元", "9.1", "7.40", "unsure_value"),
    ],
)
def test_a_number_format_may_write_the_unit(shown: str, held: str, value: str, code: str) -> None:
    cell = Cell(row=0, column=0, text=shown, kind="number", number=Decimal(held))
    form = _one("救助金", "万元", cell, unit="万元")
    assert (values(form)["one"], code_of(form, "one")) == (value, [code] if code else [])
