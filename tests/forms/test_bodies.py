"""Reports as they stand in a mail's body or a text file: a figure a line, under no title."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parsers.files.text import text_content
from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.results import FormReading

FORM = FormDefinition(
    title="2025年河湖清理整治情况统计表",
    fields=tuple(
        FormField(key=key, label=label, unit_measure=measure)
        for key, label, measure in (
            ("patrols", "巡河次数", "次"),
            ("sites", "整治点位", "处"),
            ("waste", "清运垃圾", "吨"),
            ("people", "参与人员", "人次"),
        )
    ),
)
COVERS = ("现将我局统计表报上，请查收。", "附件是全县统计表，请审阅", "兹报送统计表如下：")
TABLE = "项目\t单位\t数量\n巡河次数\t次\t31\n整治点位\t处\t7\n清运垃圾\t吨\t64\n"


def forms_in(text: str) -> tuple[FormReading, ...]:
    """The forms of a text."""
    return read_forms(text_content(text, "正文"), FORM)


def values(form: FormReading) -> dict[str | None, str]:
    """The figures of known fields."""
    return {one.field_key: str(one.value) for one in form.figures if one.value is not None}


@pytest.mark.parametrize("cover", ["您好：", *COVERS])
def test_lines_that_name_half_of_the_form_are_a_report(cover: str) -> None:
    (form,) = forms_in(f"{cover}\n巡河次数：31次\n整治点位：7处\n清运垃圾：64\n此致\n")
    assert values(form) == {"patrols": "31", "sites": "7", "waste": "64"}


@pytest.mark.parametrize(
    "text",
    [
        "巡河次数：31次\n谢谢\n",
        "我局开展巡河，参与人员很多，清运垃圾64吨，整治点位7处，巡河次数31次。\n",
    ],
)
def test_an_answer_and_a_sentence_are_no_report(text: str) -> None:
    assert forms_in(f"您好：\n{text}") == ()


@pytest.mark.parametrize("cover", COVERS)
def test_a_cover_line_is_no_title_of_another_form(cover: str) -> None:
    (form,) = forms_in(f"{cover}\n{TABLE}")
    assert (form.kind, form.title) == ("statistics", "")
    assert values(form) == {"patrols": "31", "sites": "7", "waste": "64"}


def test_another_title_over_our_fields_is_asked_about() -> None:
    (form,) = forms_in(f"2025年食品安全宣传周情况统计表\n{TABLE}")
    assert form.kind == "other_form"
    assert [one.code for one in form.findings] == ["other_form", "other_form_alike"]


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("", "", "blank_copy"),
        ("甲县水利局", "", "blank_copy"),
        ("甲县水利局", "乙县水利局", "blank_form"),
    ],
)
def test_a_blank_copy_beside_the_filled_one_is_no_question(
    first: str, second: str, code: str
) -> None:
    filled = text_content(f"{FORM.title}\n填报单位：{first}\n{TABLE}", "表")
    blank = text_content(f"{FORM.title}\n填报单位：{second}\n{_emptied(TABLE)}", "空表")
    both = replace(
        filled,
        paragraphs=(
            *filled.paragraphs,
            *(replace(one, order=one.order + 100) for one in blank.paragraphs),
        ),
        grids=(*filled.grids, *(replace(one, order=one.order + 100) for one in blank.grids)),
    )
    found = read_forms(both, FORM)
    assert [one.kind for one in found] == ["statistics", "blank_form"]
    assert [one.code for one in found[1].findings] == [code]


def _emptied(table: str) -> str:
    return "".join(mark for mark in table if not mark.isdigit())
