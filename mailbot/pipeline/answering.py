"""The facts by which it is decided whether, and how, a taken-up mail is answered."""

from __future__ import annotations

from datetime import datetime, timedelta

from mailbot.pipeline.assemble import Understood
from mailbot.pipeline.context import Known
from mailbot.pipeline.reading import ReadMail
from mailbot.pipeline.sorting import has_report, is_junk_folder
from mailbot.pipeline.workshop import Workshop
from mailbot.receipts.policy import AnswerFacts
from store.ledger import PendingMessage
from store.records import SubmissionRecord
from store.runs import first_start


def answer_facts(
    shop: Workshop, message: PendingMessage, read: ReadMail, known: Known, found: Understood
) -> AnswerFacts:
    """What is known of the mail itself; what was sent before is looked up when it is queued."""
    mail, record = read.mail, found.record
    return AnswerFacts(
        from_address=mail.from_address,
        received_at=message.received_at,
        own_addresses=shop.config.own_addresses(),
        automatic_marks=mail.automatic_marks,
        is_bounce=mail.is_bounce,
        on_roster=known.around.roster.by_address(mail.from_address) is not None,
        unit_found=bool(found.match.units),
        forged=found.forged,
        junk_folder=is_junk_folder(known.arrival.folder),
        has_office_file=has_report(read),
        brings_new=found.has_files or any(_brings_news(one, read) for one in record.submissions),
        recognised=any(map(_is_recognised, record.submissions)),
        in_review=record.state == "review",
        taken_up=record.state in ("recorded", "review"),
        acknowledges_notice=record.acknowledges_notice,
        answers_receipt=known.letter is not None,
        wanted=message.receipt_wanted,
        not_before=_backlog_ends(shop, message),
    )


def _backlog_ends(shop: Workshop, message: PendingMessage) -> datetime | None:
    """Mail that lay in the mailbox long before the very first round is not answered."""
    began = first_start(shop.db)
    if began is None or not message.source.startswith("imap:"):
        return None
    return began - timedelta(days=shop.config.receipts.backlog_days)


def _says_something(one: SubmissionRecord) -> bool:
    return bool(one.materials or one.figures or one.is_zero_report)


_IN_WORDS = frozenset({"change_unread", "quoted_form"})
_FEW_WORDS = 200
"""Characters: a mail so short can hold none of our letters, which name fields and numbers too."""


def _brings_news(one: SubmissionRecord, read: ReadMail) -> bool:
    """Also a change told in words, that could not be read."""
    told = any(record.finding.code in _IN_WORDS for record in one.findings)
    return _says_something(one) or (told and len(read.mail.own_text) <= _FEW_WORDS)


_OF_OUR_FORM = frozenset({"blank_form", "form_unreadable"}) | _IN_WORDS


def _is_recognised(one: SubmissionRecord) -> bool:
    """Something in it was meant for this campaign, even where it could not be read."""
    return _says_something(one) or any(f.finding.code in _OF_OUR_FORM for f in one.findings)
