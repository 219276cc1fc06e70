"""A blank copy of the form beside the filled one."""

from __future__ import annotations

from dataclasses import replace

from parsers.findings import Finding, finding
from parsers.form.text import squeeze
from parsers.results import FormReading


def with_blank_copies(forms: list[FormReading]) -> list[FormReading]:
    """Forms of one file: a blank one is only noted where the same unit's filled one is there."""
    filled = {squeeze(one.reporting_unit_text) for one in forms if one.kind == "statistics"}
    return [
        replace(form, findings=(_noted(form),))
        if form.kind == "blank_form" and _is_copy(form, filled)
        else form
        for form in forms
    ]


def _is_copy(form: FormReading, filled: set[str]) -> bool:
    unit = squeeze(form.reporting_unit_text)
    return unit in filled or (not unit and bool(filled))


def _noted(form: FormReading) -> Finding:
    return finding("blank_copy", location=form.location, title=form.title or "无标题的表")
