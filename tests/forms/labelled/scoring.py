"""Holds what was read against the truth: right, flagged, wrong or missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from parsers.findings import Finding
from parsers.results import ActivityReading, FigureReading, FormReading
from tests.forms.labelled.truth import (
    Case,
    ExpectedActivity,
    ExpectedFigure,
    ExpectedForm,
    Meaning,
)

Verdict = Literal["right", "flagged", "wrong", "missed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One statement of the truth and what became of it. `figure`: it is about a number."""

    case: Case
    kind: str
    subject: str
    raw: str
    verdict: Verdict
    expected: str
    got: str
    figure: bool = True


class Examination:
    """One case examined; `outcomes`, `alarms` (false ones) and `misplaced` are the result."""

    def __init__(self, case: Case, readings: Sequence[FormReading], *, places: bool = True):
        self.case = case
        self.places = places
        self.outcomes: list[Outcome] = []
        self.misplaced: list[Outcome] = []
        self._forms(readings)
        findings = [finding for reading in readings for finding in reading.findings]
        self._checks(findings)
        alarms = [finding for finding in findings if finding.severity != "info"]
        self.alarms: list[Finding] = [] if case.asks else alarms

    def _note(
        self,
        verdict: Verdict,
        kind: str,
        subject: str,
        expected: str,
        got: str,
        raw: str = "",
        *,
        figure: bool = False,
    ) -> None:
        self.outcomes.append(
            Outcome(
                case=self.case,
                kind=kind,
                subject=subject,
                raw=raw,
                verdict=verdict,
                expected=expected,
                got=got,
                figure=figure,
            )
        )

    def _forms(self, readings: Sequence[FormReading]) -> None:
        expected = self.case.forms
        kinds, found = [form.kind for form in expected], [reading.kind for reading in readings]
        same = kinds == found if expected else "statistics" not in found
        self._note("right" if same else "wrong", "form", "kinds", f"{kinds}", f"{found}")
        for index, form in enumerate(expected):
            if form.kind != "statistics":
                self._no_values(readings)
                continue
            last = index == len(expected) - 1
            mine = readings[index:] if last else readings[index : index + 1]
            self._form(form, [reading for reading in mine if reading.kind == "statistics"])

    def _no_values(self, readings: Sequence[FormReading]) -> None:
        counted = [r for r in readings if r.kind == "statistics" and r.figures]
        got = f"{[figure.raw for r in counted for figure in r.figures][:5]}"
        self._note("wrong" if counted else "right", "form", "no figures", "none counted", got)

    def _form(self, form: ExpectedForm, readings: Sequence[FormReading]) -> None:
        figures = [figure for reading in readings for figure in reading.figures]
        findings = [finding for reading in readings for finding in reading.findings]
        for expected in form.figures:
            self._figure(expected, figures, findings)
        self._phantoms(form, figures, findings)
        if form.unit_text is not None:
            got = "|".join(_flat(reading.reporting_unit_text) for reading in readings)
            same = got == _flat(form.unit_text)
            self._note("right" if same else "wrong", "identity", "unit", form.unit_text, got)
        if form.activities is not None:
            rows = [row for reading in readings for row in reading.activities]
            self._activities(form.activities, rows, findings)

    def _figure(
        self,
        expected: ExpectedFigure,
        figures: Sequence[FigureReading],
        findings: Sequence[Finding],
    ) -> None:
        mine = [figure for figure in figures if _claims(figure, expected)]
        places = {expected.location} | {figure.location for figure in mine}
        flagged = is_flagged(findings, expected.field_key, places)
        verdict = judge(expected.meaning, mine, flagged=flagged)
        self._note(
            verdict,
            expected.kind,
            expected.field_key,
            told(expected.meaning),
            "; ".join(told_figure(figure) for figure in mine) + (" FLAGGED" if flagged else ""),
            expected.raw,
            figure=True,
        )
        # An empty cell has no place that a person would look for.
        spoken = [figure for figure in mine if figure.state != "blank"]
        if (
            self.places
            and expected.location
            and any(figure.location != expected.location for figure in spoken)
        ):
            self.misplaced.append(self.outcomes[-1])

    def _phantoms(
        self, form: ExpectedForm, figures: Sequence[FigureReading], findings: Sequence[Finding]
    ) -> None:
        known = {expected.field_key for expected in form.figures}
        for figure in figures:
            stranger = figure.field_key is not None and figure.field_key not in known
            phantom = stranger and figure.state != "blank" and not self._adds_up(figure, form)
            if not phantom and figure.value not in self.case.forbidden:
                continue
            flagged = is_flagged(findings, figure.field_key, {figure.location})
            verdict: Verdict = "flagged" if flagged else "wrong"
            got = told_figure(figure)
            subject = figure.field_key or figure.label
            self._note(verdict, "phantom", subject, "no figure", got, figure.raw, figure=True)

    def _adds_up(self, figure: FigureReading, form: ExpectedForm) -> bool:
        """A total the form left out may be derived from its parts."""
        fields = {field.key: field for field in self.case.definition.fields}
        parts = fields[figure.field_key or ""].sum_of
        amounts = [f.meaning.amounts[0] for f in form.figures if f.field_key in parts]
        return len(amounts) == len(parts) > 0 and figure.value == sum(amounts)

    def _activities(
        self,
        expected: Sequence[ExpectedActivity],
        rows: Sequence[ActivityReading],
        findings: Sequence[Finding],
    ) -> None:
        names = [_flat(row.name) for row in rows]
        same = names == [_flat(row.name) for row in expected]
        self._note(
            "right" if same else "wrong", "activities", "rows", str(len(expected)), f"{names}"
        )
        by_name = {_flat(row.name): row for row in rows}
        for truth in expected:
            row = by_name.get(_flat(truth.name))
            flagged = is_flagged(findings, "", {truth.location, row.location if row else ""})
            summed = any(finding.severity != "info" and finding.field_key for finding in findings)
            verdict = _judge_row(truth.participants, row, flagged=flagged, summed=summed)
            got = f"{row.participants if row else 'no row'}{' FLAGGED' if flagged else ''}"
            meaning = told(truth.participants)
            self._note(verdict, truth.kind, "participants", meaning, got, truth.raw, figure=True)

    def _checks(self, findings: Sequence[Finding]) -> None:
        codes = {finding.code for finding in findings}
        for check in self.case.checks:
            verdict: Verdict = "right" if set(check.split("|")) & codes else "missed"
            self._note(verdict, f"check {check}", "finding", check, f"{sorted(codes)}")


def is_flagged(findings: Sequence[Finding], key: str | None, places: set[str]) -> bool:
    """A warning about the field, or one about its cell that names no other field."""
    return any(
        finding.severity != "info"
        and (
            (finding.field_key is not None and finding.field_key == key)
            or (not finding.field_key and finding.location != "" and finding.location in places)
        )
        for finding in findings
    )


def judge(meaning: Meaning, mine: Sequence[FigureReading], *, flagged: bool) -> Verdict:
    if flagged and (meaning.any_amount or meaning.or_flagged):
        return "right"
    if not mine:
        return "right" if meaning.may_be_absent else "flagged" if flagged else "missed"
    matches = not meaning.any_amount and all(_matches(meaning, figure) for figure in mine)
    as_required = meaning.flag == "free" or flagged == (meaning.flag == "required")
    if matches and as_required:
        return "right"
    return "flagged" if flagged else "wrong"


def _judge_row(
    meaning: Meaning, row: ActivityReading | None, *, flagged: bool, summed: bool
) -> Verdict:
    if row is None:
        return "missed"
    if meaning.flag == "required":
        doubted = meaning.any_amount or row.participants is None
        return "right" if doubted and (flagged or summed) else "flagged" if flagged else "wrong"
    wanted: tuple[Decimal | None, ...] = meaning.amounts or (None,)
    if "none" in meaning.states:
        wanted = (None, Decimal(0))
    if row.participants in wanted and (meaning.flag == "free" or not flagged):
        return "right"
    return "flagged" if flagged else "wrong"


def _matches(meaning: Meaning, figure: FigureReading) -> bool:
    if figure.state not in meaning.states:
        return False
    if figure.state != "value":
        return figure.value is None
    if meaning.text is not None:
        return " ".join((figure.value_text or "").split()) == meaning.text
    return figure.value in meaning.amounts and figure.approximation in meaning.approximations


def _claims(figure: FigureReading, expected: ExpectedFigure) -> bool:
    if expected.field_key.startswith("?"):
        return figure.field_key is None and expected.field_key[1:] in _flat(figure.label)
    return figure.field_key == expected.field_key


def _flat(text: str) -> str:
    return "".join(text.split())


def told(meaning: Meaning) -> str:
    if meaning.any_amount:
        return "a warning"
    amounts = meaning.text or "/".join(f"{amount.normalize():f}" for amount in meaning.amounts)
    marks = "/".join(mark or "exact" for mark in meaning.approximations)
    return f"{'/'.join(meaning.states)} {amounts} {marks} flag:{meaning.flag}"


def told_figure(figure: FigureReading) -> str:
    value = figure.value_text if figure.value is None else f"{figure.value.normalize():f}"
    return f"{figure.state} {value} {figure.approximation or 'exact'} @{figure.location}"
