"""Fields that a row and its column, or a row and the one above it, name together."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from tests.forms.grids import TITLE, Value, content, grid, values

HEADS: list[Value] = ["指标", "单位", "数量"]
OWN = FormDefinition(
    title=TITLE,
    fields=(
        FormField(
            key="readers",
            label="参与读者",
            aliases=("参加读者数", "读者人次"),
            unit_measure="人次",
            sum_of=("online", "onsite"),
        ),
        FormField(
            key="online",
            label="线上阅读/参与读者",
            aliases=("线上阅读/人次",),
            unit_measure="人次",
        ),
        FormField(
            key="onsite",
            label="线下阅读/参与读者",
            aliases=("线下阅读/人次",),
            unit_measure="人次",
        ),
        FormField(key="talks", label="名家讲坛", aliases=("作家报告会",), unit_measure="场"),
        FormField(key="listeners", label="名家讲坛/参与读者", unit_measure="人次"),
        FormField(key="shows", label="图书展", unit_measure="场"),
        FormField(
            key="guests", label="图书展/观展人次", aliases=("图书展/人次",), unit_measure="人次"
        ),
        FormField(key="gifts", label="赠书", unit_measure="册"),
    ),
)


@pytest.mark.parametrize(
    "rows",
    [
        [HEADS, ["参与读者", "人次", 90], ["其中：线上", "人次", 60], ["线下", "人次", 30]],
        [HEADS, ["读者人次", "人次", 90], ["其中：网上参与", "人次", 60], ["　　现场", "人次", 30]],
        [["指标", "线上", "线下", "合计"], ["参加读者数", 60, 30, 90], ["赠书", "", 8, 8]],
        [["方式", "参加读者数"], ["线上", 60], ["线下", 30], ["合计", 90]],
    ],
)
def test_a_word_that_tells_one_part_of_a_sum_names_that_part(rows: list[list[Value]]) -> None:
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    read = values(form)
    assert (read["readers"], read["online"], read["onsite"]) == ("90", "60", "30")


@pytest.mark.parametrize("head", ["参与读者", "参加读者数", "参加人数", "观众人次"])
def test_a_column_of_people_counts_each_category_in_whatever_words(head: str) -> None:
    rows: list[list[Value]] = [
        ["活动类别", "举办场次", head],
        ["名家讲坛", 3, 120],
        ["图书展", 1, 800],
    ]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    read = values(form)
    assert (read["talks"], read["shows"], read["guests"]) == ("3", "1", "800")
    assert "readers" not in read


def test_a_categorys_other_name_leads_to_its_fields() -> None:
    rows: list[list[Value]] = [["活动类别", "读者人次"], ["作家报告会", 120], ["图书展", 800]]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    assert (values(form)["listeners"], values(form)["guests"]) == ("120", "800")


def test_one_row_among_others_is_never_the_whole_in_silence() -> None:
    rows: list[list[Value]] = [
        ["活动类别", "举办场次", "读者人次"],
        ["名家讲坛", 3, 120],
        ["诗词夜读", 2, 45],
    ]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    assert "readers" not in values(form)
    assert "readers" in {one.field_key for one in form.findings if one.severity == "warning"}


def test_a_field_named_in_the_forms_own_words_is_not_sought_elsewhere() -> None:
    rows: list[list[Value]] = [
        ["指标", "单位", "数量"],
        ["图书展", "场", 1],
        ["图书展观展人次", "人次", 700],
        ["赠书", "册", 8],
        ["读者人次", "人次", 950],
    ]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), OWN)
    assert (values(form)["guests"], values(form)["readers"]) == ("700", "950")
