"""The labelled sets hold the reader to its promise: figures right, and none silently wrong."""

from __future__ import annotations

from functools import cache

import pytest

from tests.forms.labelled.cases import held_out_set, labelled_set
from tests.forms.labelled.examining import examine, examine_files
from tests.forms.labelled.tally import Tally, share_right, told_failure

ENOUGH = 0.995
FALSE_ALARMS = 0.01
"""Warnings per form in which nothing is doubtful."""


@cache
def read(name: str) -> Tally:
    return Tally(examine(labelled_set() if name == "labelled" else held_out_set()))


SETS = pytest.mark.parametrize("name", ["labelled", "held out"])


def test_the_set_covers_every_layout_and_is_the_same_every_time() -> None:
    cases = labelled_set()
    assert len(cases) >= 400
    assert {case.layout[0] for case in cases} >= set("12345678")
    assert len({case.definition.title for case in cases}) >= 4
    labelled_set.cache_clear()
    assert labelled_set() == cases


@SETS
def test_no_wrong_or_missed_figure_goes_unflagged(name: str) -> None:
    assert [told_failure(outcome) for outcome in read(name).silent] == []


@SETS
def test_the_figures_are_right(name: str) -> None:
    tally = read(name)
    told = "\n".join(told_failure(outcome) for outcome in tally.failures)
    assert share_right(tally.figures) >= ENOUGH, told
    assert share_right(tally.statements) >= ENOUGH, told


@SETS
def test_forms_without_a_doubt_raise_hardly_a_warning(name: str) -> None:
    tally = read(name)
    told = [(alarm.code, alarm.message, case.name) for case, alarm in tally.alarms]
    assert tally.false_alarms_per_quiet_case() <= FALSE_ALARMS, told


@SETS
def test_every_figure_names_its_cell(name: str) -> None:
    assert [told_failure(outcome) for outcome in read(name).misplaced] == []


@pytest.mark.parametrize(
    ("kind", "every"), [("xlsx", 13), ("docx", 41), ("html", 7), ("csv", 11), ("gbk.csv", 29)]
)
def test_real_files_read_like_their_grids(kind: str, every: int) -> None:
    tally = Tally(examine_files(labelled_set()[::every], (kind,)))
    assert tally.cases > 10
    assert [told_failure(outcome) for outcome in tally.silent] == []
    assert share_right(tally.outcomes) >= ENOUGH
