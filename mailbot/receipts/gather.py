"""A receipt's content out of the store, after its mail was recorded (same transaction)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlite_utils import Database

from mailbot.config.model import Configuration
from mailbot.receipts.content import ContentKind, MailLine, ReceiptContent, UnitPart
from mailbot.receipts.figures import STAFF_ONLY, changed_lines, figure_lines
from mailbot.receipts.files import file_lines, link_lines, local_time
from mailbot.receipts.later import later_lines
from mailbot.receipts.plain import one_line
from store.asking import unit_status
from store.times import from_text

Row = Mapping[str, Any]


def receipt_content(
    db: Database,
    message_id: int,
    config: Configuration,
    *,
    kind: ContentKind,
    now: datetime,
    thread_ids: tuple[str, ...] = (),
) -> ReceiptContent:
    """What a receipt for this mail says; its `reference` is still to be given.

    To an address that is not on the roster it speaks of this mail's content alone.
    """
    message = _message(db, message_id)
    submissions = _submissions(db, message_id) if kind == "report" else []
    labels = {one.key: one.label for one in config.materials}
    received_at = from_text(message["received_at"])
    deadline, before = deadline_texts(config)
    units = tuple(_part(db, one, message, config) for one in submissions)
    return ReceiptContent(
        kind=kind,
        to_address=message["from_address"],
        subject=one_line(message["subject"] or "", 60),
        received=local_time(received_at, config.campaign.zone),
        campaign_title=one_line(config.campaign.title, 40),
        contact=one_line(config.campaign.contact or "", 80),
        header_message_id=message["header_message_id"] or "",
        thread_ids=thread_ids,
        message_id=message_id,
        message_sha256=message["sha256"],
        reporting_unit=_first_unit(db, message_id),
        deadline=deadline,
        before_deadline=before,
        is_past_deadline=now > config.campaign.deadline_at,
        is_late=received_at > config.campaign.deadline_at,
        units=units,
        files=file_lines(db, message_id, labels, undecided=kind == "neutral"),
        links=link_lines(db, message_id, config.campaign.zone),
        example=example_answer(config, [line.label for part in units for line in part.flagged]),
    )


def combined_content(
    db: Database, message_ids: list[int], config: Configuration, *, now: datetime
) -> ReceiptContent:
    """One receipt for several mails of one sender: the newest one's content under their list."""
    newest = receipt_content(db, message_ids[-1], config, kind="report", now=now)
    messages = [_message(db, one) for one in message_ids]
    mails = [_mail_line(db, one, config) for one in messages]
    return ReceiptContent(
        kind="combined",
        to_address=newest.to_address,
        subject=newest.subject,
        received=newest.received,
        campaign_title=newest.campaign_title,
        contact=newest.contact,
        header_message_id=newest.header_message_id,
        message_id=newest.message_id,
        message_sha256=newest.message_sha256,
        answered=tuple(one["sha256"] for one in messages),
        reporting_unit=newest.reporting_unit,
        deadline=newest.deadline,
        before_deadline=newest.before_deadline,
        is_past_deadline=newest.is_past_deadline,
        units=newest.units,
        mails=tuple(mails),
        example=newest.example,
    )


def _message(db: Database, message_id: int) -> Row:
    return next(iter(db.query("select * from messages where id = ?", [message_id])))


def _mail_line(db: Database, message: Row, config: Configuration) -> MailLine:
    names = [_unit_name(config, row) for row in _submissions(db, message["id"])]
    return MailLine(
        received=local_time(from_text(message["received_at"]), config.campaign.zone),
        subject=one_line(message["subject"] or "", 30),
        reporting_units="、".join(names),
        files=len(file_lines(db, message["id"], {}, undecided=False)),
    )


def _submissions(db: Database, message_id: int) -> list[Row]:
    return list(
        db.query("select * from submissions where message_id = ? order by id", [message_id])
    )


def _first_unit(db: Database, message_id: int) -> str | None:
    return next((row["reporting_unit"] for row in _submissions(db, message_id)), None)


def _unit_name(config: Configuration, submission: Row) -> str:
    code: str = submission["reporting_unit"]
    names = {one.code: one.name for one in config.roster_rows()}
    return one_line(names.get(code, code), 40)


def _part(db: Database, submission: Row, message: Row, config: Configuration) -> UnitPart:
    address = message["from_address"].lower()
    owners = {mail.lower(): one.code for one in config.roster_rows() for mail in one.emails}
    code = submission["reporting_unit"]
    findings = _findings(db, submission)
    missing = tuple(unit_status(db, code).missing) if address in owners else ()
    is_own = owners.get(address) == code
    return UnitPart(
        name=_unit_name(config, submission),
        figures=tuple(figure_lines(db, submission["id"], findings)),
        remarks=_remarks(findings),
        changed=changed_lines(db, submission) if is_own else (),
        later=later_lines(
            db, submission, config.campaign.zone, only_from="" if is_own else address
        ),
        missing=tuple(one_line(label, 40) for label in missing),
        not_in_mail=() if address in owners else _not_in_mail(db, submission, config),
        complete=address in owners and not missing,
        to_be_accepted=submission["state"] == "review",
        zero_report=bool(submission["is_zero_report"]),
    )


def _findings(db: Database, submission: Row) -> list[Row]:
    return list(
        db.query(
            "select * from findings where submission_id = ? and resolved_at is null order by id",
            [submission["id"]],
        )
    )


def _remarks(findings: list[Row]) -> tuple[str, ...]:
    """What is to be checked about files and forms as a whole."""
    wanted = (
        one["message"]
        for one in findings
        if not one["field_key"]
        and one["severity"] in ("warning", "error")
        and one["code"] not in STAFF_ONLY
    )
    return tuple(dict.fromkeys(one_line(text, 120) for text in wanted))


def _not_in_mail(db: Database, submission: Row, config: Configuration) -> tuple[str, ...]:
    if submission["is_zero_report"]:
        return ()
    brought = {
        row["material"]
        for row in db.query(
            "select material from submission_files where submission_id = ?", [submission["id"]]
        )
    }
    return tuple(
        one_line(one.label, 40)
        for one in config.materials
        if one.required and one.key not in brought
    )


def deadline_texts(config: Configuration) -> tuple[str, str]:
    """The deadline as a date, and as the phrase that asks for something by it."""
    deadline = config.campaign.deadline
    local = config.campaign.deadline_at.astimezone(config.campaign.zone)
    day = f"{local.year}年{local.month}月{local.day}日"
    if not isinstance(deadline, datetime):
        return day, f"{day}前（含当日）"
    return f"{day} {local:%H:%M}", f"{day} {local:%H:%M} 前"


def example_answer(config: Configuration, doubtful: Sequence[str] = ()) -> str:
    """The line that shows how a figure is corrected, with a doubtful field where there is one.

    It holds no number: quoted without a quotation mark it must not be read as one.
    """
    fields = [field for field in config.form.fields if field.type != "text"]
    wanted = [field for field in fields if one_line(field.label, 40) in doubtful]
    for field in (*wanted, *fields):
        return f"{one_line(field.label, 30)}为××{one_line(field.unit_measure, 10)}"
    return "参加人数为××人次"
