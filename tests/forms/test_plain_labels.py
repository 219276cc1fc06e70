"""A dressed label stands plain before any layout looks at it; a sentence stays as it is."""

from __future__ import annotations

import pytest

from parsers.form.naming.names import names_of
from parsers.form.naming.plain_labels import with_plain_labels
from parsers.form.reader import read_forms
from tests.forms.grids import DEFINITION, TITLE, content, grid, values

PLAIN = {
    "科普讲座-场": "科普讲座（场）",
    "科普讲座，场": "科普讲座（场）",
    "科普讲座（场）（不少于5场）": "科普讲座（场）",
    "2022年科普讲座": "科普讲座",
    "2021年科普讲座": "科普讲座（2021年）",
}
LEFT = [
    "科普讲座（农村）",
    "科普讲座  场",
    "科普讲座（）场",
    "科普讲座 — 场",
    "讲座12场",
    "科普讲座",
]


@pytest.mark.parametrize("written", PLAIN)
def test_a_label_is_freed_of_what_stands_around_it(written: str) -> None:
    cells = with_plain_labels(grid([[written, "12"]]), names_of(DEFINITION)).cells
    assert [cell.text for cell in cells] == [PLAIN[written], "12"]


@pytest.mark.parametrize("written", LEFT)
def test_what_may_be_more_than_a_label_is_left(written: str) -> None:
    cells = with_plain_labels(grid([[written, "12"]]), names_of(DEFINITION)).cells
    assert [cell.text for cell in cells] == [written, "12"]


@pytest.mark.parametrize("written", PLAIN)
def test_one_dressed_head_takes_no_other_column_with_it(written: str) -> None:
    table = grid([[written, "科普展览（场）", "参加人数（人次）"], ["7", "3", "900"]])
    (form,) = read_forms(content(table, above=[TITLE]), DEFINITION)
    assert {**values(form), "lectures": "-"} == {
        "lectures": "-", "exhibitions": "3", "people": "900",
    }  # fmt: skip
