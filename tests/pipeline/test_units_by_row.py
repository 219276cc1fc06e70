"""A table with a row for each of several units: a person is asked before any of them counts."""

from __future__ import annotations

import pytest

from mailbot.pipeline.matching import Match, match_units
from mailbot.pipeline.materials import purposes_of
from mailbot.pipeline.submissions import submissions_of
from parsers.form.reader import read_forms
from parsers.grid import Cell, Grid
from parsers.results import FileContent, Paragraph
from store.records import SubmissionRecord
from tests.pipeline.made import FORM, ROSTER, around, file, mail
from tests.pipeline.test_materials import MATERIALS

HEAD = ("单位名称", "活动项数", "参加人数")
Row = tuple[str, int, int]


def reported(*rows: Row, sender: str = "edu@unit.example") -> tuple[Match, list[SubmissionRecord]]:
    """What a mail with one such table comes to, from the table's cells on."""
    texts = (HEAD, *((name, str(events), str(people)) for name, events, people in rows))
    cells = [
        Cell(row=r, column=c, text=text)
        for r, row in enumerate(texts)
        for c, text in enumerate(row)
    ]
    table = Grid(
        name="Sheet1", place="统计表.xlsx!Sheet1!", order=1, rows=len(rows) + 1, columns=3,
        cells=tuple(cells), addressing="a1",
    )  # fmt: skip
    title = Paragraph(text=FORM.title, order=0, place="段1")
    content = FileContent(parser="xlsx", grids=(table,), paragraphs=(title,))
    read = mail(file("统计表.xlsx", *read_forms(content, FORM)), from_address=sender)
    match = match_units(read, ROSTER)
    return match, list(submissions_of(read, match, purposes_of(read, MATERIALS), around()))


@pytest.mark.parametrize(
    "rows",
    [
        (("柳泉站（2021）", 3, 90), ("柳泉站（2022）", 4, 80)),
        (("柳泉站", 3, 90), ("石桥站", 4, 80), ("北坡站", 1, 20)),
        (("县教育局", 3, 90), ("石桥站", 4, 80)),
        (("县教育局（2021）", 3, 90), ("石桥站（2022）", 4, 80)),
    ],
)
def test_rows_of_units_that_nobody_knows_count_for_no_unit(rows: tuple[Row, ...]) -> None:
    match, submissions = reported(*rows)
    assert [one.code for one in match.findings] == ["unknown_unit_named"]
    assert (match.units, submissions) == ({}, [])


def test_two_rows_of_one_unit_wait_for_a_person() -> None:
    _, submissions = reported(("县教育局（2021）", 3, 90), ("县教育局（2022）", 4, 80))
    assert [(one.reporting_unit, one.state) for one in submissions] == [("edu", "review")]
    assert "several_forms" in {one.finding.code for one in submissions[0].findings}


def test_rows_of_other_units_than_the_senders_count_for_no_unit() -> None:
    match, submissions = reported(("县博物馆", 3, 90), ("县卫健体局", 4, 80))
    assert [one.code for one in match.findings] == ["unit_conflict"]
    assert submissions == []


def test_rows_of_known_units_count_each_for_its_own() -> None:
    _, submissions = reported(("县教育局", 3, 90), ("县博物馆", 4, 80))
    assert {one.reporting_unit for one in submissions} == {"edu", "museum"}
