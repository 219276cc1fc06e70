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


@pytest.mark.parametrize(
    ("label", "measure", "raw"),
    [
        ("培训农户", "人", "30名种粮大户"),
        ("培训农户", "人", "30人（均为合作社社员）"),
        ("培训农户", "人", "全村30人"),
        ("建成驿站", "个", "4个街道"),
        ("建成驿站", "个", "4个（均已挂牌）"),
        ("放映电影", "场", "在文化广场放映6场"),
        ("放映电影", "场", "6场（张庄礼堂）"),
        ("公益广告", "条", "镇广播站播放12条"),
        ("筹得善款", "元", "商户赞助3000元"),
        ("调解纠纷", "件", "15件（已全部办结）"),
        ("捐赠图书", "册", "人均2册，共640册"),
        ("捐赠图书", "册", "《防汛常识》640册"),
        ("捐赠图书", "册", "640册《防汛常识》"),
        ("张贴标语", "条", "60条（每组5条）"),
        ("发放折页", "份", "发放折页共计900份（其中手册300份）"),
    ],
)
def test_who_where_and_of_what_kind_leaves_a_number_as_it_is(
    label: str, measure: str, raw: str
) -> None:
    assert code_of(_one(label, measure, raw), "one") == []


@pytest.mark.parametrize(
    ("label", "measure", "raw"),
    [
        *(("培训农户", "人", raw) for raw in ("候补3人", "3名退出人员", "请假3人", "30人（预约）")),
        *(("建成驿站", "个", raw) for raw in ("选址4个", "4个在建站点", "4个（已撤）", "拆除4个")),
        *(("种植果树", "株", raw) for raw in ("砍伐80株", "枯死80株", "育苗80株", "80株（待栽）")),
        *(("清运垃圾", "吨", raw) for raw in ("日均9吨", "积存9吨", "产生9吨", "9吨（毛重）")),
        *(("筹得善款", "元", raw) for raw in ("批复800元", "缺口800元", "退回800元")),
        ("开办讲堂", "场", "比武展览2场"),
        ("开办讲堂", "场", "2个月"),
        ("开办讲堂", "场", "2场（推迟）"),
        ("巡查河道", "公里", "7公里处"),
        ("筹得善款", "元", "6（万）"),
        ("线下宣讲", "场", "2场（线上）"),
        ("张贴标语", "条", "60条（每组7条）"),
    ],
)
def test_what_may_make_it_another_number_is_asked_about(label: str, measure: str, raw: str) -> None:
    assert code_of(_one(label, measure, raw), "one") == ["unsure_value"]


@pytest.mark.parametrize(
    ("label", "measure", "raw", "value", "code"),
    [
        ("查出问题", "个", "14个，已解决12个", "14", ""),
        ("接到举报", "件", "8件\n已处理6件，尚有2件正在核查", "8", ""),
        ("解决问题", "个", "12（余2个正在办理）", "12", ""),
        ("接到举报", "件", "8件（已处理9件）", "8", "unsure_value"),
        ("解决问题", "个", "14个，已解决12个", "unreadable", "unreadable_value"),
        ("筹得善款", "万元", "6.2，较上年增加0.8万元", "6.2", ""),
        ("到场观众", "人次", "540人次，去年500人次", "540", ""),
        ("到场观众", "人次", "540人次（较去年略增）", "540", ""),
        ("到场观众", "人次", "540（去年）", "540", "unsure_value"),
        ("刊播稿件", "篇", "广播站4篇、公众号7篇", "11", "combined_value"),
    ],
)
def test_what_became_of_a_number_and_another_years_are_not_the_number(
    label: str, measure: str, raw: str, value: str, code: str
) -> None:
    form = _one(label, measure, raw)
    assert (values(form)["one"], code_of(form, "one")) == (value, [code] if code else [])


@pytest.mark.parametrize(
    ("second", "whole", "code"), [(5, "9", "derived"), (6, "unreadable", "unreadable_value")]
)
def test_named_parts_that_stand_in_fields_of_their_own_are_added_up(
    second: int, whole: str, code: str
) -> None:
    fields = (
        FormField(key="all", label="巡演场次", unit_measure="场", sum_of=("hall", "yard")),
        FormField(key="hall", label="礼堂专场", unit_measure="场"),
        FormField(key="yard", label="院坝小戏", unit_measure="场"),
    )
    own = FormDefinition(title=TITLE, fields=fields)
    rows: list[list[Value]] = [["项目", "数量"], ["巡演场次", "礼堂专场4场、院坝小戏5场"]]
    rows += [["礼堂专场", 4], ["院坝小戏", second]]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), own)
    assert values(form)["all"] == whole
    assert code in code_of(form, "all")


@pytest.mark.parametrize(
    ("label", "raw", "expected"),
    [
        ("农技课堂（期/人次）", "3期/240人次", {"terms": "3", "pupils": "240"}),
        ("农技课堂", "3期，听课240余人次", {"terms": "3", "pupils": "240"}),
        ("农技课堂", "3期，每期80人次", {"terms": "3"}),
        ("农技课堂", "3期，人均80人次", {"terms": "3"}),
        ("治沙", "共90亩，其中草方格60亩、压沙带30亩", {"sand": "90", "grid": "60", "belt": "30"}),
    ],
)
def test_each_number_of_a_cell_goes_to_the_field_it_counts(
    label: str, raw: str, expected: dict[str, str]
) -> None:
    fields = (
        FormField(key="terms", label="农技课堂/期数", aliases=("农技课堂",), unit_measure="期"),
        FormField(key="pupils", label="农技课堂/听课人次", unit_measure="人次"),
        FormField(key="sand", label="治沙", unit_measure="亩"),
        FormField(key="grid", label="草方格", unit_measure="亩"),
        FormField(key="belt", label="压沙带", unit_measure="亩"),
        FormField(key="other", label="巡查河段", unit_measure="条"),
    )
    own = FormDefinition(title=TITLE, fields=fields)
    rows: list[list[Value]] = [["项目", "完成情况"], [label, raw], ["巡查河段", 4]]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), own)
    assert values(form) == {**expected, "other": "4"}
    assert [one.code for one in form.findings if one.severity != "info"] == []


@pytest.mark.parametrize("raw", ["多场", "多场次", "若干场", "数场"])
def test_an_amount_without_a_number_is_no_text_of_the_blank_form(raw: str) -> None:
    assert code_of(_one("放映电影", "场", raw), "one") == ["unreadable_value"]


def test_the_works_that_a_cell_names_are_added_up_and_shown() -> None:
    form = _one("捐赠图书", "册", "《防汛常识》640册、《用电须知》60册")
    assert (values(form)["one"], code_of(form, "one")) == ("700", ["combined_value"])
