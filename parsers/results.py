"""What reading yields: plain frozen values that cross from the child process to the store."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

from parsers.findings import Finding
from parsers.grid import Grid

AttachmentState = Literal["read", "kept", "unreadable", "encrypted", "too_large", "unsupported"]
FileFamily = Literal[
    "spreadsheet", "document", "image", "video", "audio", "archive", "mail", "link", "other"
]
FigureState = Literal["value", "none", "blank", "unreadable"]
Approximation = Literal["at_least", "at_most", "about"]
FormKind = Literal["statistics", "blank_form", "other_form"]
Origin = Literal["editable", "print", "scan"]
"""`editable`: an office file or a mail's text; `print`: a PDF with text; `scan`: read by OCR."""
Need = Literal["", "convert_docx", "convert_xlsx", "ocr"]
"""A second step that the first reading asks for: LibreOffice makes this kind, or OCR reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A piece of running text. `order` is its position among the file's paragraphs and tables."""

    text: str
    order: int
    place: str
    style: Literal["text", "heading", "textbox", "page_edge"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A file found inside another one, written to the spool folder under a name of our making.

    `filename` is the name as its author wrote it (with its path inside an archive): data only.
    """

    spooled: str
    filename: str
    media_type: str
    sha256: str
    size: int
    content_id: str = ""
    inline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A file offered as a link. Never fetched. `expires_at` comes from the printed China time."""

    url: str
    filename: str = ""
    size_text: str = ""
    expires_at: datetime | None = None
    provider: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FileContent:
    """All that one format reader got out of one file, before anyone asks what it means.

    `taken_at` is the local time a camera wrote into a picture ('' without one).
    """

    parser: str
    paragraphs: tuple[Paragraph, ...] = ()
    grids: tuple[Grid, ...] = ()
    title: str = ""
    pictures: int = 0
    origin: Origin = "editable"
    taken_at: str = ""
    links: tuple[Link, ...] = ()
    members: tuple[Member, ...] = ()
    findings: tuple[Finding, ...] = ()
    forms: tuple[FormReading, ...] = ()
    need: Need = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureReading:
    """One value of a form.

    `value` is in `unit_measure`, which for a known field is the field's own (1.2万 人次 is 12000).
    `raw` is the text as written. `field_key` is None for a label the form does not know.
    """

    field_key: str | None
    label: str
    raw: str
    state: FigureState
    location: str
    value: Decimal | None = None
    value_text: str | None = None
    unit_measure: str = ""
    approximation: Approximation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityReading:
    """One row of an activity list; texts as written, `participants` where it could be read."""

    ordinal: int
    name: str
    location: str
    held_on: str = ""
    place: str = ""
    organiser: str = ""
    participants: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FormReading:
    """One form found in one file or mail body.

    `reporting_unit_text` is what stands after 填报单位, as written ('' if nothing does).
    A file with sheets for two units yields two of these.
    """

    kind: FormKind
    title: str
    location: str
    reporting_unit_text: str = ""
    figures: tuple[FigureReading, ...] = ()
    activities: tuple[ActivityReading, ...] = ()
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileReading:
    """What one file turned out to be: its state, its text, the forms in it, the files in it.

    `taken_at` is the local time a camera wrote into a picture ('' without one). While `need` is
    set the reading is provisional. `grids` are there only where a person looks at the file.
    """

    family: FileFamily
    state: AttachmentState
    parser: str
    media_type: str
    title: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    pictures: int = 0
    origin: Origin = "editable"
    taken_at: str = ""
    forms: tuple[FormReading, ...] = ()
    links: tuple[Link, ...] = ()
    members: tuple[Member, ...] = ()
    findings: tuple[Finding, ...] = ()
    need: Need = ""
    grids: tuple[Grid, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MailReading:
    """One mail: headers decoded, the sender's own text apart from quoted text, parts spooled.

    `own_text` is what this sender wrote now; `quoted_text` what he quoted, never read for figures.
    `automatic_marks` say why this mail is a machine's, a list's or a bounce ('' entries never).
    `content_sha256` covers From, Subject, Date, Message-ID and content, not transport headers.
    """

    header_message_id: str
    from_address: str
    from_name: str
    subject: str
    sent_at: datetime | None
    received_at: datetime | None
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    to_addresses: tuple[str, ...] = ()
    own_text: str = ""
    quoted_text: str = ""
    forms: tuple[FormReading, ...] = ()
    automatic_marks: tuple[str, ...] = ()
    is_bounce: bool = False
    bounced_message_ids: tuple[str, ...] = ()
    bounced_addresses: tuple[str, ...] = ()
    sender_check: Literal["pass", "fail", "unknown"] = "unknown"
    links: tuple[Link, ...] = ()
    members: tuple[Member, ...] = ()
    content_sha256: str = ""
    findings: tuple[Finding, ...] = ()
    grids: tuple[Grid, ...] = ()
