"""A label in other words is read where nobody would ask, and else asked about."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.naming.names import names_of
from parsers.form.reader import read_forms
from tests.forms.grids import TITLE, Value, content, grid, values

FORM = FormDefinition(
    title="2026年河湖保护宣传周活动情况统计表",
    campaign_title="2026年河湖保护宣传周",
    years=(2026,),
    fields=(
        FormField(key="walk", label="巡河行动", unit_measure="次"),
        FormField(key="talk", label="护河课堂", unit_measure="场"),
        FormField(key="crowd", label="听课人次", unit_measure="人次"),
        FormField(key="sheets", label="发放宣传资料", unit_measure="份"),
        FormField(key="flags", label="横幅", unit_measure="条"),
        FormField(key="helpers", label="志愿者", unit_measure="人"),
        FormField(key="area", label="清理水面", unit_measure="亩"),
        FormField(key="stalls", label="咨询台", unit_measure="个"),
        FormField(key="web", label="线上活动/场次", unit_measure="场"),
        FormField(key="seen", label="线上活动/观看人次", unit_measure="人次"),
    ),
)
NAMES = names_of(FORM)

PLAIN = {
    ("组织巡河行动", "次"): "walk",
    ("集中开展巡河行动", ""): "walk",
    ("参加巡河行动次数", "次"): None,
    ("参加护河课堂", "人次"): None,
    ("参加护河课堂", ""): None,
    ("护河课堂场数", ""): "talk",
    ("听课人数", "人"): "crowd",
    ("散发各类宣传材料", "份"): "sheets",
    ("向群众发放河湖保护宣传资料", "份"): "sheets",
    ("印制宣传资料", "份"): None,
    ("悬挂保护河湖横幅", "条"): "flags",
    ("志愿者人数", "人"): "helpers",
    ("志愿者培训场数", "场"): None,
    ("学生志愿者", "人"): None,
    ("新增志愿者", "人"): None,
    ("清理水面总面积", "亩"): None,
    ("设置咨询台", "个"): "stalls",
    ("咨询台数", ""): "stalls",
    ("开展线上活动场次", ""): "web",
    ("拟举办护河课堂", "场"): None,
    ("线上护河课堂", "场"): None,
    ("发放宣传资料（海报、折页等）", "份"): "sheets",
    ("发放宣传资料（农村）", "份"): None,
}


@pytest.mark.parametrize("written", PLAIN)
def test_a_label_in_other_words_is_one_field_or_none(written: tuple[str, str]) -> None:
    name = NAMES.reworded(*written)
    assert (name.field.key if name else None) == PLAIN[written]


def _read(*rows: tuple[str, str, str]) -> tuple[dict[str, str], set[str]]:
    table = grid([(FORM.title,), ("项目", "单位", "数量"), *rows])
    (form,) = read_forms(content(table), FORM)
    figures = {one.field_key: str(one.value) for one in form.figures if one.field_key}
    return figures, {one.code for one in form.findings if one.severity != "info"}


def test_other_words_are_read_without_a_question() -> None:
    figures, asked = _read(
        ("举办护河课堂", "场", "6"), ("志愿者总人数", "人", "40"), ("制作横幅", "条", "9")
    )
    assert (figures, asked) == ({"talk": "6", "helpers": "40", "flags": "9"}, set())


def test_the_name_itself_goes_before_other_words() -> None:
    figures, asked = _read(
        ("护河课堂", "场", "6"), ("组织护河课堂", "场", "2"), ("横幅", "条", "9")
    )
    assert (figures, asked) == ({"talk": "6", "flags": "9"}, set())


def test_two_wordings_with_two_numbers_are_asked_about() -> None:
    figures, asked = _read(
        ("举办护河课堂", "场", "6"), ("组织护河课堂", "场", "2"), ("横幅", "条", "9")
    )
    assert (figures, asked) == ({"flags": "9"}, {"several_places"})


def test_what_was_taken_off_a_label_is_shown_in_the_question() -> None:
    table = grid([(FORM.title,), ("项目", "数量"), ("志愿者（退休）", "8"), ("横幅", "9")])
    (form,) = read_forms(content(table), FORM)
    (one,) = (one for one in form.findings if one.code == "similar_label")
    assert "志愿者(退休)" in one.message


def test_this_year_below_a_head_adds_nothing_to_it() -> None:
    table = grid(
        [
            (FORM.title,),
            ("填报单位", "护河课堂（场）", None, "横幅（条）", None),
            (None, "本年", "上年", "本年", "上年"),
            ("南湖镇", "6", "4", "9", "8"),
        ],
        {(0, 0): (1, 5), (1, 0): (2, 1), (1, 1): (1, 2), (1, 3): (1, 2)},
    )
    (form,) = read_forms(content(table), FORM)
    assert {one.field_key: str(one.value) for one in form.figures if one.field_key} == {
        "talk": "6",
        "flags": "9",
    }
    assert not [one for one in form.findings if one.severity != "info"]


def test_a_kind_before_its_category_is_the_path() -> None:
    fields = (
        FormField(key="all", label="媒体推送/合计", aliases=("媒体推送",), unit_measure="篇"),
        FormField(key="top", label="媒体推送/省级", unit_measure="篇"),
        FormField(key="low", label="媒体推送/县级", unit_measure="篇"),
    )
    names = names_of(FormDefinition(title="河湖保护统计表", fields=fields))
    found = {text: names.reworded(text, "篇") for text in ("省级媒体推送", "市级媒体推送")}
    assert {text: one and one.field.key for text, one in found.items()} == {
        "省级媒体推送": "top",
        "市级媒体推送": None,
    }


@pytest.mark.parametrize(
    ("name", "state"), [("顾桂枝", "value"), ("顾某某", "value"), ("某某", "unreadable")]
)
def test_a_persons_name_is_read_where_the_form_asks_for_it(name: str, state: str) -> None:
    head = FormField(key="head", label="负责人", type="text")
    form = FormDefinition(title=FORM.title, fields=(*FORM.fields, head))
    table = grid(
        [(FORM.title,), ("单位名称", "南湖镇", "负责人", name), ("横幅", "9条", "咨询台", "2个")]
    )
    (read,) = read_forms(content(table), form)
    (figure,) = (one for one in read.figures if one.field_key == "head")
    assert (figure.state, figure.value_text) == (state, name if state == "value" else None)


def test_a_school_with_a_number_in_its_name_is_no_number_of_schools() -> None:
    schools = FormField(key="schools", label="参与学校", unit_measure="所")
    form = FormDefinition(title=FORM.title, fields=(*FORM.fields, schools))
    table = grid([(FORM.title,), ("学校名称", "南湖第二小学"), ("横幅", "9条"), ("咨询台", "2个")])
    (read,) = read_forms(content(table), form)
    assert not [one for one in read.findings if one.field_key == "schools"]


@pytest.mark.parametrize(
    ("label", "key"),
    [("举办庙会场次", "fairs"), ("举办庙会项数", "kinds"), ("组织庙会场次", "fairs")],
)
def test_the_word_for_what_is_counted_tells_two_fields_of_a_category(label: str, key: str) -> None:
    form = FormDefinition(
        title=TITLE,
        fields=(
            FormField(key="kinds", label="庙会/项数", unit_measure="项"),
            FormField(key="fairs", label="庙会/场次", unit_measure="场"),
            FormField(key="boards", label="展板", unit_measure="块"),
        ),
    )
    rows: list[list[Value]] = [["指标", "数量"], [label, 6], ["展板", 3]]
    (found,) = read_forms(content(grid(rows), above=[TITLE]), form)
    assert values(found) == {key: "6", "boards": "3"}
    assert [one.code for one in found.findings if one.code == "similar_label"] == []
