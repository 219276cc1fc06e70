"""What a value column is counts for every row of its table, children and paths too."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.results import FormReading
from tests.forms.grids import Spans, Value, content, grid

TITLE = "2024年渔政执法统计表"


def _field(key: str, label: str, unit: str) -> FormField:
    return FormField(key=key, label=label, unit_measure=unit)


FORM = FormDefinition(
    title=TITLE,
    years=(2024,),
    fields=(
        _field("boats", "登临渔船", "艘"),
        _field("small", "登临渔船/小型", "艘"),
        _field("large", "登临渔船/大型", "艘"),
        _field("nets", "清理网具", "张"),
        _field("harbours", "检查渔港", "座"),
        _field("small_harbours", "检查渔港/小型", "座"),
        _field("large_harbours", "检查渔港/大型", "座"),
    ),
)
LABELS = (
    ("登临渔船", "艘"), ("其中：小型", "艘"), ("大型", "艘"), ("清理网具", "张"),
    ("检查渔港", "座"), ("其中：小型", "座"), ("大型", "座"),
)  # fmt: skip
KEYS = tuple(field.key for field in FORM.fields)
FIRST, SECOND = (30, 10, 20, 7, 9, 4, 5), (12, 5, 7, 3, 4, 1, 3)
BOTH = tuple(one + other for one, other in zip(FIRST, SECOND, strict=True))


CROSSED: tuple[list[Value], ...] = tuple(
    [label, number, unit] for (label, unit), number in zip(LABELS, FIRST, strict=True)
)


def read(rows: list[list[Value]], spans: Spans | None = None) -> FormReading:
    (form,) = read_forms(content(grid([[TITLE], *rows], spans)), FORM)
    return form


def table(heads: list[str], *columns: tuple[Value, ...]) -> FormReading:
    rows = [[*label, *row] for label, *row in zip(LABELS, *columns, strict=True)]
    return read([["项目", "单位", *heads], *[list(row) for row in rows]])


def values(form: FormReading) -> dict[str | None, int | None]:
    return {
        one.field_key: None if one.value is None else int(one.value)
        for one in form.figures
        if one.field_key and one.state != "blank"
    }


def asked(form: FormReading) -> set[str | None]:
    return {one.field_key for one in form.findings if one.severity == "warning"}


@pytest.mark.parametrize(
    ("heads", "columns", "expected"),
    [
        (["北港", "南港", "合计"], (FIRST, SECOND, BOTH), BOTH),
        (["合计", "北港", "南港"], (BOTH, FIRST, SECOND), BOTH),
        (["5月", "6月", "合计"], (FIRST, SECOND, BOTH), BOTH),
        (["6月1日", "6月2日", "累计"], (FIRST, SECOND, BOTH), BOTH),
        (["北港", "南港", "全港"], (FIRST, SECOND, BOTH), BOTH),
        (["年度任务", "累计完成"], (BOTH, FIRST), FIRST),
        (["下达任务", "完成情况"], (BOTH, FIRST), FIRST),
        (["2023", "2024"], (SECOND, FIRST), FIRST),
        (["数量", "船均"], (FIRST, SECOND), FIRST),
    ],
)
def test_the_column_that_is_meant_is_read_for_parents_and_children_alike(
    heads: list[str], columns: tuple[tuple[int, ...], ...], expected: tuple[int, ...]
) -> None:
    form = table(heads, *columns)
    assert values(form) == dict(zip(KEYS, expected, strict=True))
    assert asked(form) == set()


@pytest.mark.parametrize(
    "heads", [["本月", "累计"], ["完成", "本年累计"], ["北港", "南港"], ["1月", "1-4月"]]
)
def test_where_the_column_is_not_sure_every_field_is_asked_about(heads: list[str]) -> None:
    assert asked(table(heads, FIRST, BOTH)) >= set(KEYS)


@pytest.mark.parametrize(
    "heads", [["本月", "全年累计"], ["本周", "本年累计"], ["本期", "年初以来累计"]]
)
def test_a_period_is_sure_beside_what_grew_from_it(heads: list[str]) -> None:
    form = table(heads, FIRST, BOTH)
    assert values(form) == dict(zip(KEYS, FIRST, strict=True))
    assert asked(form) == set()
    assert asked(table(heads, BOTH, FIRST)) >= set(KEYS)


def test_an_empty_total_beside_filled_parts_is_asked_about() -> None:
    totals: tuple[Value, ...] = (*BOTH[:3], "", *BOTH[4:])
    assert asked(table(["北港", "南港", "合计"], FIRST, SECOND, totals)) == {"nets"}


def test_numbers_and_units_under_one_merged_head_are_told_by_what_they_are() -> None:
    form = read([["项目", "数量"], *CROSSED], {(1, 1): (1, 2)})
    assert values(form) == dict(zip(KEYS, FIRST, strict=True))
    assert asked(form) == set()


def test_numbers_and_units_filled_in_crosswise_are_told_by_what_they_are() -> None:
    assert values(read([["项目", "单位", "数量"], *CROSSED])) == dict(zip(KEYS, FIRST, strict=True))


@pytest.mark.parametrize("own", ["", 3])
def test_a_number_in_a_row_without_a_label_is_asked_about_with_the_row_above(own: Value) -> None:
    form = read(
        [["项目", "单位", "数量"], ["清理网具", "张", own], ["", "", 8], ["登临渔船", "艘", 30]]
    )
    assert asked(form) == ({"nets"} if own == "" else {"nets", None})


def test_a_numbered_row_ends_the_section_of_its_own_level() -> None:
    form = read(
        [
            ["项目", "单位", "数量"],
            ["一、检查渔港", "", ""],
            ["小型", "座", 4],
            ["大型", "座", 5],
            ["二、登临渔船", "艘", 30],
            ["其中：小型", "艘", 10],
            ["大型", "艘", 20],
        ]
    )
    assert values(form) == {
        "small_harbours": 4, "large_harbours": 5, "boats": 30, "small": 10, "large": 20,
    }  # fmt: skip
    assert asked(form) == set()


def test_a_title_over_the_whole_width_is_a_section_under_the_tables_own_header() -> None:
    form = read(
        [
            ["项目", "单位", "数量"],
            ["一、检查渔港"],
            ["小型", "座", 4],
            ["二、登临渔船", "艘", 30],
            ["其中：小型", "艘", 10],
            ["大型", "艘", 20],
        ],
        {(2, 0): (1, 3)},
    )
    assert values(form) == {"small_harbours": 4, "boats": 30, "small": 10, "large": 20}
    assert asked(form) == set()


def test_children_beside_a_merged_word_belong_to_the_row_above() -> None:
    form = read(
        [
            ["类别", "项目", "单位", "数量"],
            ["登临渔船", "", "艘", 30],
            ["其中", "小型", "艘", 10],
            ["", "大型", "艘", 20],
        ],
        {(2, 0): (1, 2), (3, 0): (2, 1)},
    )
    assert values(form) == {"boats": 30, "small": 10, "large": 20}
    assert asked(form) == set()


@pytest.mark.parametrize("head", ["义工", "参与义工"])
def test_a_column_of_one_field_over_rows_of_others_is_no_whole_by_its_first_row(head: str) -> None:
    definition = FormDefinition(
        title="消防宣传统计表",
        fields=(
            _field("talks", "线下宣讲/场次", "场"),
            _field("streams", "线上宣讲/场次", "场"),
            _field("helpers", "义工", "人"),
        ),
    )
    rows: list[list[Value]] = [["项目", "场次", head], ["线下宣讲", 4, 25], ["线上宣讲", 2, 9]]
    (form,) = read_forms(content(grid([["消防宣传统计表"], *rows])), definition)
    assert (values(form)["talks"], values(form)["streams"]) == (4, 2)
    assert "helpers" in {one.field_key for one in form.findings if one.severity == "warning"}


def test_a_unit_behind_a_label_of_the_same_unit_is_no_second_one() -> None:
    definition = FormDefinition(
        title="消防宣传统计表",
        fields=(_field("talks", "线下宣讲/场次", "场"), _field("streams", "线上宣讲/场次", "场")),
    )
    rows: list[list[Value]] = [
        ["项目", "数量", "单位", "备注"],
        ["线下宣讲", "", "", ""], ["场次", 4, "场", ""],
        ["线上宣讲", "", "", ""], ["场次", 2, "场", ""],
    ]  # fmt: skip
    merged = {(2, 0): (1, 4), (4, 0): (1, 4)}
    (form,) = read_forms(content(grid([["消防宣传统计表"], *rows], merged)), definition)
    assert values(form) == {"talks": 4, "streams": 2}
    assert [one.code for one in form.findings if one.severity == "warning"] == []
