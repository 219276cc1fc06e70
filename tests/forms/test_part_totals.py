"""Parts with their total last: each named number goes to its own field, in a cell as in text."""

from __future__ import annotations

from decimal import Decimal

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.results import FileContent
from tests.forms.grids import content, grid

TITLE = "春季义务植树活动统计表"
DEFINITION = FormDefinition(
    title=TITLE,
    fields=(
        FormField(key="pines", label="栽植株数/松树", unit_measure="株"),
        FormField(key="fruits", label="栽植株数/果树", unit_measure="株"),
        FormField(
            key="trees", label="栽植株数/合计", unit_measure="株", sum_of=("pines", "fruits")
        ),
        FormField(key="outings", label="义务植树", unit_measure="场"),
    ),
)
TEXTS = {
    "松树120株，果树80株，合计200株": (120, 80, 200),
    "松树120株；果树80株；共计200株": (120, 80, 200),
    "松树120株、果树80株，共200株": (120, 80, 200),
}


def _values(read: FileContent) -> dict[str | None, Decimal | None]:
    (form,) = read_forms(read, DEFINITION)
    assert [one.code for one in form.findings if one.severity != "info"] == []
    return {one.field_key: one.value for one in form.figures}


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("shape", ["table", "paragraph"])
def test_parts_with_their_total_last_go_to_their_own_fields(text: str, shape: str) -> None:
    rows = [["项目", "数量"], ["栽植株数", text], ["义务植树", "4场"]]
    read = (
        content(grid(rows), above=[TITLE])
        if shape == "table"
        else content(above=[TITLE, f"1、栽植株数：{text}", "2、义务植树：4场"])
    )
    values = _values(read)
    assert [values[key] for key in ("pines", "fruits", "trees")] == list(TEXTS[text])


def test_a_total_of_another_unit_stays_with_the_part_it_follows() -> None:
    text = "松树120株，果树两批，共80株"
    (form,) = read_forms(
        content(grid([["项目", "数量"], ["栽植株数", text], ["义务植树", "4场"]]), above=[TITLE]),
        DEFINITION,
    )
    assert {one.field_key: one.value for one in form.figures}["fruits"] == 80
    assert "unsure_value" in {one.code for one in form.findings}
