"""Forms of invented offices: each figure is right without a question, or a person is asked."""

from __future__ import annotations

import pytest

from tests.forms.invented import elders, fire, fraud, health, heritage, trees, water
from tests.forms.invented.sketch import Sketch, faults, read

OFFICES = {
    "elders": elders.FORM,
    "fire": fire.FORM,
    "fraud": fraud.FORM,
    "health": health.FORM,
    "heritage": heritage.FORM,
    "trees": trees.FORM,
    "water": water.FORM,
}
FORMS = [
    one for office in (elders, fire, fraud, health, heritage, trees, water) for one in office.FORMS
]


def test_there_are_enough_forms_to_mean_something() -> None:
    assert len(FORMS) >= 80
    assert {one.office for one in FORMS} == OFFICES.keys()


@pytest.mark.parametrize("sketch", FORMS, ids=lambda one: one.office)
def test_each_figure_is_right_or_a_person_is_asked(sketch: Sketch) -> None:
    assert faults(sketch, read(sketch, OFFICES[sketch.office])) == []
