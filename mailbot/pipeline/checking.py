"""One report told several times in a mail: copies, the summary, an answer, against the table."""

from __future__ import annotations

from collections.abc import Sequence

from mailbot.pipeline.matching import FormPlace
from mailbot.pipeline.materials import Purpose
from mailbot.pipeline.reading import ReadMail
from parsers.findings import finding
from parsers.form.definition import FormDefinition
from parsers.form.doubts.compare import compare_copies, compare_prose
from parsers.results import FigureReading, FormReading, Origin
from store.records import FindingRecord


def ranked_places(read: ReadMail, places: Sequence[FormPlace]) -> list[FormPlace]:
    """Editable files first, then the body, prints, scans; otherwise as they stand in the mail."""

    def order(place: FormPlace) -> int:
        return 1 if place.attachment is None else _ORDER[origin_of(read, place)]

    return sorted(places, key=order)


_ORDER: dict[Origin, int] = {"editable": 0, "print": 2, "scan": 3}


def origin_of(read: ReadMail, place: FormPlace) -> Origin:
    """How a form came: a mail's own text is as good as an office file."""
    return "editable" if place.attachment is None else read.files[place.attachment].reading.origin


def _is_editable(read: ReadMail, place: FormPlace) -> bool:
    return origin_of(read, place) == "editable"


def cross_checks(
    read: ReadMail, ranked: Sequence[FormPlace], purposes: Sequence[Purpose], form: FormDefinition
) -> list[FindingRecord]:
    """Several forms, the scan against the editable copy, the summary against the table."""
    if not ranked:
        return []
    first, *others = ranked
    found: list[FindingRecord] = []
    rivals = [one for one in others if _is_editable(read, one) and differ(first.form, one.form)]
    if rivals:
        several = finding("several_forms", count=len(rivals) + 1)
        found.append(FindingRecord(finding=several, attachment=first.attachment))
    for copy in others:
        if not _is_editable(read, copy):
            found.extend(
                FindingRecord(finding=one, attachment=copy.attachment)
                for one in compare_copies(first.form, copy.form, form)
            )
    for purpose in purposes:
        if any(key != "statistics" for key in purpose.materials):
            found.extend(
                FindingRecord(finding=one, attachment=purpose.attachment)
                for one in compare_prose(first.form, _text_of(read, purpose.attachment), form)
            )
    return found


def differ(one: FormReading, other: FormReading) -> bool:
    """Whether two forms give different values for a field; one that only adds fields does not."""
    left = {figure.field_key: figure for figure in one.figures if figure.field_key}
    for figure in other.figures:
        twin = left.get(figure.field_key) if figure.field_key else None
        if twin and (twin.state, twin.value, twin.value_text) != (
            figure.state,
            figure.value,
            figure.value_text,
        ):
            return True
    return False


def _text_of(read: ReadMail, attachment: int | None) -> str:
    return read.mail.own_text if attachment is None else read.files[attachment].reading.text


def stands_in(said: FigureReading, ranked: Sequence[FormPlace]) -> bool:
    """Whether a form of the mail itself says something of the field that an answer names."""
    return any(_values_of(said, place) for place in ranked)


def _values_of(said: FigureReading, place: FormPlace) -> list[FigureReading]:
    """What a form says of the field that an answer names."""
    return [
        one
        for one in place.form.figures
        if one.field_key == said.field_key and one.state in ("value", "none")
    ]


def reply_findings(
    replied: Sequence[FigureReading],
    told: Sequence[FigureReading],
    ranked: Sequence[FormPlace],
) -> list[FindingRecord]:
    """A figure taken from an answer is shown to staff; where a form came along, it is compared."""
    found = [
        finding(
            "reply_figure",
            location=one.location,
            field_key=one.field_key,
            label=one.label,
            raw=one.raw,
        )
        for one in told
    ]
    for one in replied:
        held = next((values[0] for place in ranked if (values := _values_of(one, place))), None)
        if held is not None and held.value != one.value:
            found.append(
                finding(
                    "prose_differs",
                    location=held.location,
                    field_key=one.field_key,
                    label=one.label,
                    value=held.raw,
                    prose=one.raw,
                )
            )
    return [FindingRecord(finding=one) for one in found]
