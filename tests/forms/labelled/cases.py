"""The labelled sets: one seed, one list of cases, the same on every machine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from random import Random

from tests.forms.labelled import form_cases, label_cases, odd_cases, sum_cases
from tests.forms.labelled.crossing import crossed_lists, crossing
from tests.forms.labelled.forms import SCIENCE_WEEK
from tests.forms.labelled.held_out_forms import BLOOD, FITNESS, FOREST
from tests.forms.labelled.held_out_layouts import fresh_layouts
from tests.forms.labelled.held_out_values import HELD_OUT_ROWS
from tests.forms.labelled.other_forms import FARMING, FLOODS, READING, SAFETY
from tests.forms.labelled.several_values import ROWS, WAN_ROWS
from tests.forms.labelled.sly_values import SLY
from tests.forms.labelled.specimen import Specimen
from tests.forms.labelled.truth import Case
from tests.forms.labelled.values import Sample

_FORMS = (SCIENCE_WEEK, FARMING, READING, SAFETY, FLOODS)
_HELD_OUT_FORMS = (FITNESS, FOREST, BLOOD)

_SPECIALS: tuple[Callable[[Random, Specimen], Iterator[Case]], ...] = (
    label_cases.misspelt,
    lambda rng, specimen: label_cases.claimed_twice(rng, specimen, "a1"),
    label_cases.two_fields_one_cell,
    label_cases.parts_in_a_cell,
    label_cases.another_in_the_cell,
    label_cases.split_of_another,
    label_cases.strangers,
    label_cases.all_layout_labels,
    sum_cases.totals_of_parts,
    sum_cases.fewer_people_than_sessions,
    sum_cases.block_totals,
    sum_cases.column_totals,
    form_cases.look_alikes,
    form_cases.last_years,
    form_cases.titles,
    form_cases.blank_forms,
    form_cases.zero_reports,
    form_cases.partly_filled,
    form_cases.two_units,
    form_cases.hidden_sheets,
    form_cases.missing_required,
    odd_cases.mixtures,
    odd_cases.second_columns,
    odd_cases.notes,
    odd_cases.no_forms,
    odd_cases.twice_in_a_file,
    odd_cases.prose,
    odd_cases.shared_cells,
    odd_cases.examples,
    odd_cases.beside_a_ledger,
)


def make_cases(
    seed: int, specimens: Sequence[Specimen], samples: Sequence[Sample]
) -> tuple[Case, ...]:
    """All cases of a set. Every part has a random source of its own, so parts stay stable."""
    cases = list(crossing(Random(seed), specimens, samples))
    cases += crossed_lists(Random(seed + 1), specimens, samples)
    for offset, special in enumerate(_SPECIALS, start=2):
        for specimen in specimens:
            cases += special(Random(seed * 1000 + offset), specimen)
    return _numbered(cases)


def _numbered(cases: Sequence[Case]) -> tuple[Case, ...]:
    return tuple(
        replace(case, name=f"{number:04d} {case.name}") for number, case in enumerate(cases)
    )


@cache
def labelled_set() -> tuple[Case, ...]:
    """The set the reader is developed against."""
    return make_cases(20220614, _FORMS, (*ROWS, *WAN_ROWS, *SLY))


@cache
def held_out_set() -> tuple[Case, ...]:
    """Forms, words and mixtures of layouts that the reader was not developed against."""
    fresh = tuple(fresh_layouts(Random(61), _HELD_OUT_FORMS, HELD_OUT_ROWS))
    return make_cases(77003, _HELD_OUT_FORMS, HELD_OUT_ROWS) + _numbered(fresh)


def seeded_set(seed: int) -> tuple[Case, ...]:
    """All forms and words of both sets, dealt anew: for whoever wants to meet more of them."""
    specimens = (*_FORMS, *_HELD_OUT_FORMS)
    samples = (*ROWS, *WAN_ROWS, *SLY, *HELD_OUT_ROWS)
    fresh = tuple(fresh_layouts(Random(seed), specimens, samples))
    return make_cases(seed, specimens, samples) + _numbered(fresh)
