"""Which reporting unit a mail, and each form in it, is from: by evidence, never by a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mailbot.pipeline.reading import ReadMail
from mailbot.pipeline.roster import Roster
from parsers.findings import Finding, finding
from parsers.results import FormReading

MatchedBy = Literal["form", "address", "filename", "subject", "signature", "person", "receipt"]

_FORWARDED_NOTICE = re.compile(r"^\s*((re|fw|fwd|回复|答复|转发)\s*[:：])|的通知", re.IGNORECASE)
_SIGNATURE_LINES = 4
_SIGNATURE_LINE_LENGTH = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class FormPlace:
    """A form with the file it stands in (None: the mail's body)."""

    attachment: int | None
    form: FormReading


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """The outcome: units with what proved them, the unit of each form, and what is in doubt.

    `main` is the unit of everything in the mail that names no unit itself; `units` is empty when
    a person must decide, and `findings` then say why.
    """

    units: dict[str, MatchedBy]
    main: str | None
    form_units: tuple[str | None, ...]
    findings: tuple[Finding, ...] = ()


def forms_of(read: ReadMail) -> tuple[FormPlace, ...]:
    """All forms of a mail, the body's first, then file by file."""
    body = [FormPlace(attachment=None, form=form) for form in read.mail.forms]
    inside = [
        FormPlace(attachment=index, form=form)
        for index, file in enumerate(read.files)
        for form in file.reading.forms
    ]
    return (*body, *inside)


def match_units(
    read: ReadMail, roster: Roster, *, assigned: str | None = None, thread: str | None = None
) -> Match:
    """Find the reporting units: 填报单位, roster address, file name, subject, signature.

    `assigned` is a person's decision and settles everything; `thread` is the unit whose receipt
    this mail answers. Where two pieces of evidence disagree the result names no unit: so too
    where a form that names none lies in a file that is called another unit's.
    """
    forms = tuple(
        place for place in forms_of(read) if place.form.kind in ("statistics", "blank_form")
    )
    if assigned is not None and assigned in roster.labels:
        return Match(units={assigned: "person"}, main=assigned, form_units=(assigned,) * len(forms))
    address = roster.by_address(read.mail.from_address)
    named = tuple(roster.by_name(place.form.reporting_unit_text) for place in forms)
    strange = _strange_names(forms, named)
    if strange:
        return _undecided(forms, finding("unknown_unit_named", name="、".join(strange)))
    found = _weigh(forms, named, address or thread, _weak_claims(read, roster), roster, address)
    return _with_file_names(found, forms, named, read, roster)


def _with_file_names(
    found: Match,
    forms: Sequence[FormPlace],
    named: Sequence[str | None],
    read: ReadMail,
    roster: Roster,
) -> Match:
    """Give a form without 填报单位 to the unit in its file's name, if that is one of the mail's."""
    if found.main is None:
        return found
    units = list(found.form_units)
    for place, form in enumerate(forms):
        if named[place] is not None or form.attachment is None:
            continue
        claimed = roster.named_in(read.files[form.attachment].member.filename)
        ours = [code for code in claimed if code in found.units]
        if claimed and not ours:
            claims = {"文件名": claimed, "邮件": (found.main,)}
            return _conflict(forms, claims, roster)
        if len(ours) == 1:
            units[place] = ours[0]
    return replace(found, form_units=tuple(units))


def _strange_names(forms: Sequence[FormPlace], named: Sequence[str | None]) -> list[str]:
    pairs = zip(forms, named, strict=True)
    return [
        place.form.reporting_unit_text
        for place, code in pairs
        if code is None and place.form.reporting_unit_text.strip()
    ]


def _weigh(
    forms: Sequence[FormPlace],
    named: tuple[str | None, ...],
    sender: str | None,
    weak: dict[MatchedBy, tuple[str, ...]],
    roster: Roster,
    address: str | None,
) -> Match:
    on_forms = tuple(dict.fromkeys(code for code in named if code))
    sender_by: MatchedBy = "address" if address else "receipt"
    if on_forms and sender and sender not in on_forms:
        return _conflict(forms, {"填报单位": on_forms, "发件地址": (sender,)}, roster)
    if on_forms:
        main = sender or on_forms[0]
        doubt = sender is None and _contradicted(on_forms, weak)
        if doubt:
            return _conflict(forms, {"填报单位": on_forms, **_chinese(weak)}, roster)
        return _decided(dict.fromkeys(on_forms, "form"), main, forms, named)
    if sender:
        if _contradicted((sender,), weak):
            return _conflict(forms, {"发件地址": (sender,), **_chinese(weak)}, roster)
        return _decided({sender: sender_by}, sender, forms, named)
    return _by_weak_claims(forms, named, weak, roster)


def _by_weak_claims(
    forms: Sequence[FormPlace],
    named: tuple[str | None, ...],
    weak: dict[MatchedBy, tuple[str, ...]],
    roster: Roster,
) -> Match:
    claimed = tuple(dict.fromkeys(code for codes in weak.values() for code in codes))
    if not claimed:
        return _undecided(forms, finding("unknown_unit"))
    if len(claimed) > 1:
        agreed = set(claimed).intersection(*(set(codes) for codes in weak.values()))
        if len(agreed) != 1:
            return _conflict(forms, _chinese(weak), roster)
        claimed = tuple(agreed)
    return _decided({claimed[0]: next(iter(weak))}, claimed[0], forms, named)


def _contradicted(strong: tuple[str, ...], weak: dict[MatchedBy, tuple[str, ...]]) -> bool:
    """Whether the weak evidence names other units and none of the strong ones."""
    claimed = {code for codes in weak.values() for code in codes}
    return bool(claimed) and not claimed.intersection(strong)


def _weak_claims(read: ReadMail, roster: Roster) -> dict[MatchedBy, tuple[str, ...]]:
    """Units named in file names, subject and signature, in that order; silent ones left out.

    The subject of an answered or forwarded notice names the bureau that sent the notice.
    """
    filenames = " | ".join(file.member.filename for file in read.files)
    subject = "" if _FORWARDED_NOTICE.search(read.mail.subject) else read.mail.subject
    claims: dict[MatchedBy, tuple[str, ...]] = {
        "filename": roster.named_in(filenames),
        "subject": roster.named_in(subject),
        "signature": roster.named_in(f"{read.mail.from_name} | {signature(read.mail.own_text)}"),
    }
    return {by: codes for by, codes in claims.items() if codes}


def signature(text: str) -> str:
    """The last short lines of a text, where Chinese letters are signed."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return " | ".join(
        line for line in lines[-_SIGNATURE_LINES:] if len(line) <= _SIGNATURE_LINE_LENGTH
    )


def _chinese(weak: dict[MatchedBy, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    words = {"filename": "文件名", "subject": "主题", "signature": "落款"}
    return {words[by]: codes for by, codes in weak.items()}


def _decided(
    units: dict[str, MatchedBy],
    main: str,
    forms: Sequence[FormPlace],
    named: tuple[str | None, ...],
) -> Match:
    return Match(
        units=units, main=main, form_units=tuple(named[i] or main for i in range(len(forms)))
    )


def _undecided(forms: Sequence[FormPlace], why: Finding) -> Match:
    return Match(units={}, main=None, form_units=(None,) * len(forms), findings=(why,))


def _conflict(
    forms: Sequence[FormPlace], claims: dict[str, tuple[str, ...]], roster: Roster
) -> Match:
    told = "；".join(
        f"{where}是{'、'.join(roster.labels[code] for code in codes)}"
        for where, codes in claims.items()
    )
    return _undecided(forms, finding("unit_conflict", claims=told))
