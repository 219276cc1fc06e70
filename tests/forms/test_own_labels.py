"""Each label and alias of the example configuration, alone in a table, is its own field."""

from __future__ import annotations

from pathlib import Path

import pytest

from mailbot.config.loading import load_configuration
from parsers.form.definition import FormField
from parsers.form.reader import read_forms
from tests.forms.grids import Value, content, grid

EXAMPLE = Path(__file__).parents[2] / "config.example.toml"
DEFINITION = load_configuration(EXAMPLE, {}).form_definition()
BARE = tuple(one for one in DEFINITION.fields if one.type != "text" and "/" not in one.label)
ONLY_ABOUT_OTHERS = {"missing_field", "derived"}


def _tables(label: str, value: str) -> list[list[list[Value]]]:
    title: list[Value] = [DEFINITION.title]
    return [
        [title, [label, value]],
        [title, ["项目", "数量"], [label, value]],
        [title, ["指标", "单位", "数量"], [label, "", value]],
        [title, ["项目", "数景"], [label, value]],  # a head that OCR misread
        [title, [label.replace("/", "／"), value]],
    ]


@pytest.mark.parametrize("one", DEFINITION.fields, ids=lambda one: one.key)
def test_a_fields_own_names_alone_read_into_it_without_a_question(one: FormField) -> None:
    value = "内容丰富" if one.type == "text" else "7"
    for label in (one.label, *one.aliases):
        for rows in _tables(label, value):
            (form,) = read_forms(content(grid(rows)), DEFINITION)
            read = {x.field_key: x.value_text or str(x.value) for x in form.figures if x.raw}
            assert read == {one.key: value}, rows
            assert {x.code for x in form.findings} <= ONLY_ABOUT_OTHERS, rows


def test_a_scan_without_units_of_measure_reads_bare_names_into_their_fields() -> None:
    rows: list[list[Value]] = [[DEFINITION.title], ["项 目", "数 景"]]
    rows += [[one.label, str(number)] for number, one in enumerate(BARE, start=50)]
    (form,) = read_forms(content(grid(rows)), DEFINITION)
    read = {x.field_key: str(x.value) for x in form.figures}
    assert read == {one.key: str(number) for number, one in enumerate(BARE, start=50)}
    assert {x.code for x in form.findings} <= {"missing_field", "at_least_violated"}


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("科普讲座（参加人数）", "lecture_participants"),
        ("科普讲座-参加人数", "lecture_participants"),
        ("科普讲座：参加人数", "lecture_participants"),
        ("2.科普讲座/参加人数（人次）", "lecture_participants"),
        ("科普讲座（场次）", "lectures"),
        ("线上活动（人次）", "online_participants"),
        ("线上活动—场次", "online_sessions"),
    ],
)
def test_a_whole_path_in_one_cell_is_its_field(written: str, key: str) -> None:
    for value in ("7", "无", "-"):
        (form,) = read_forms(content(grid([[DEFINITION.title], [written, value]])), DEFINITION)
        expected = "7" if value == "7" else "none"
        assert [
            (x.field_key, str(x.value) if x.value is not None else x.state)
            for x in form.figures
            if x.raw
        ] == [(key, expected)]
