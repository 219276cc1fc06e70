"""All that a letter can say, as plain values: what templates see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

ContentKind = Literal["report", "neutral", "unrecognised", "combined"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLine:
    """A received file and what it was taken for; `state` says why it could not be read."""

    filename: str
    taken_for: str
    state: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureLine:
    """One figure as the unit reads it; `flags` need a look, `notes` only explain."""

    label: str
    shown: str
    flags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkLine:
    """A file offered as a link; `expires` is local text, '' when nothing was printed."""

    filename: str
    expires: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LaterLine:
    """A later mail that stands; `what` of this one does not count for it."""

    received: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitPart:
    """What the mail brought for one reporting unit.

    `figures_more` counts read, unflagged figures that are not listed. `missing` are labels of
    materials; `changed` lines say what replaced what, `later` ones what a later mail, read before
    this one, had replaced already. A sender who is not on the roster gets
    `not_in_mail` instead, which speaks of this mail alone.
    """

    name: str
    figures: tuple[FigureLine, ...] = ()
    figures_more: int = 0
    flagged_more: int = 0
    remarks: tuple[str, ...] = ()
    remarks_more: int = 0
    changed: tuple[str, ...] = ()
    changed_more: int = 0
    later: tuple[LaterLine, ...] = ()
    later_more: int = 0
    missing: tuple[str, ...] = ()
    not_in_mail: tuple[str, ...] = ()
    complete: bool = False
    to_be_accepted: bool = False
    zero_report: bool = False

    @property
    def flagged(self) -> tuple[FigureLine, ...]:
        """The figures that need a look."""
        return tuple(line for line in self.figures if line.flags)

    @property
    def clear(self) -> tuple[FigureLine, ...]:
        """The listed figures that need none."""
        return tuple(line for line in self.figures if not line.flags)


@dataclass(frozen=True, slots=True, kw_only=True)
class MailLine:
    """One of the mails that a combined receipt speaks of."""

    received: str
    subject: str
    reporting_units: str
    files: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptContent:
    """What a receipt tells. Texts of strangers are on one line, visible and short already.

    `answered` are the SHA-256 of the mails that a combined receipt answers.
    """

    kind: ContentKind
    to_address: str
    subject: str
    received: str
    campaign_title: str
    contact: str
    reference: str = ""
    header_message_id: str = ""
    thread_ids: tuple[str, ...] = ()
    message_id: int | None = None
    message_sha256: str = ""
    answered: tuple[str, ...] = ()
    reporting_unit: str | None = None
    deadline: str = ""
    before_deadline: str = ""
    is_past_deadline: bool = False
    is_late: bool = False
    units: tuple[UnitPart, ...] = ()
    files: tuple[FileLine, ...] = ()
    files_more: int = 0
    links: tuple[LinkLine, ...] = ()
    links_more: int = 0
    mails: tuple[MailLine, ...] = ()
    mails_more: int = 0
    example: str = ""

    @property
    def unit_names(self) -> str:
        """The reporting units it was taken for, joined."""
        return "、".join(part.name for part in self.units)

    @property
    def files_count(self) -> int:
        """All files, listed or not."""
        return len(self.files) + self.files_more


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """How much of a content a letter lists; `name`, `label` and `flag` are lengths of texts."""

    clear: int = 25
    files: int = 20
    name: int = 60
    label: int = 40
    flag: int = 100
    flagged: int = 1000
    changed: int = 10
    later: int = 3
    remarks: int = 10
    links: int = 5
    mails: int = 20


DETAILS = (
    Detail(),
    Detail(clear=12, changed=6, name=40),
    Detail(clear=0, files=12, changed=4, name=30, flag=60, remarks=6, mails=12),
    Detail(clear=0, files=5, changed=2, name=24, flag=40, remarks=3, links=2, mails=8),
    Detail(clear=0, files=3, changed=0, name=20, label=20, flag=16, remarks=1, links=1, mails=5),
    Detail(clear=0, files=0, changed=0, label=16, flag=4, remarks=0, links=0, mails=3),
    Detail(clear=0, files=0, changed=0, label=16, flag=4, flagged=30, remarks=0, links=0, mails=1),
    Detail(clear=0, files=0, changed=0, label=12, flag=4, flagged=5, remarks=0, links=0, mails=0),
)
"""From generous to terse: the first that fits is sent."""


def cut_to(content: ReceiptContent, detail: Detail) -> ReceiptContent:
    """The content with its lists shortened and what was left out counted."""
    files = content.files[: detail.files]
    links = content.links[: detail.links]
    mails = content.mails[: detail.mails]
    return replace(
        content,
        units=tuple(_cut_part(part, detail) for part in content.units),
        files=tuple(replace(f, filename=_middle(f.filename, detail.name)) for f in files),
        files_more=content.files_more + len(content.files) - len(files),
        links=tuple(replace(x, filename=_middle(x.filename, detail.name)) for x in links),
        links_more=content.links_more + len(content.links) - len(links),
        mails=mails,
        mails_more=content.mails_more + len(content.mails) - len(mails),
    )


def _cut_part(part: UnitPart, detail: Detail) -> UnitPart:
    """Flagged figures always stay; the others collapse to a number when they are many."""
    clear = part.clear
    listed = len(clear) if len(clear) <= detail.clear else max(detail.clear - 5, 0)
    kept = {id(line) for line in (*clear[:listed], *part.flagged[: detail.flagged])}
    figures = tuple(_cut_line(line, detail) for line in part.figures if id(line) in kept)
    remarks = tuple(_end(text, detail.flag) for text in part.remarks[: detail.remarks])
    changed = part.changed[: detail.changed]
    later = part.later[: detail.later]
    return replace(
        part,
        figures=figures,
        figures_more=part.figures_more + len(clear) - listed,
        flagged_more=max(len(part.flagged) - detail.flagged, 0),
        remarks=remarks,
        remarks_more=part.remarks_more + len(part.remarks) - len(remarks),
        changed=changed,
        changed_more=part.changed_more + len(part.changed) - len(changed),
        later=later,
        later_more=part.later_more + len(part.later) - len(later),
    )


def _cut_line(line: FigureLine, detail: Detail) -> FigureLine:
    return replace(
        line,
        label=_end(line.label, detail.label),
        shown=_end(line.shown, detail.label),
        flags=tuple(_end(flag, detail.flag) for flag in line.flags[: max(detail.flag // 16, 1)]),
        notes=line.notes if detail.clear else (),
    )


def _end(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _middle(text: str, limit: int) -> str:
    tail = limit // 3
    return text if len(text) <= limit else f"{text[: limit - tail - 1]}…{text[-tail:]}"
