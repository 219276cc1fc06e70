"""Who must not be answered, who must be answered once, and loops that end."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from mailbot.receipts.policy import REFUSALS, AnswerFacts, decide

RECEIVED = datetime(2022, 6, 10, 8, 0, tzinfo=UTC)
ROSTER = AnswerFacts(
    from_address="edu@unit.example",
    received_at=RECEIVED,
    own_addresses=("office@inbox.example",),
    on_roster=True,
    unit_found=True,
    has_office_file=True,
    brings_new=True,
    recognised=True,
)
STRANGER = replace(
    ROSTER, from_address="x@stranger.example", on_roster=False, unit_found=False, recognised=False
)
BY_FORM = replace(ROSTER, from_address="clerk@home.example", on_roster=False)
PLAIN = replace(ROSTER, has_office_file=False, brings_new=False, recognised=False)

MACHINE_MARKS = (
    "Auto-Submitted: auto-replied",
    "Auto-Submitted: auto-generated",
    "Auto-Submitted: auto-notified; owner-email=x",
    "List-Id",
    "List-Unsubscribe",
    "List-Post",
    "Precedence: bulk",
    "Precedence: list",
    "Precedence: junk",
    "Precedence: auto_reply",
    "X-Auto-Response-Suppress",
    "X-Autoreply",
    "X-Autorespond",
    "X-Autoresponder",
    "X-Loop",
    "X-QQ-AUTO-REPLY",
    "X-QQ-HolidayReply",
    "subject 自动回复:",
    "subject 自动回复：",
    "subject （自动回复）",
    "subject [自动回复]",
    "subject Automatic reply",
    "subject Out of Office",
    "subject 回执（已显示）",
    "subject 发信方已撤回邮件",
    "null sender",
    "multipart/report",
)
MACHINE_ADDRESSES = (
    "mailer-daemon@unit.example",
    "MAILER-DAEMON@unit.example",
    "postmaster@unit.example",
    "owner-news@unit.example",
    "news-request@unit.example",
    "sender+auto_=x@unit.example",
)
NO_REPLY_ADDRESSES = (
    "noreply@unit.example",
    "no-reply@unit.example",
    "No_Reply@unit.example",
    "donotreply@unit.example",
    "do-not-reply@unit.example",
    "system.noreply.1@unit.example",
)
BROKEN_ADDRESSES = (
    "",
    "nobody",
    "<>",
    "a b@unit.example",
    "a@b@unit.example",
    "a@unit.example\r\nBcc: x@unit.example",
    "a@unit.example,b@unit.example",
    "用户@unit.example",
    "a" * 250 + "@unit.example",
)

NOT_ANSWERED: list[tuple[str, AnswerFacts]] = [
    *(("machine", replace(ROSTER, automatic_marks=(mark,))) for mark in MACHINE_MARKS),
    *(("machine", replace(ROSTER, from_address=one)) for one in MACHINE_ADDRESSES),
    *(("no_reply", replace(ROSTER, from_address=one)) for one in NO_REPLY_ADDRESSES),
    *(("no_address", replace(ROSTER, from_address=one)) for one in BROKEN_ADDRESSES),
    ("machine", replace(STRANGER, automatic_marks=("List-Id",))),
    ("machine", replace(BY_FORM, automatic_marks=("Precedence: bulk",))),
    ("bounce", replace(ROSTER, is_bounce=True)),
    ("own_address", replace(ROSTER, from_address="office@inbox.example")),
    ("own_address", replace(ROSTER, from_address="Office@Inbox.example")),
    ("forged", replace(ROSTER, forged=True)),
    ("bad_address", replace(ROSTER, bad_address=True)),
    ("duplicate", replace(ROSTER, duplicate=True)),
    ("answered", replace(ROSTER, already_answered=True)),
    ("receipts_off", replace(ROSTER, enabled=False)),
    ("imported", replace(ROSTER, wanted=False)),
    ("not_taken_up", replace(ROSTER, taken_up=False)),
    ("backlog", replace(ROSTER, not_before=RECEIVED + timedelta(seconds=1))),
    ("acknowledgement", replace(PLAIN, acknowledges_notice=True)),
    ("acknowledgement", replace(PLAIN, acknowledges_notice=True, first_from_sender=True)),
    ("reply_without_news", replace(PLAIN, answers_receipt=True)),
    ("reply_without_news", replace(PLAIN, answers_receipt=True, first_from_sender=True)),
    ("reply_without_news", replace(BY_FORM, answers_receipt=True, brings_new=False)),
    ("nothing_new", PLAIN),
    ("nothing_new", replace(PLAIN, on_roster=False, first_from_sender=True)),
    ("nothing_new", replace(STRANGER, brings_new=False)),
    ("unknown_sender", replace(STRANGER, unknown_senders="review")),
    ("unknown_sender", replace(STRANGER, unknown_senders="ignore")),
    ("unknown_sender", replace(STRANGER, junk_folder=True)),
    ("unknown_sender", replace(STRANGER, has_office_file=False)),
    ("repeated", replace(ROSTER, same_content_answers=2)),
    ("said_enough", replace(ROSTER, recognised=False, empty_answers=2)),
    ("said_enough", replace(STRANGER, empty_answers=2)),
    ("sender_cap", replace(ROSTER, sender_receipts=10)),
    ("sender_cap", replace(ROSTER, sender_receipts=40)),
    ("sender_cap", replace(ROSTER, sender_receipts=1, sender_cap=1)),
]

ANSWERED: list[tuple[str, AnswerFacts]] = [
    ("report", ROSTER),
    ("report", BY_FORM),
    ("report", replace(BY_FORM, unknown_senders="ignore")),
    ("report", replace(BY_FORM, unknown_senders="review")),
    ("report", replace(BY_FORM, junk_folder=True)),
    ("report", replace(ROSTER, junk_folder=True)),
    ("report", replace(ROSTER, has_office_file=False)),
    ("report", replace(ROSTER, answers_receipt=True)),
    ("report", replace(ROSTER, first_from_sender=True)),
    ("report", replace(ROSTER, sender_receipts=9)),
    ("report", replace(ROSTER, same_content_answers=1)),
    ("report", replace(ROSTER, empty_answers=5)),
    ("report", replace(ROSTER, not_before=RECEIVED)),
    ("report", replace(ROSTER, not_before=RECEIVED - timedelta(days=3))),
    ("report", replace(ROSTER, from_address="EDU@Unit.Example")),
    ("report", replace(ROSTER, from_address="12345678@mail.example")),
    ("report", replace(ROSTER, from_address="a.b-c_d+e@sub.unit.example")),
    ("report", replace(ROSTER, from_address="reply@unit.example")),
    ("report", replace(ROSTER, from_address="request@unit.example")),
    ("report", replace(ROSTER, acknowledges_notice=True)),
    ("neutral", replace(ROSTER, in_review=True)),
    ("neutral", replace(BY_FORM, in_review=True)),
    ("neutral", STRANGER),
    ("neutral", replace(STRANGER, empty_answers=1)),
    ("unrecognised", replace(ROSTER, recognised=False)),
    ("unrecognised", replace(ROSTER, recognised=False, empty_answers=1)),
    ("unrecognised", replace(PLAIN, first_from_sender=True)),
    ("unrecognised", replace(BY_FORM, recognised=False)),
]


@pytest.mark.parametrize(("reason", "facts"), NOT_ANSWERED)
def test_a_mail_that_must_not_be_answered_is_refused_with_its_reason(
    reason: str, facts: AnswerFacts
) -> None:
    answer = decide(facts)
    assert (answer.kind, answer.reason) == (None, reason)
    assert answer.reason_text == REFUSALS[reason]


@pytest.mark.parametrize(("kind", "facts"), ANSWERED)
def test_a_mail_that_must_be_answered_is(kind: str, facts: AnswerFacts) -> None:
    answer = decide(facts)
    assert (answer.kind, answer.reason, answer.reason_text) == (kind, "", "")


@pytest.mark.parametrize(("_kind", "facts"), ANSWERED)
def test_every_answer_is_given_only_once(_kind: str, facts: AnswerFacts) -> None:
    assert decide(replace(facts, already_answered=True)).reason == "answered"


def test_the_tables_are_as_long_as_promised() -> None:
    """At least sixty mails that get no answer and twenty-five that get one."""
    assert len(NOT_ANSWERED) >= 60
    assert len(ANSWERED) >= 25
    assert {reason for reason, _ in NOT_ANSWERED} == set(REFUSALS)


def test_over_the_cap_only_a_report_waits_for_a_combined_receipt() -> None:
    assert decide(replace(ROSTER, sender_receipts=10)).wait
    assert not decide(replace(ROSTER, sender_receipts=10, recognised=False)).wait


@pytest.mark.parametrize(
    "sender",
    [
        replace(PLAIN, has_office_file=False),
        replace(ROSTER, recognised=False),
        replace(STRANGER),
        replace(BY_FORM, recognised=False),
    ],
    ids=["words", "file-of-a-unit", "file-of-a-stranger", "file-naming-a-unit"],
)
def test_a_robot_with_fresh_subjects_is_silenced_within_three_rounds(sender: AnswerFacts) -> None:
    """It answers every receipt at once, with no marks and nothing that ties it to the receipt."""
    rounds = 0
    while rounds < 20:
        facts = replace(
            sender, first_from_sender=rounds == 0, sender_receipts=rounds, empty_answers=rounds
        )
        if decide(facts).kind is None:
            break
        rounds += 1
    assert rounds < 3


def test_a_robot_that_returns_the_same_report_is_silenced_within_three_rounds() -> None:
    answered = [decide(replace(ROSTER, same_content_answers=n)).kind for n in range(5)]
    assert answered == ["report", "report", None, None, None]
