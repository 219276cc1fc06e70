"""What the pipeline hands to the store: one mail's contribution, ready to be written."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from parsers.findings import Finding
from parsers.results import (
    ActivityReading,
    AttachmentState,
    FigureReading,
    Link,
)

MessageState = Literal["pending", "recorded", "review", "ignored", "unreadable", "duplicate"]
SubmissionState = Literal["accepted", "review", "superseded"]
ReceiptKind = Literal["receipt", "reminder", "digest", "alert"]
ReceiptState = Literal["queued", "sending", "sent", "failed", "uncertain", "suppressed", "bounced"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """Where a message was seen.

    `source` is `imap:USER@HOST` or the path given to `ingest`; for files `folder` is the path
    inside it and the three IMAP values are None.
    """

    source: str
    folder: str
    uidvalidity: int | None = None
    uid: int | None = None
    size: int | None = None
    internaldate: datetime | None = None
    seen_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AttachmentRecord:
    """One file of a mail; `parent` is the index of the file it was in, in the same tuple."""

    parent: int | None
    filename: str
    media_type: str
    family: str
    size: int
    sha256: str
    state: AttachmentState
    parser: str
    inline: bool = False
    taken_at: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRecord:
    """A figure with the file it came from (None: the mail's body).

    `rank` orders figures of one mail: the lowest is preferred (editable before scan).
    """

    attachment: int | None
    reading: FigureReading
    rank: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityRecord:
    """A row of an activity list with the file it came from (None: the mail's body)."""

    attachment: int | None
    reading: ActivityReading


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRecord:
    """Text kept for reading and search; `material` None for a text that is no material."""

    attachment: int | None
    material: str | None
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingRecord:
    """A finding with the file it is about (None: the mail or the submission as a whole)."""

    finding: Finding
    attachment: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmissionRecord:
    """What a mail contributed for one reporting unit (the roster's code).

    `materials` pairs a file's index (None: the body) with a material's key.
    """

    reporting_unit: str
    matched_by: str
    late: bool
    state: SubmissionState
    is_zero_report: bool = False
    materials: tuple[tuple[int | None, str], ...] = ()
    figures: tuple[FigureRecord, ...] = ()
    activities: tuple[ActivityRecord, ...] = ()
    findings: tuple[FindingRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageRecord:
    """Everything read from one mail. Recording it replaces what an earlier reading recorded.

    `reporting_unit` is the unit the mail as a whole is from (None where nobody knows).
    `read_with` marks the form, roster and version by which it was read.
    """

    header_message_id: str
    from_address: str
    from_name: str
    subject: str
    sent_at: datetime | None
    received_at: datetime
    state: MessageState
    state_reason: str
    sender_verified: bool | None
    content_sha256: str
    acknowledges_notice: bool = False
    reporting_unit: str | None = None
    thread_ids: tuple[str, ...] = ()
    read_with: str = ""
    attachments: tuple[AttachmentRecord, ...] = ()
    submissions: tuple[SubmissionRecord, ...] = ()
    documents: tuple[DocumentRecord, ...] = ()
    links: tuple[Link, ...] = ()
    findings: tuple[FindingRecord, ...] = field(default=())


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptDraft:
    """A letter for the outbox, complete: what is sent is what stands here.

    `extra_headers` are the name/value pairs beyond From, To, Subject, Date and Message-ID
    (Auto-Submitted, In-Reply-To, References …). `state` is `queued` or, with a `reason`,
    `suppressed`.
    """

    kind: ReceiptKind
    to_address: str
    subject: str
    body: str
    header_message_id: str
    reference: str
    message_id: int | None = None
    reporting_unit: str | None = None
    extra_headers: tuple[tuple[str, str], ...] = ()
    state: ReceiptState = "queued"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportingUnitRow:
    """One line of the roster.

    `retired`: the roster does not name it any more; what it sent before, or what a person
    decided for it, stays.
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    contact: str = ""
    phone: str = ""
    expected: bool = True
    retired: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRow:
    """One material that the campaign asks for."""

    key: str
    label: str
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FormFieldRow:
    """One field of the form, in the form's order."""

    key: str
    label: str
    unit_measure: str = ""
    type: str = "integer"
    decimals: int = 0
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignRow:
    """The campaign as the views need it."""

    id: str
    title: str
    deadline: datetime
    timezone: str
