"""From a read mail to its record: pure, and under a person's word."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mailbot.pipeline.assemble import Arrival, understand
from mailbot.pipeline.reading import ReadMail
from parsers.findings import finding
from store.decisions import MessageDecisions
from store.records import MessageRecord
from tests.pipeline.made import NOON, around, file, form, mail
from tests.pipeline.test_materials import MATERIALS
from tests.pipeline.test_submissions import EDU, TWO, XLSX

ARRIVAL = Arrival(
    folder="INBOX",
    received_at=NOON,
    received_local="2022-06-10 12:00",
    own_addresses=("office@inbox.example",),
    proven_before=False,
    thread_unit=None,
    answers_receipt=False,
    reused=False,
    decided=MessageDecisions(),
)


def record(read: ReadMail, **arrival: Any) -> MessageRecord:
    return understand(
        read,
        replace(ARRIVAL, **arrival),
        around(),
        materials=MATERIALS,
        campaign_words=("科技活动周",),
    ).record


@pytest.mark.parametrize("read", [TWO, mail(XLSX), mail(file("a.docx")), mail()], ids=str)
def test_the_same_mail_gives_the_same_record(read: ReadMail) -> None:
    assert record(read) == record(read)


def test_a_forged_roster_sender_waits_for_a_person_and_is_told() -> None:
    read = mail(XLSX, from_address=EDU, sender_check="fail")
    forged = record(read, proven_before=True)
    assert (forged.state, forged.sender_verified, forged.submissions) == ("review", False, ())
    assert [one.finding.code for one in forged.findings] == ["forged_sender"]
    doubtful = record(read)
    assert (doubtful.state, doubtful.sender_verified) == ("recorded", None)
    known = record(read, proven_before=True, decided=MessageDecisions(assigned="edu"))
    assert known.state == "recorded"


@pytest.mark.parametrize(
    ("read", "decided", "state"),
    [
        (mail(XLSX), MessageDecisions(ignored=True), "ignored"),
        (mail(file("a.docx")), MessageDecisions(assigned="edu", reopened=True), "recorded"),
        (mail(is_bounce=True, from_address=EDU), MessageDecisions(reopened=True), "recorded"),
        (mail(is_bounce=True), MessageDecisions(reopened=True), "review"),
        (mail(XLSX, from_address=EDU), MessageDecisions(reopened=True), "recorded"),
    ],
)
def test_a_persons_word_on_a_mail_stands_above_the_rules(
    read: ReadMail, decided: MessageDecisions, state: str
) -> None:
    assert record(read, decided=decided).state == state


def test_a_mail_for_a_person_keeps_all_that_was_found_in_it() -> None:
    fault = finding("encrypted", filename="总结.docx")
    read = mail(file("总结.docx", state="encrypted", findings=(fault,)), file("a.xlsx", form("")))
    made = record(read, reused=True)
    assert made.state == "review"
    assert [(one.finding.code, one.attachment) for one in made.findings] == [
        ("reused_message_id", None),
        ("unknown_unit", None),
        ("encrypted", 0),
    ]
    assert len(made.attachments) == 2
