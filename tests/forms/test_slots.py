"""A label in other words just where a field should stand is asked about; a clerk's own is not."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.results import FormReading
from tests.forms.grids import TITLE, Value, content, grid, values

FIRE = FormDefinition(
    title=TITLE,
    fields=(
        FormField(key="drills", label="疏散演练", unit_measure="场"),
        FormField(key="homes", label="入户排查", unit_measure="户"),
        FormField(key="hydrants", label="检修消火栓", unit_measure="个"),
        FormField(key="posters", label="宣教/海报", unit_measure="张"),
        FormField(key="films", label="宣教/短片", unit_measure="部"),
        FormField(key="squads", label="志愿分队", unit_measure="支"),
    ),
)
FULL: list[list[Value]] = [
    ["疏散演练", "场", 3],
    ["入户排查", "户", 420],
    ["检修消火栓", "个", 17],
    ["海报", "张", 60],
    ["短片", "部", 2],
    ["志愿分队", "支", 4],
]


def read(*rows: list[Value]) -> FormReading:
    table = grid([["项目", "单位", "数量"], *rows])
    (form,) = read_forms(content(table, above=[TITLE]), FIRE)
    return form


def asked(form: FormReading) -> set[str | None]:
    return {one.field_key for one in form.findings if one.severity == "warning"}


@pytest.mark.parametrize(
    ("at", "label", "key"),
    [
        (0, "逃生练习", "drills"),
        (1, "走访住家", "homes"),
        (2, "栓体保养", "hydrants"),
        (3, "挂图", "posters"),
        (5, "义务小组", "squads"),
    ],
)
def test_an_unknown_label_in_a_fields_place_is_asked_about(at: int, label: str, key: str) -> None:
    rows = [list(row) for row in FULL]
    rows[at][0] = label
    form = read(*rows)
    assert asked(form) == {key}
    assert len(values(form)) == len(FULL) - 1


@pytest.mark.parametrize(
    ("at", "row"),
    [
        (2, ["走访住家", "户", 5]),
        (6, ["观摩交流", "次", 5]),
        (6, ["义务小组", "支", 5]),
        (1, ["其中：夜间", "场", 1]),
    ],
)
def test_a_row_of_the_clerks_own_beside_all_fields_is_not(at: int, row: list[Value]) -> None:
    assert asked(read(*FULL[:at], row, *FULL[at:])) == set()


@pytest.mark.parametrize(
    "row", [["购置沙袋", "吨", 5], ["上年走访", "户", 5], ["其中：夜间", "场", 1]]
)
def test_what_cannot_be_the_field_is_not_asked_about_in_its_place(row: list[Value]) -> None:
    assert asked(read(FULL[0], row, *FULL[2:])) == set()
