"""What one mail contributes for each reporting unit, and whether a person must accept it first."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from mailbot.pipeline.checking import (
    cross_checks,
    origin_of,
    ranked_places,
    reply_findings,
    stands_in,
)
from mailbot.pipeline.file_findings import file_findings, mail_findings, unread_forms
from mailbot.pipeline.matching import FormPlace, Match, forms_of
from mailbot.pipeline.materials import Purpose
from mailbot.pipeline.reading import ReadMail
from mailbot.pipeline.roster import Roster
from mailbot.pipeline.unread import quoted_form, unread_change
from parsers.findings import Finding, finding
from parsers.form.definition import FormDefinition
from parsers.results import FigureReading
from store.records import (
    ActivityRecord,
    FigureRecord,
    FindingRecord,
    SubmissionRecord,
)

_CORRECTION = re.compile(r"更正|更新|重报|重新报|重新上报|补正|修正|修改|以此(表|件|次)?为准|作废")
_REVIEW_CODES = frozenset(
    {"wrong_year", "several_forms", "stranger_replaces", "second_form", "earlier_file"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What is known beside the mail itself: the form, the deadline, who reported before.

    `earlier_senders` gives the addresses whose figures count for a unit before this mail,
    `replaced_files` the files (SHA-256) that another file of the unit has followed since.
    """

    form: FormDefinition
    roster: Roster
    received_at: datetime
    deadline_at: datetime
    earlier_senders: Callable[[str], frozenset[str]]
    replaced_files: Callable[[str], frozenset[str]] = lambda _code: frozenset()
    answers_receipt: bool = False
    zero_report: bool = False
    reply_figures: tuple[FigureReading, ...] = ()


def is_correction(read: ReadMail) -> bool:
    """Whether the sender says that this report replaces an earlier one."""
    names = " ".join(file.member.filename for file in read.files)
    text = f"{read.mail.subject} {names} {read.mail.own_text[:500]}"
    return _CORRECTION.search(text) is not None


def submissions_of(
    read: ReadMail, match: Match, purposes: Sequence[Purpose], around: Surroundings
) -> tuple[SubmissionRecord, ...]:
    """One submission per reporting unit that the mail reports for."""
    places = [p for p in forms_of(read) if p.form.kind in ("statistics", "blank_form")]
    owned = list(zip(places, match.form_units, strict=True))
    return tuple(
        _submission(
            code,
            read,
            match,
            [place for place, owner in owned if owner == code],
            [one for one in purposes if code in _units_of(one, read, match, owned, around.roster)],
            around,
        )
        for code in match.units
    )


def _units_of(
    purpose: Purpose,
    read: ReadMail,
    match: Match,
    owned: Sequence[tuple[FormPlace, str | None]],
    roster: Roster,
) -> tuple[str, ...]:
    """Whose file it is: its form's unit, else the one unit its name names, else the mail's."""
    by_form = tuple(
        code for place, code in owned if code and place.attachment == purpose.attachment
    )
    if by_form:
        return by_form
    if purpose.attachment is not None:
        filename = read.files[purpose.attachment].member.filename
        named = [code for code in roster.named_in(filename) if code in match.units]
        if len(named) == 1:
            return tuple(named)
    return (match.main,) if match.main else ()


def _submission(
    code: str,
    read: ReadMail,
    match: Match,
    places: Sequence[FormPlace],
    purposes: Sequence[Purpose],
    around: Surroundings,
) -> SubmissionRecord:
    ranked = ranked_places(read, [place for place in places if place.form.kind == "statistics"])
    figures = [
        FigureRecord(attachment=place.attachment, reading=figure, rank=rank)
        for rank, place in enumerate(ranked)
        for figure in place.form.figures
    ]
    replied = around.reply_figures if code == match.main else ()
    told = [one for one in replied if not stands_in(one, ranked)]
    figures.extend(FigureRecord(attachment=None, reading=one) for one in told)
    findings = [
        *file_findings(read, purposes),
        *(mail_findings(read, around.received_at) if code == match.main else ()),
        *_form_findings(places),
        *unread_forms(read, places, purposes),
        *cross_checks(read, ranked, purposes, around.form),
        *reply_findings(replied, told, ranked),
        *_late(around),
    ]
    doubts = [
        *_doubts(code, read, ranked, bool(figures), around),
        *_said_beside(code, read, match, purposes, figures, around),
    ]
    findings.extend(FindingRecord(finding=one) for one in doubts)
    findings.extend(_earlier_files(code, read, ranked, around))
    in_review = any(one.finding.code in _REVIEW_CODES for one in findings) or _only_scans(
        read, ranked
    )
    return SubmissionRecord(
        reporting_unit=code,
        matched_by=match.units[code],
        late=around.received_at > around.deadline_at,
        state="review" if in_review else "accepted",
        is_zero_report=around.zero_report and code == match.main and not figures,
        materials=tuple((one.attachment, key) for one in purposes for key in one.materials),
        figures=tuple(figures),
        activities=tuple(
            ActivityRecord(attachment=place.attachment, reading=activity)
            for place in [one for one in ranked if one.form.activities][:1]
            for activity in place.form.activities
        ),
        findings=tuple(findings),
    )


def _said_beside(
    code: str,
    read: ReadMail,
    match: Match,
    purposes: Sequence[Purpose],
    figures: Sequence[FigureRecord],
    around: Surroundings,
) -> Iterator[Finding]:
    """What the mail itself says and no figure tells; it belongs to the mail's main unit."""
    if code != match.main:
        return
    if figures:
        if around.zero_report and any(one.reading.value for one in figures):
            yield finding("zero_conflict")
        return
    answers = around.answers_receipt
    materials = any(one.materials for one in purposes)
    yield from unread_change(read, around.form, answers_receipt=answers, has_materials=materials)
    yield from quoted_form(read, around.form, answers_receipt=answers)


def _earlier_files(
    code: str, read: ReadMail, ranked: Sequence[FormPlace], around: Surroundings
) -> list[FindingRecord]:
    """The very file that a later one replaced came again, and nobody wrote that it counts."""
    replaced = around.replaced_files(code)
    if not replaced or is_correction(read):
        return []
    return [
        FindingRecord(
            finding=finding("earlier_file", filename=read.files[place.attachment].member.filename),
            attachment=place.attachment,
        )
        for place in ranked
        if place.attachment is not None and read.files[place.attachment].member.sha256 in replaced
    ]


def _only_scans(read: ReadMail, ranked: Sequence[FormPlace]) -> bool:
    return bool(ranked) and all(origin_of(read, place) == "scan" for place in ranked)


def _form_findings(places: Sequence[FormPlace]) -> list[FindingRecord]:
    return [
        FindingRecord(finding=one, attachment=place.attachment)
        for place in places
        for one in place.form.findings
    ]


def _late(around: Surroundings) -> list[FindingRecord]:
    if around.received_at <= around.deadline_at:
        return []
    seconds = (around.received_at - around.deadline_at).total_seconds()
    return [FindingRecord(finding=finding("late", days=max(1, -int(-seconds // 86400))))]


def _doubts(
    code: str,
    read: ReadMail,
    ranked: Sequence[FormPlace],
    has_figures: bool,
    around: Surroundings,
) -> list[Finding]:
    """Strangers, and second forms from another address."""
    address = read.mail.from_address.lower()
    known = {mail for mail, owner in around.roster.addresses.items() if owner == code}
    doubts: list[Finding] = []
    if known and address not in known:
        doubts.append(finding("unverified_sender", address=address))
    earlier = {one.lower() for one in around.earlier_senders(code)}
    if not has_figures or not earlier or address in earlier:
        return doubts
    if address not in known:
        doubts.append(finding("stranger_replaces", address=address))
    elif ranked and not is_correction(read):
        doubts.append(finding("second_form"))
    return doubts
