"""What is to be said of a mail's files and links as a whole, whoever's report they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from mailbot.pipeline.matching import FormPlace, forms_of
from mailbot.pipeline.materials import Purpose
from mailbot.pipeline.reading import ReadMail
from parsers.findings import Finding, finding
from parsers.results import Link
from store.records import FindingRecord


def file_findings(read: ReadMail, purposes: Sequence[Purpose]) -> list[FindingRecord]:
    """What their readers found of a unit's files."""
    calm = _has_other_matter(read)
    return [
        FindingRecord(
            finding=_calmed(one, read, purpose.attachment) if calm else one,
            attachment=purpose.attachment,
        )
        for purpose in purposes
        if purpose.attachment is not None
        for one in read.files[purpose.attachment].reading.findings
    ]


def mail_findings(read: ReadMail, received_at: datetime) -> list[FindingRecord]:
    """What was found of the mail, and every file it only offers as a link."""
    every = (*read.mail.links, *(link for file in read.files for link in file.reading.links))
    links = {link.url: link for link in every}.values()
    offered = [
        finding(_state(link, received_at), filename=link.filename or "未命名文件") for link in links
    ]
    return [FindingRecord(finding=one) for one in (*read.mail.findings, *offered)]


def _state(link: Link, received_at: datetime) -> str:
    is_over = link.expires_at is not None and link.expires_at <= received_at
    return "expired_link" if is_over else "offered_link"


def _has_other_matter(read: ReadMail) -> bool:
    """A form was read, or there are several pictures: a bright one is then a photo like others."""
    pictures = sum(file.reading.family == "image" for file in read.files)
    return pictures > 1 or any(place.form.kind == "statistics" for place in forms_of(read))


def _calmed(one: Finding, read: ReadMail, index: int) -> Finding:
    """A picture that might be paper asks nobody for anything while something else speaks."""
    if one.code == "ocr_missing" and read.files[index].reading.family == "image":
        return replace(one, severity="info")
    return one


def unread_forms(
    read: ReadMail, places: Sequence[FormPlace], purposes: Sequence[Purpose]
) -> list[FindingRecord]:
    """Files called the form in which none was found, unless another form was read."""
    if places:
        return []
    return [
        FindingRecord(
            finding=finding("form_unreadable", location=read.files[one.attachment].member.filename),
            attachment=one.attachment,
        )
        for one in purposes
        if one.unread_form and one.attachment is not None
    ]
