"""What creative clerks write into a form: a number that is not meant is never taken in silence."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.styles import Font

from parsers.context import ReadingContext
from parsers.files.reader import read_file
from parsers.form.definition import FormDefinition, FormField
from tests.adversary.letters import TITLE, form, workbook

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from parsers.results import FormReading

FORM = FormDefinition(
    title=TITLE,
    years=(2022,),
    fields=(
        FormField(key="events", label="活动项数", unit_measure="项"),
        FormField(key="people", label="参加人数", unit_measure="人次"),
        FormField(key="money", label="活动经费", unit_measure="万元", type="decimal", decimals=2),
        FormField(key="area", label="播种面积", unit_measure="万亩", type="decimal", decimals=2),
        FormField(key="seed", label="种子到位", unit_measure="公斤", type="decimal"),
        FormField(key="fertiliser", label="化肥到位", unit_measure="吨", type="decimal"),
    ),
)
CHANGED = (
    "原10改为12", "由10调整为12", "上报10，核实12", "截至5月底200", "去年10，今年12",
)  # fmt: skip
OTHER_SIZE = (
    ("参加人数", "人次", "5月1日3场，5月2日4场", "people"),
    ("活动经费", "美元", 15, "money"),
    ("参加人数", "人天", 34, "people"),
    ("参加人数", "户", 34, "people"),
)
SCALED = (
    ("参加人数", "千人次", 34, "people", 34000),
    ("参加人数", "百人次", 34, "people", 3400),
    ("活动经费", "千元", 15, "money", Decimal("1.5")),
    ("活动经费", "亿元", Decimal("0.15"), "money", 1500),
    ("化肥到位", "百吨", 8, "fertiliser", 800),
    ("种子到位", "千克", 8, "seed", 8),
    ("种子到位", "斤", 800, "seed", 400),
    ("种子到位", "公斤", "800斤", "seed", 400),
    ("化肥到位", "公斤", 8000, "fertiliser", 8),
    ("播种面积", "公顷", 800, "area", Decimal("1.2")),
)


@pytest.mark.parametrize("text", CHANGED)
def test_numbers_of_different_times_are_never_added(tmp_path: Path, text: str) -> None:
    only = _read(tmp_path, ["活动项数", "项", 7], ["参加人数", "人次", text])
    assert _value(only, "people") is None
    assert "people" in _warned(only)


@pytest.mark.parametrize(("label", "unit", "value", "key"), OTHER_SIZE)
def test_a_unit_of_another_size_is_questioned(
    tmp_path: Path, label: str, unit: str, value: object, key: str
) -> None:
    assert key in _warned(_read(tmp_path, ["活动项数", "项", 7], [label, unit, value]))


@pytest.mark.parametrize(("label", "unit", "value", "key", "expected"), SCALED)
def test_a_unit_of_the_same_kind_is_converted(
    tmp_path: Path, label: str, unit: str, value: object, key: str, expected: object
) -> None:
    only = _read(tmp_path, ["活动项数", "项", 7], [label, unit, value])
    assert _value(only, key) == expected
    assert key not in _warned(only)


def test_a_list_that_is_too_long_to_be_read_whole_says_so(tmp_path: Path) -> None:
    rows = [[number, f"活动{number}", "5月22日", "城区", "科协", 7] for number in range(1, 1200)]
    head = ["序号", "活动名称", "时间", "地点", "主办单位", "参加人数"]
    data = workbook([["2022年全国科技活动周活动清单"], ["填报单位：县水务局"], head, *rows])
    (only,) = _forms(tmp_path, data)
    assert "truncated" in {one.code for one in only.findings}


def _read(folder: Path, *rows: Sequence[object]) -> FormReading:
    (only,) = _forms(folder, form("县教育局", *rows))
    return only


def _forms(folder: Path, data: bytes) -> tuple[FormReading, ...]:
    path = folder / "form.xlsx"
    path.write_bytes(data)
    (folder / "spool").mkdir()
    context = ReadingContext(form=FORM)
    return read_file(
        path, folder / "spool", filename="统计表.xlsx", media_type="", context=context
    ).forms


def _value(only: FormReading, key: str) -> Decimal | None:
    (figure,) = [one for one in only.figures if one.field_key == key]
    return figure.value


def _warned(only: FormReading) -> set[str | None]:
    return {one.field_key for one in only.findings if one.severity != "info"}


def test_a_crossed_out_cell_is_not_filled_in(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(form("县教育局", ["活动项数", "项", 12], ["参加人数", "人次", 3400]))
    )
    book.worksheets[0]["C4"].font = Font(strike=True)
    file = io.BytesIO()
    book.save(file)
    (only,) = _forms(tmp_path, file.getvalue())
    assert _value(only, "events") is None
    assert _value(only, "people") == 3400
