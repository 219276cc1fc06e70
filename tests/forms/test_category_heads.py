"""A column named by the last part of a field: the head on its left may tell the category."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.results import FormReading
from tests.forms.grids import TITLE, Value, content, grid, values

OWN = FormDefinition(
    title=TITLE,
    fields=(
        FormField(key="fairs", label="读书集会/场次", unit_measure="场"),
        FormField(key="fair_kinds", label="读书集会/项数", unit_measure="项"),
        FormField(key="guests", label="读书集会/到场读者", unit_measure="人次"),
        FormField(key="books", label="读书集会/赠书", unit_measure="册"),
        FormField(key="net_books", label="网上书市/赠书", unit_measure="册"),
        FormField(key="shelves", label="新设书架", unit_measure="个"),
    ),
)


def read(*rows: list[Value]) -> FormReading:
    (form,) = read_forms(content(grid(list(rows)), above=[TITLE]), OWN)
    return form


def asked(form: FormReading) -> list[tuple[str, str | None]]:
    return [
        (one.code, one.field_key)
        for one in form.findings
        if one.severity == "warning" and one.code != "missing_field"
    ]


@pytest.mark.parametrize("total", ["合计", "小计", "全镇合计", "总计"])
@pytest.mark.parametrize(
    "heads",
    [
        ["序号", "读书集会名称", "日期", "到场读者", "赠书", "新设书架"],
        ["序号", "读书集会", "地点", "到场读者（人次）", "赠书（册）", "新设书架（个）"],
        ["序号", "举办读书集会主题", "时间", "到场读者", "赠书", "新设书架"],
    ],
)
def test_the_head_that_names_the_rows_tells_whose_last_parts_the_columns_are(
    heads: list[Value], total: str
) -> None:
    form = read(
        heads,
        [1, "春日专场", "4月2日", 30, 12, 1],
        [2, "老街专场", "4月9日", 50, 8, 2],
        [total, "", "", 80, 20, 3],
    )
    assert values(form) == {"guests": "80", "books": "20", "shelves": "3"}
    assert asked(form) == []


def test_a_villages_part_of_a_total_is_no_other_field_of_the_category() -> None:
    form = read(
        ["村", "读书集会场次（场）", "到场读者", "新设书架"],
        ["东沟村", 3, 30, 1],
        ["西坡村", 2, 50, 2],
        ["合计", 5, 80, 3],
    )
    assert values(form) == {"fairs": "5", "guests": "80", "shelves": "3"}
    assert asked(form) == []


@pytest.mark.parametrize("between", ["灯谜会场次", "新设书架", "网上书市场次"])
def test_a_column_behind_another_count_is_asked_about_with_the_total(between: str) -> None:
    form = read(
        ["村", "读书集会场次", between, "到场读者"],
        ["东沟村", 3, 4, 30],
        ["西坡村", 2, 6, 50],
        ["合计", 5, 10, 80],
    )
    assert "guests" not in values(form)
    (note,) = [one for one in form.findings if one.field_key == "guests"]
    assert note.code == "unread_label"
    assert "80" in note.message


def test_days_that_add_up_to_a_field_are_no_other_one() -> None:
    form = read(
        ["指标", "单位", "周五", "周六", "合计"],
        ["读书集会场次", "场", 3, 4, 7],
        ["读书集会赠书", "册", 30, 40, 70],
    )
    assert values(form) == {"fairs": "7", "books": "70"}
    assert asked(form) == []


def test_a_cell_that_says_its_own_label_again_names_no_other_category() -> None:
    form = read(["读书集会场次", "3场"], ["读书集会赠书", "赠书120余册"])
    assert values(form) == {"fairs": "3", "books": "120"}
    assert asked(form) == []


NET = FormDefinition(
    title=TITLE,
    fields=(
        FormField(key="all", label="举办活动场次", aliases=("活动场次",), unit_measure="场"),
        FormField(key="net", label="网络活动/场次", aliases=("网络活动",), unit_measure="场"),
        FormField(key="hall", label="场馆活动/场次", aliases=("场馆活动",), unit_measure="场"),
    ),
)


@pytest.mark.parametrize(
    "rows",
    [
        [["项目", "合计", "网络活动", "场馆活动"], ["活动场次（场）", 9, 2, 7]],
        [["类别", "指标", "数量"], ["网络活动", "活动场次", 2], ["场馆活动", "活动场次", 7]],
    ],
)
def test_a_category_and_a_count_may_share_a_word(rows: list[list[Value]]) -> None:
    (form,) = read_forms(content(grid(rows), above=[TITLE]), NET)
    assert values(form).items() >= {"net": "2", "hall": "7"}.items()
    assert [one for one in asked(form) if one[1] != "all"] == []
