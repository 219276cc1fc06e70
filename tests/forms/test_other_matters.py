"""What is plainly another matter is no candidate for a field that was left empty."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.results import FormReading
from tests.forms.grids import TITLE, Spans, Value, content, grid, values

HARBOUR = FormDefinition(
    title=TITLE,
    fields=(
        FormField(key="crews", label="护渔船员", unit_measure="人"),
        FormField(key="rescue", label="水上救援", unit_measure="人次"),
        FormField(key="drills", label="弃船演习讲评会", unit_measure="场"),
        FormField(key="joined", label="参与渔民", unit_measure="人次"),
        FormField(key="fishers", label="渔民满意数", unit_measure="人次"),
        FormField(key="netted", label="增殖放流/鱼苗", unit_measure="万尾"),
        FormField(key="shrimp", label="增殖放流/虾苗", unit_measure="万尾"),
        FormField(key="stock", label="增殖放流", unit_measure="万尾"),
        FormField(key="boats", label="检修渔船", unit_measure="艘"),
    ),
)


def read(*rows: list[Value], spans: Spans | None = None) -> FormReading:
    table = grid([list(row) for row in rows], spans)
    (form,) = read_forms(content(table, above=[TITLE]), HARBOUR)
    return form


def asked(form: FormReading) -> set[str | None]:
    return {one.field_key for one in form.findings if one.severity != "info"}


@pytest.mark.parametrize("at", [0, 2])
def test_the_rows_of_a_total_that_was_read_are_no_other_field(at: int) -> None:
    rows: list[list[Value]] = [["北港", 2, 300], ["南港", 1, 90]]
    rows.insert(at, ["合计", 3, 390])
    form = read(["港口", "弃船演习讲评会（场）", "参与渔民（人次）"], *rows)
    assert (values(form), asked(form)) == ({"drills": "3", "joined": "390"}, set())


def test_the_columns_of_a_total_that_was_read_are_no_other_field() -> None:
    form = read(
        ["类别", "指标", "单位", "各港完成数", "", "全市合计"],
        ["", "", "", "北港", "南港", ""],
        ["增殖放流", "鱼苗", "万尾", 3, 4, 7],
        ["", "虾苗", "万尾", 1, 1, 2],
        ["检修", "检修渔船", "艘", 5, 6, 11],
        spans={(0, 0): (2, 1), (0, 1): (2, 1), (0, 2): (2, 1), (0, 3): (1, 2), (0, 5): (2, 1),
               (2, 0): (2, 1)},
    )  # fmt: skip
    assert values(form) == {"netted": "7", "shrimp": "2", "boats": "11"}
    assert asked(form) == set()


@pytest.mark.parametrize(
    "row", [["\u3000其中：懂水上救援者", "人", 6], ["其中：水上救援与急救队员", "人", 6]]
)
def test_what_a_field_is_made_of_in_its_own_unit_is_no_other_field(row: list[Value]) -> None:
    form = read(["项目", "单位", "数量"], ["护渔船员", "人", 80], row, ["检修渔船", "艘", 5])
    assert (values(form), asked(form)) == ({"crews": "80", "boats": "5"}, set())


@pytest.mark.parametrize("label", ["弃船演习讲评会听众", "弃船演习讲评会旁听"])
def test_a_label_counted_in_a_unit_that_cannot_be_the_fields_is_another_one(label: str) -> None:
    heads: list[list[Value]] = [["项目", "单位", "数量"], ["项目", "数量"]]
    rows: list[list[Value]] = [[label, "人次", 260], [f"{label}（人次）", 260]]
    for row, head in zip(rows, heads, strict=True):
        form = read(head, row)
        assert "drills" not in values(form)
        assert "drills" not in asked(form)


def test_a_unit_of_the_clerks_own_is_not_the_fields() -> None:
    head: list[Value] = ["项目", "单位", "数量"]
    rows: list[list[Value]] = [["护渔船员", "人", 80], ["水上救援", "人次", 9]]
    last: list[Value] = ["参与渔民", "人次", 70]
    assert asked(read(head, *rows, ["缆绳更换", "圈", 12], last)) == set()
    assert asked(read(head, *rows, ["海上操练", "场", 12], last)) == {"drills"}


def test_people_under_a_category_may_be_its_one_field_of_people() -> None:
    course = FormDefinition(
        title=TITLE,
        fields=(
            FormField(key="terms", label="潜水班/期数", unit_measure="期"),
            FormField(key="pupils", label="潜水班/学员", unit_measure="人"),
        ),
    )
    rows: list[list[Value]] = [["名称", "期数", "参加人数"], ["潜水班", 2, 30]]
    (form,) = read_forms(content(grid(rows), above=[TITLE]), course)
    assert "pupils" in values(form).keys() | asked(form)
