"""A unit's figures as it reads them in a receipt, with what is to be checked beside each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from mailbot.receipts.content import FigureLine
from mailbot.receipts.later import standing_figures
from mailbot.receipts.plain import one_line

Row = Mapping[str, Any]

STAFF_ONLY = frozenset(
    {"unverified_sender", "forged_sender", "reused_message_id", "unknown_unit"}
    | {"unknown_unit_named", "unit_conflict", "stranger_replaces", "second_form", "late"}
    | {"correction_outdated", "superseded", "offered_link", "unknown_label", "blank_field"}
    | {"hidden_sheet", "newer_blank", "later_mail"}
)
"""Findings that are no business of the sender, or that the receipt tells in its own way."""

_EXPLAINING = frozenset({"approximate", "combined_value", "derived", "reply_figure"})
_LONGEST_LABEL = 40
_LONGEST_TEXT = 120


def figure_lines(db: Database, submission_id: int, findings: Sequence[Row]) -> list[FigureLine]:
    """The figures of a submission in the form's order; fields missing in it where that is told."""
    told = _by_field(findings)
    lines: list[FigureLine] = []
    seen: set[str] = set()
    for figure in _figures(db, submission_id):
        key = figure["field_key"]
        if key in seen:
            continue
        seen.add(key)
        line = _line(figure, told[key])
        if line.shown or line.flags:
            lines.append(line)
    lines.extend(_absent(db, told, seen))
    return lines


def _figures(db: Database, submission_id: int) -> Iterable[Row]:
    return db.query(
        "select f.*, coalesce(form.label, f.label) as form_label from figures f"
        " left join form_fields form on form.key = f.field_key"
        " where f.submission_id = ? and f.field_key is not null"
        " order by form.position, f.rank, f.id",
        [submission_id],
    )


def _by_field(findings: Sequence[Row]) -> dict[str, list[Row]]:
    told: dict[str, list[Row]] = defaultdict(list)
    for one in findings:
        if one["field_key"] and one["code"] not in STAFF_ONLY:
            told[one["field_key"]].append(one)
    return told


def _line(figure: Row, findings: Sequence[Row]) -> FigureLine:
    names = (figure["form_label"], figure["label"])
    return FigureLine(
        label=one_line(figure["form_label"], _LONGEST_LABEL),
        shown=shown_value(figure),
        flags=_told(findings, names, flagged=True),
        notes=_told(findings, names, flagged=False),
    )


def _absent(db: Database, told: Mapping[str, list[Row]], seen: set[str]) -> Iterable[FigureLine]:
    """Fields that a finding names although the form has no figure for them."""
    for field in db.query("select key, label from form_fields order by position"):
        if field["key"] in seen or field["key"] not in told:
            continue
        flags = _told(told[field["key"]], (field["label"],), flagged=True)
        if flags:
            yield FigureLine(label=one_line(field["label"], _LONGEST_LABEL), shown="", flags=flags)


def _told(findings: Sequence[Row], names: Iterable[str], *, flagged: bool) -> tuple[str, ...]:
    wanted = [
        one
        for one in findings
        if (one["severity"] in ("warning", "error")) == flagged
        and (flagged or one["code"] in _EXPLAINING)
    ]
    told = (_without_label(one["message"], names) for one in wanted)
    return tuple(dict.fromkeys(one_line(text, _LONGEST_TEXT) for text in told))


def _without_label(message: str, names: Iterable[str]) -> str:
    """The line begins with the label already."""
    for name in (part for whole in names for part in (whole, whole.rpartition("/")[2])):
        if name and message.startswith(f"{name}："):
            return message.removeprefix(f"{name}：")
    return message


def shown_value(figure: Row) -> str:
    """A value with its unit of measure as text, '' where there is none to show."""
    if figure["state"] == "none":
        return "无"
    if figure["state"] != "value":
        return ""
    if figure["value"] is None:
        return one_line(figure["value_text"] or "", _LONGEST_LABEL)
    return f"{_number(figure['value'])} {one_line(figure['unit_measure'] or '', 10)}".rstrip()


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else f"{value:.10g}"


def changed_lines(db: Database, submission: Row) -> tuple[str, ...]:
    """What this submission changed against the unit's earlier accepted ones, field by field.

    Where a later mail stands it changed nothing.
    """
    standing = standing_figures(db, submission)
    before = {row["field_key"]: row for row in _earlier(db, submission)}
    lines: dict[str, str] = {}
    for figure in _figures(db, submission["id"]):
        old = before.get(figure["field_key"])
        new = shown_value(figure)
        if old is None or not new or figure["field_key"] in {*lines, *standing}:
            continue
        was = shown_value(old)
        changed = f"{one_line(figure['form_label'], _LONGEST_LABEL)}：由 {was} 改为 {new}"
        lines[figure["field_key"]] = changed if was != new else ""
    return tuple(line for line in lines.values() if line)


def _earlier(db: Database, submission: Row) -> Iterable[Row]:
    return db.query(
        "select f.* from figures f join submissions s on s.id = f.submission_id"
        " where s.reporting_unit = ? and s.id <> ? and s.state in ('accepted', 'superseded')"
        " and s.received_at <= ? and f.field_key is not null and f.state in ('value', 'none')"
        " order by s.received_at, s.id, f.rank desc, f.id desc",
        [submission["reporting_unit"], submission["id"], submission["received_at"]],
    )
