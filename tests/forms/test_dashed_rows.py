"""A row of dashes over the rows it names is a heading; a dash beside a field's name is its none."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.results import FormReading
from tests.forms.grids import TITLE, Value, content, grid, values

READING = FormDefinition(
    title=TITLE,
    fields=(
        FormField(key="fairs", label="书市/场次", unit_measure="场", aliases=("书市",)),
        FormField(key="buyers", label="书市/入场人数", unit_measure="人次"),
        FormField(key="salons", label="读书会/场次", unit_measure="场"),
        FormField(key="readers", label="读书会/入场人数", unit_measure="人次"),
        FormField(key="shelves", label="增设书架", unit_measure="组"),
        FormField(key="tapes", label="有声书目", unit_measure="种"),
    ),
)
READ = {"fairs": "4", "buyers": "910", "salons": "9", "readers": "none", "shelves": "12"}
DASHES = ("—", "/", "-", "——", "×", "*", "……")


def read(*rows: list[Value]) -> FormReading:
    (form,) = read_forms(content(grid([list(row) for row in rows]), above=[TITLE]), READING)
    return form


def warned(form: FormReading) -> set[str | None]:
    return {one.field_key for one in form.findings if one.severity != "info"}


def rows(fair: list[Value], salon: list[Value], indent: str) -> list[list[Value]]:
    return [
        ["项目", "行号", "单位", "完成数"],
        ["书市", *fair],
        [f"{indent}场次", "11", "场", 4],
        [f"{indent}入场人数", "12", "人次", 910],
        ["读书会", *salon],
        [f"{indent}场次", "21", "场", 9],
        [f"{indent}入场人数", "22", "人次", "/"],
        ["增设书架", "31", "组", 12],
    ]


@pytest.mark.parametrize("indent", ["", "\u3000", "  ", "-"])
@pytest.mark.parametrize("dash", DASHES)
def test_a_row_of_dashes_leads_to_the_rows_it_names(dash: str, indent: str) -> None:
    for cells in ([dash, dash, dash], ["", dash, dash], ["10", dash, dash], [dash, "", dash]):
        form = read(*rows(list(cells), [dash, dash, ""], indent))
        assert (values(form), warned(form)) == (READ, set())


def test_runs_side_by_side_have_headings_of_their_own() -> None:
    form = read(
        ["项目", "单位", "完成数", "项目", "单位", "完成数"],
        ["读书会", "—", "—", "书市", "—", "—"],
        ["\u3000场次", "场", 9, "\u3000场次", "场", 4],
        ["\u3000入场人数", "人次", "/", "\u3000入场人数", "人次", 910],
        ["增设书架", "组", 12, "", "", ""],
    )
    assert (values(form), warned(form)) == (READ, set())


def test_a_dashed_heading_needs_neither_a_column_of_units_nor_a_header() -> None:
    pairs: list[list[Value]] = [
        ["书市", "—"],
        ["\u3000场次（场）", 4],
        ["\u3000入场人数（人次）", 910],
        ["读书会", "—"],
        ["\u3000场次（场）", 9],
        ["\u3000入场人数（人次）", "/"],
        ["增设书架（组）", 12],
    ]
    for table in (pairs, [["项目", "完成数"], *pairs]):
        form = read(*table)
        assert (values(form), warned(form)) == (READ, set())


@pytest.mark.parametrize("unit", ["种", "—", ""])
@pytest.mark.parametrize("below", [["增设书架", "组", 12], ["\u3000增设书架", "组", 12]])
def test_a_dash_beside_a_field_says_none(unit: str, below: list[Value]) -> None:
    form = read(["项目", "单位", "完成数"], ["有声书目", unit, "—"], below)
    assert (values(form), warned(form)) == ({"tapes": "none", "shelves": "12"}, set())
