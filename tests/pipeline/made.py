"""Read mails made up in few words, as the reader would hand them over."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from mailbot.pipeline.reading import ReadFile, ReadMail
from mailbot.pipeline.roster import Roster
from mailbot.pipeline.submissions import Surroundings
from parsers.form.definition import FormDefinition, FormField
from parsers.results import FigureReading, FileReading, FormReading, MailReading, Member
from store.records import ReportingUnitRow

NOON = datetime(2022, 6, 10, 4, 0, tzinfo=UTC)
DEADLINE = datetime(2022, 6, 14, 16, 0, tzinfo=UTC) - timedelta(seconds=1)
UNITS = (
    ReportingUnitRow(
        code="edu",
        name="县教育局",
        aliases=("临猗县教育局", "教育局"),
        emails=("edu@unit.example", "clerk@unit.example"),
    ),
    ReportingUnitRow(code="museum", name="县博物馆", aliases=("博物馆",)),
    ReportingUnitRow(code="health", name="县卫健体局", emails=("health@unit.example",)),
    ReportingUnitRow(code="science", name="县科协", aliases=("科协",)),
)
ROSTER = Roster.of(UNITS)
FORM = FormDefinition(
    title="2022年科技活动周开展情况统计表",
    fields=(
        FormField(key="events", label="活动项数", unit_measure="项"),
        FormField(key="people", label="参加人数", unit_measure="人次"),
    ),
    campaign_title="2022年科技活动周",
    years=(2022,),
)


def figures(place: str = "统计表.xlsx!Sheet1!C5", **said: int | None) -> tuple[FigureReading, ...]:
    """Figures of the form; None for a blank cell."""
    labels = {field.key: field.label for field in FORM.fields}
    return tuple(
        FigureReading(
            field_key=key,
            label=labels[key],
            raw="" if value is None else str(value),
            state="blank" if value is None else "value",
            location=place,
            value=None if value is None else Decimal(value),
        )
        for key, value in said.items()
    )


def form(unit: str = "", **more: Any) -> FormReading:
    """A form that names this unit; `said` is what it says."""
    said = more.pop("said", {"events": 12, "people": 980})
    values: dict[str, Any] = {
        "kind": "statistics",
        "title": FORM.title,
        "location": "统计表.xlsx!Sheet1!A1",
        "figures": figures(**said),
    }
    return FormReading(reporting_unit_text=unit, **(values | more))


def file(name: str = "统计表.xlsx", *forms: FormReading, **more: Any) -> ReadFile:
    """A file with these forms in it."""
    families = {"xlsx": "spreadsheet", "docx": "document", "jpg": "image", "zip": "archive"}
    families |= {"pdf": "document", "mp4": "video", "eml": "mail"}
    member = Member(
        spooled="0",
        filename=name,
        media_type="application/octet-stream",
        sha256=more.pop("sha256", hashlib.sha256(name.encode()).hexdigest()),
        size=more.pop("size", 100_000),
        content_id=more.pop("content_id", ""),
        inline=more.pop("inline", False),
    )
    values: dict[str, Any] = {
        "family": families.get(name.rpartition(".")[2], "other"),
        "state": "read",
        "parser": "made",
        "media_type": "application/octet-stream",
    }
    parent = more.pop("parent", None)
    reading = FileReading(forms=tuple(forms), **(values | more))
    return ReadFile(parent=parent, member=member, reading=reading)


def mail(*files: ReadFile, **more: Any) -> ReadMail:
    """A mail with these files; from a stranger, unless told otherwise."""
    values: dict[str, Any] = {
        "header_message_id": "<one@unit.example>",
        "from_address": "somebody@mail.example",
        "from_name": "",
        "subject": "",
        "sent_at": NOON,
        "received_at": NOON,
        "content_sha256": "content",
        "members": tuple(one.member for one in files if one.parent is None),
    }
    return ReadMail(mail=MailReading(**(values | more)), files=tuple(files))


def around(**more: Any) -> Surroundings:
    """What is known beside a mail: nobody reported before, nothing is late."""
    senders: Sequence[str] = more.pop("earlier", ())
    values: dict[str, Any] = {
        "form": FORM,
        "roster": ROSTER,
        "received_at": NOON,
        "deadline_at": DEADLINE,
        "earlier_senders": lambda _code: frozenset(senders),
    }
    return Surroundings(**(values | more))
