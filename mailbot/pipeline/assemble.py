"""From a read mail to the record that the store writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from mailbot.pipeline.matching import Match, match_units
from mailbot.pipeline.materials import Material, Purpose, decorations_of, purposes_of
from mailbot.pipeline.reading import ReadFile, ReadMail
from mailbot.pipeline.sorting import Sorting, sort_mail
from mailbot.pipeline.submissions import Surroundings, submissions_of
from parsers.findings import finding
from parsers.results import Link
from store.decisions import MessageDecisions
from store.records import (
    AttachmentRecord,
    DocumentRecord,
    FindingRecord,
    MessageRecord,
    SubmissionRecord,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """What is known of a message beside its bytes.

    `proven_before` says whether this From address was ever proven; `thread_unit` whose receipt
    the mail answers; `reused` that its Message-ID was met with other content; `recurring` are
    the SHA-256 of files that came with earlier mails.
    """

    folder: str
    received_at: datetime
    received_local: str
    own_addresses: tuple[str, ...]
    proven_before: bool
    thread_unit: str | None
    answers_receipt: bool
    reused: bool
    decided: MessageDecisions
    recurring: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Understood:
    """A read mail with all conclusions: what the receipt's policy needs beside the record."""

    record: MessageRecord
    match: Match
    forged: bool
    has_files: bool


def understand(
    read: ReadMail,
    arrival: Arrival,
    around: Surroundings,
    *,
    materials: Sequence[Material],
    campaign_words: Sequence[str],
) -> Understood:
    """Draw all conclusions from one mail. Pure: the same mail and surroundings, the same record."""
    decorations = decorations_of(read, arrival.recurring)
    has_files = len(decorations) < len(read.files)
    match = match_units(
        read, around.roster, assigned=arrival.decided.assigned, thread=arrival.thread_unit
    )
    sorting = sort_mail(
        read,
        match,
        around.roster,
        folder=arrival.folder,
        own_addresses=arrival.own_addresses,
        campaign_words=campaign_words,
        is_thread=arrival.answers_receipt,
        zero_report=around.zero_report,
        has_files=has_files,
    )
    forged = read.mail.sender_check == "fail" and arrival.proven_before
    sorting = _after_people(_after_forgery(sorting, read, forged, arrival), match, arrival.decided)
    purposes = purposes_of(read, materials, decorations)
    submissions = (
        submissions_of(read, match, purposes, around) if sorting.state == "recorded" else ()
    )
    record = replace(
        _record(read, arrival, sorting, submissions, purposes),
        reporting_unit=match.main if _belongs_to_a_unit(sorting) else None,
        attachments=tuple(_attachment(file, i in decorations) for i, file in enumerate(read.files)),
        findings=_loose_findings(read, match, sorting, arrival, forged),
    )
    return Understood(record=record, match=match, forged=forged, has_files=has_files)


def _belongs_to_a_unit(sorting: Sorting) -> bool:
    """A robot's mail that only names a unit is not among that unit's mails."""
    return sorting.state == "recorded" or sorting.acknowledges_notice


def _after_forgery(sorting: Sorting, read: ReadMail, forged: bool, arrival: Arrival) -> Sorting:
    if not forged or sorting.state != "recorded" or arrival.decided.assigned:
        return sorting
    told = finding("forged_sender", address=read.mail.from_address)
    return replace(sorting, state="review", reason=told.message)


def _after_people(sorting: Sorting, match: Match, decided: MessageDecisions) -> Sorting:
    """A person's word on the message stands above the rules."""
    if decided.ignored:
        return Sorting(state="ignored", reason="人工忽略")
    if decided.assigned or (decided.reopened and sorting.state == "ignored"):
        return replace(sorting, state="recorded" if match.units else "review", reason="")
    return sorting


def _loose_findings(
    read: ReadMail, match: Match, sorting: Sorting, arrival: Arrival, forged: bool
) -> tuple[FindingRecord, ...]:
    """Findings about the message itself; a recorded mail's others belong to its submissions."""
    found: list[FindingRecord] = []
    if arrival.reused:
        found.append(FindingRecord(finding=finding("reused_message_id")))
    if forged:
        told = finding("forged_sender", address=read.mail.from_address)
        found.append(FindingRecord(finding=told))
    if sorting.state == "review":
        found.extend(FindingRecord(finding=one) for one in match.findings)
        found.extend(FindingRecord(finding=one) for one in read.mail.findings)
        found.extend(
            FindingRecord(finding=one, attachment=index)
            for index, file in enumerate(read.files)
            for one in file.reading.findings
        )
    return tuple(found)


def _record(
    read: ReadMail,
    arrival: Arrival,
    sorting: Sorting,
    submissions: tuple[SubmissionRecord, ...],
    purposes: Sequence[Purpose],
) -> MessageRecord:
    mail = read.mail
    return MessageRecord(
        header_message_id=mail.header_message_id,
        from_address=mail.from_address,
        from_name=mail.from_name,
        subject=mail.subject,
        sent_at=mail.sent_at,
        received_at=arrival.received_at,
        state=sorting.state,
        state_reason=sorting.reason,
        sender_verified=_verified(read, arrival),
        content_sha256=mail.content_sha256,
        acknowledges_notice=sorting.acknowledges_notice,
        thread_ids=tuple(dict.fromkeys((*mail.in_reply_to, *mail.references))),
        submissions=submissions,
        documents=_documents(read, purposes),
        links=_links(read),
    )


def _verified(read: ReadMail, arrival: Arrival) -> bool | None:
    if read.mail.sender_check == "pass":
        return True
    return False if read.mail.sender_check == "fail" and arrival.proven_before else None


def _attachment(file: ReadFile, inline: bool) -> AttachmentRecord:
    return AttachmentRecord(
        parent=file.parent,
        filename=file.member.filename,
        media_type=file.reading.media_type or file.member.media_type,
        family=file.reading.family,
        size=file.member.size,
        sha256=file.member.sha256,
        state=file.reading.state,
        parser=file.reading.parser,
        inline=inline,
        taken_at=file.reading.taken_at,
    )


def _documents(read: ReadMail, purposes: Sequence[Purpose]) -> tuple[DocumentRecord, ...]:
    """The text of the mail and of every file that has some."""
    brought = {one.attachment: one.materials for one in purposes}
    texts: list[tuple[int | None, str, str]] = [(None, read.mail.subject, read.mail.own_text)]
    texts.extend(
        (index, file.reading.title or file.member.filename, file.reading.text)
        for index, file in enumerate(read.files)
    )
    return tuple(
        DocumentRecord(
            attachment=attachment,
            material=next(iter(brought.get(attachment, ())[-1:]), None),
            title=title,
            text=text,
        )
        for attachment, title, text in texts
        if text.strip()
    )


def _links(read: ReadMail) -> tuple[Link, ...]:
    """Links of the mail and its files, each address once."""
    every = (*read.mail.links, *(link for file in read.files for link in file.reading.links))
    return tuple({link.url: link for link in reversed(every)}.values())[::-1]
