"""Contradictions within materials, form and roster."""

from __future__ import annotations

import pytest

from tests.config.conftest import Load, Problems

STATISTICS = '[[materials]]\nkey = "statistics"\nlabel = "统计表"\nwords = ["统计表"]\n'


def material(key: str, label: str, words: str = "") -> str:
    return f'[[materials]]\nkey = "{key}"\nlabel = "{label}"\nwords = [{words}]\n'


def field(key: str, label: str, more: str = "") -> str:
    return f'[[form.fields]]\nkey = "{key}"\nlabel = "{label}"\n{more}\n'


def unit(name: str, more: str = "") -> str:
    return f'[[reporting_units]]\nname = "{name}"\n{more}\n'


CASES: tuple[tuple[str, str, str], ...] = (
    (
        "material key twice",
        STATISTICS + material("statistics", "总结"),
        "第16行 [[materials]] 第2个 key：“statistics”用了两次，每项材料的 key 不能相同",
    ),
    (
        "material label twice",
        STATISTICS + material("summary", "统计表"),
        "第17行 [[materials]] 第2个 label：“统计表”用了两次",
    ),
    (
        "a word of two materials",
        STATISTICS + material("summary", "总结", '"总结", "统 计 表"'),
        "第18行 [[materials]] 第2个 words：“统 计 表”已经是“统计表”的字样，"
        "一个字样只能属于一项材料",
    ),
    (
        "a form without its material",
        material("summary", "总结") + field("a", "场次"),
        '第11行 materials：有 [form] 就要有一项 key = "statistics" 的材料（统计表）',
    ),
    (
        "field key twice",
        field("a", "场次") + field("a", "人次"),
        "第16行 [[form.fields]] 第2个 key：“a”用了两次，每个指标的 key 不能相同",
    ),
    (
        "label of two fields",
        field("a", "参加人数") + field("b", "人次", 'aliases = ["参 加 人 数"]'),
        "第18行 [[form.fields]] 第2个 aliases：“参 加 人 数”已经是指标 a 的名称或别名，"
        "一种写法只能属于一个指标",
    ),
    (
        "sum of nothing",
        field("a", "合计", 'sum_of = ["b"]'),
        "第14行 [[form.fields]] 第1个 sum_of：没有 key 是“b”的指标",
    ),
    (
        "sum of itself",
        field("a", "合计", 'sum_of = ["a"]'),
        "第14行 [[form.fields]] 第1个 sum_of：不能指向自己",
    ),
    (
        "sum of the same twice",
        field("a", "合计", 'sum_of = ["b", "b"]') + field("b", "分项"),
        "第14行 [[form.fields]] 第1个 sum_of：同一个 key 写了两次",
    ),
    (
        "sum of a text",
        field("a", "合计", 'sum_of = ["b"]') + field("b", "主题", 'type = "text"'),
        "第14行 [[form.fields]] 第1个 sum_of：“b”是文字指标，不能核对大小",
    ),
    (
        "text with a bound",
        field("a", "主题", 'type = "text"\nat_least = "b"') + field("b", "场次"),
        "第15行 [[form.fields]] 第1个 at_least：文字指标不能核对大小",
    ),
    (
        "bound on nothing",
        field("a", "人次", 'at_least = "c"'),
        "第14行 [[form.fields]] 第1个 at_least：没有 key 是“c”的指标",
    ),
    (
        "sums in a circle",
        field("a", "甲", 'sum_of = ["b"]')
        + field("b", "乙", 'sum_of = ["c", "d"]')
        + field("c", "丙", 'sum_of = ["a"]')
        + field("d", "丁"),
        "第14行 [[form.fields]] 第1个 sum_of：绕成了圈：a → b → c → a",
    ),
    (
        "bounds in a circle",
        field("z", "零", 'at_least = "a"')
        + field("a", "甲", 'at_least = "b"')
        + field("b", "乙", 'at_least = "a"'),
        "第18行 [[form.fields]] 第2个 at_least：绕成了圈：a → b → a",
    ),
    (
        "decimals of an integer",
        field("a", "经费", "decimals = 2"),
        '第14行 [[form.fields]] 第1个 decimals：有小数位就要写 type = "decimal"',
    ),
    (
        "unit twice",
        unit("县教育局") + unit("县 教育局"),
        "第15行 [[reporting_units]] 第2个 name：“县 教育局”已经是“县教育局”的名称或别名，"
        "一种写法只能属于一个单位",
    ),
    (
        "alias of two units",
        unit("县科协", 'aliases = ["科协"]') + unit("县科技局", 'aliases = ["科技局", "科协"]'),
        "第16行 [[reporting_units]] 第2个 aliases：“科协”已经是“县科协”的名称或别名，"
        "一种写法只能属于一个单位",
    ),
    (
        "alias that is another's name",
        unit("县科协") + unit("县科技局", 'aliases = ["县科协"]'),
        "第16行 [[reporting_units]] 第2个 aliases：“县科协”已经是“县科协”的名称或别名，"
        "一种写法只能属于一个单位",
    ),
    (
        "alias of punctuation",
        unit("县科协", 'aliases = ["——"]'),
        "第13行 [[reporting_units]] 第1个 aliases：“——”不是名称",
    ),
    (
        "code twice",
        unit("县科协", 'code = "01"') + unit("县妇联", 'code = "01"'),
        "第16行 [[reporting_units]] 第2个 code：代码“01”与“县科协”的相同",
    ),
    (
        "address twice",
        unit("县科协", 'emails = ["a@b.example"]') + unit("县妇联", 'emails = ["A@B.example"]'),
        "第16行 [[reporting_units]] 第2个 emails：A@B.example 已经是“县科协”的邮箱，"
        "一个邮箱只能属于一个单位",
    ),
    (
        "no address",
        unit("县科协", 'emails = ["a@b.example, c@d.example"]'),
        "第13行 [[reporting_units]] 第1个 emails：“a@b.example, c@d.example”不是邮箱地址",
    ),
    (
        "our own address",
        unit("县科协", 'emails = ["office@inbox.example"]'),
        "第13行 [[reporting_units]] 第1个 emails：office@inbox.example 是本系统自己的邮箱，"
        "不能作单位邮箱",
    ),
    (
        "roster in two places",
        'reporting_units_file = "units.csv"\n' + unit("县科协"),
        "第1行 reporting_units_file：单位名单只能放一处：已有 [[reporting_units]]，"
        "就不写 reporting_units_file",
    ),
)


@pytest.mark.parametrize(("text", "told"), [case[1:] for case in CASES], ids=[c[0] for c in CASES])
def test_a_contradiction_is_told_once(problems: Problems, text: str, told: str) -> None:
    top, key, rest = text.partition("\n") if text.startswith("reporting") else ("", "", text)
    assert problems(top=top + key, rest=rest) == [told]


def test_a_bound_on_a_field_that_stands_later_is_sound(load: Load) -> None:
    both = field("a", "人次", 'at_least = "b"') + field("b", "场次", 'sum_of = ["c"]')
    config = load(rest=both + field("c", "线上场次"))
    assert [one.at_least for one in config.form.fields] == ["b", None, None]


def test_a_unit_may_repeat_its_own_name_as_an_alias(load: Load) -> None:
    config = load(rest=unit("县科协", 'aliases = ["县科协", "科协"]'))
    assert config.reporting_units[0].aliases == ("县科协", "科协")
