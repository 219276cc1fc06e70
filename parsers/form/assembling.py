"""From the sections of one form to its reading: fields, figures, findings, kind."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from parsers.findings import Finding, finding
from parsers.form.definition import FormDefinition
from parsers.form.doubts.checks import check_fields, check_missing, check_totals
from parsers.form.doubts.slots import slots_taken
from parsers.form.doubts.unclaimed import unclaimed_inside, unclaimed_labels
from parsers.form.doubts.wholes import Wholes
from parsers.form.entries import Entry, Section
from parsers.form.lists.derive import derive, lists_of
from parsers.form.matching.matcher import Matches, match_entries
from parsers.form.matching.scoring import TRUSTED
from parsers.form.naming.names import Names, names_of
from parsers.form.table import is_blank
from parsers.form.titles import (
    is_elsewhere,
    is_form_title,
    is_ours,
    is_planned,
    is_sentence,
    other_campaign,
    other_kind,
    years_in,
    years_of_sheets,
)
from parsers.form.values.figures import interpret, unknown_figure
from parsers.form.values.large_money import doubtful_money
from parsers.results import FigureReading, FormKind, FormReading

_MOST_UNKNOWN = 300
_FEWEST = 2
_ALIKE, _SHARE = 3, 0.6
"""Fields found, their number and their share, from which another title's form may be this one."""


@dataclass(slots=True)
class Found:
    """The sections of one form with the titles that may be its own."""

    sections: list[Section]
    titles: list[str]
    reporting_unit_text: str = ""
    known: set[str] = field(default_factory=set)

    @property
    def entries(self) -> list[Entry]:
        """All entries of the form."""
        return [entry for section in self.sections for entry in section.entries]

    @property
    def location(self) -> str:
        """Where the form begins."""
        return self.sections[0].location if self.sections else ""


def assemble(found: Found, definition: FormDefinition) -> FormReading | None:
    """Make a form's reading, or None where the sections are no form at all."""
    names = names_of(definition)
    matches = match_entries(found.entries, names)
    title = choose_title(found.titles, definition)
    ours = is_ours(title, definition)
    trusted = sum(score >= TRUSTED for score in matches.scores.values())
    if _is_other(title, found, definition, ours, trusted):
        return _other(found, title, alike=trusted >= max(_ALIKE, len(definition.fields) * _SHARE))
    lists = lists_of(found.sections)
    if (
        not ours
        and trusted < min(_FEWEST, len(definition.fields))
        and not _listed(found, title, names)
    ):
        return None
    reading = _read(found, matches, definition, names)
    if not reading.figures and not lists:
        return (
            replace(
                reading,
                title=title,
                findings=(finding("form_unreadable", location=found.location),),
            )
            if ours
            else None
        )
    sheets = tuple(dict.fromkeys(section.sheet for section in found.sections))
    return _judge(replace(reading, title=title), definition, sheets)


def _listed(found: Found, title: str, names: Names) -> bool:
    """Whether an activity list stands for the form: it fills a field, under no other title."""
    lists = lists_of(found.sections)
    if not lists or (title and not is_form_title(title) and len(title) > 40):
        return False
    return bool(derive(lists, names, set()).figures)


def choose_title(titles: list[str], definition: FormDefinition) -> str:
    """The form's own title among the texts above it, else the most title-like one."""
    for accept in (
        lambda text: is_ours(text, definition),
        is_form_title,
        lambda text: (
            not is_sentence(text)
            and (other_kind(text, definition) or other_campaign(text, definition))
        ),
    ):
        for text in titles:
            if accept(text):
                return " ".join(text.split())
    return next((" ".join(text.split()) for text in titles if not is_sentence(text)), "")


def _is_other(
    title: str, found: Found, definition: FormDefinition, ours: bool, trusted: int
) -> bool:
    """A plan's, an application's, or another campaign's form."""
    if ours:
        return False
    planned = sum(is_planned(label.text) for entry in found.entries for label in entry.path)
    lists = any(section.lists for section in found.sections)
    if planned and trusted < 3:
        return True
    if other_kind(title, definition):
        return bool(found.entries or lists) and (len(title) <= 40)
    if is_elsewhere(title, definition):
        return trusted > 0 or lists
    return other_campaign(title, definition) and (trusted > 0 or lists or is_form_title(title))


def _other(found: Found, title: str, *, alike: bool) -> FormReading:
    """Another form; one that has this form's fields is asked about."""
    codes = ("other_form", "other_form_alike") if alike else ("other_form",)
    return FormReading(
        kind="other_form",
        title=title,
        location=found.location,
        reporting_unit_text=found.reporting_unit_text,
        findings=tuple(
            finding(code, location=found.location, title=title or "无标题的表") for code in codes
        ),
    )


def _read(found: Found, matches: Matches, definition: FormDefinition, names: Names) -> FormReading:
    fields = {field.key: field for field in definition.fields}
    figures: list[FigureReading] = []
    findings: list[Finding] = list(matches.findings)
    for key, entry in matches.chosen.items():
        one = interpret(entry, fields[key])
        figures.append(one.figure)
        findings.extend(one.findings)
        findings.extend(_year_as_count(one.figure, definition))
    findings.extend(doubtful_money(matches.chosen, fields))
    lists = lists_of(found.sections)
    have = set(matches.chosen)
    near = {
        key
        for key, entry in matches.chosen.items()
        if any(one.is_above(entry.cell, entry.location) for one in lists)
    }
    listed = derive(lists, names, have, figures, frozenset(near))
    noted = (*findings, *listed.findings)
    doubted = {one.field_key for one in noted if one.severity != "info" and one.field_key}
    summed, doubts = check_fields([*figures, *listed.figures], definition, doubted)
    made = {figure.field_key for figure in summed}
    findings = [
        one for one in findings if one.code != "unreadable_value" or one.field_key not in made
    ]
    known = [one for one in (*figures, *listed.figures) if one.field_key not in made]
    known += summed
    unknown, notes = _unknown(matches.rest, names)
    wholes = Wholes(matches.chosen, names)
    keys = {id(entry): key for key, entry in matches.chosen.items()}
    order = {field.key: index for index, field in enumerate(definition.fields)}
    known.sort(key=lambda figure: order[figure.field_key or ""])
    have |= {figure.field_key for figure in known if figure.field_key}
    have |= {
        one.field_key
        for one in matches.findings
        if one.code in ("several_places", "ambiguous_label") and one.field_key
    }
    findings.extend(
        (
            *listed.findings,
            *doubts,
            *check_totals([*matches.chosen.values(), *matches.rest], keys, doubts),
            *_unread(matches.rest, names, have, wholes),
            *check_missing(have, definition, _found_twice(matches.findings)),
            *notes,
        )
    )
    asked = {one.field_key for one in findings if one.severity != "info" and one.field_key}
    told = {one.field_key for one in known if one.state != "blank" and one.field_key} | asked
    findings.extend(unclaimed_labels((*matches.rest, *listed.unclaimed), names, told, wholes))
    told |= {one.field_key for one in findings if one.severity != "info" and one.field_key}
    findings.extend(slots_taken(matches.entries, matches.chosen, names, definition, told))
    findings.extend(unclaimed_inside(matches.chosen.values(), names, told))
    activities = [activity for one in lists for activity in one.activities]
    return FormReading(
        kind="statistics",
        title="",
        location=found.location,
        reporting_unit_text=found.reporting_unit_text,
        figures=(*known, *unknown),
        activities=tuple(
            replace(activity, ordinal=index) for index, activity in enumerate(activities, start=1)
        ),
        findings=tuple(findings),
    )


def _found_twice(findings: list[Finding]) -> set[str]:
    return {one.field_key for one in findings if one.code == "value_conflict" and one.field_key}


def _year_as_count(figure: FigureReading, definition: FormDefinition) -> list[Finding]:
    """2022 as a count in a form of 2022 is more likely the year, set in the wrong cell."""
    if figure.raw not in {str(year) for year in definition.years} or figure.value is None:
        return []
    return [
        finding(
            "unsure_value",
            location=figure.location,
            field_key=figure.field_key,
            label=figure.label,
            raw=figure.raw,
            value=figure.raw,
        )
    ]


def _unread(rest: list[Entry], names: Names, have: set[str], wholes: Wholes) -> list[Finding]:
    """Fields named in the table under columns the form does not have: 科普讲座 by 县级 and 乡级."""
    places: dict[str, list[Entry]] = {}
    for entry in rest:
        if is_blank(entry.cell):
            continue
        for label in entry.path:
            for name in names.by_joined.get(label.text, ()):
                if name.field.key in have or wholes.explain(entry, name):
                    continue
                if len(name.parts) == 1:
                    places.setdefault(name.field.key, []).append(entry)
    found: list[Finding] = []
    for key, entries in places.items():
        field_label = next(name.field.label for name in names.names if name.field.key == key)
        have.add(key)
        found.append(
            finding(
                "several_places",
                location=entries[0].location,
                field_key=key,
                label=field_label,
                candidates="、".join(dict.fromkeys(entry.name for entry in entries)),
            )
        )
    return found


def _unknown(rest: list[Entry], names: Names) -> tuple[list[FigureReading], list[Finding]]:
    """Labels the form does not know: kept, and named where they carry a number."""
    figures: list[FigureReading] = []
    findings: list[Finding] = []
    for entry in rest[:_MOST_UNKNOWN]:
        figure = unknown_figure(entry)
        if not entry.name or figure.state == "blank":
            continue
        figures.append(figure)
        if figure.value is not None and not entry.is_total and not names.is_known(entry.leaf):
            findings.append(finding("unknown_label", location=entry.location, label=entry.name))
    return figures, findings


def _judge(
    reading: FormReading, definition: FormDefinition, sheets: tuple[str, ...]
) -> FormReading:
    """Blank or filled, and whether the title's year is this campaign's."""
    known = [figure for figure in reading.figures if figure.field_key]
    kind: FormKind = "statistics"
    findings = list(reading.findings)
    filled = [figure for figure in known if figure.state in ("value", "none")]
    doubted = {one.field_key for one in findings if one.code == "template_text"}
    broken = [f for f in known if f.state == "unreadable" and f.field_key not in doubted]
    strange = any(f.value is not None for f in reading.figures if f.field_key is None)
    if not filled and not broken and not reading.activities and strange:
        findings.append(finding("form_unreadable", location=reading.location))
    elif not filled and not broken and not reading.activities:
        kind = "blank_form"
        title = reading.title or definition.title
        findings = [finding("blank_form", location=reading.location, title=title)]
    elif not known and not reading.activities:
        findings.append(finding("form_unreadable", location=reading.location))
    for years in (years_in(reading.title), years_of_sheets(sheets)):
        if years and definition.years and not set(years) & set(definition.years):
            findings.append(finding("wrong_year", location=reading.location, year=years[0]))
            break
    return replace(reading, kind=kind, findings=tuple(findings))
