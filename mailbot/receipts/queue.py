"""A recorded mail's receipt into the outbox, if it gets one: policy, content, letter, row."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from sqlite_utils import Database

from mailbot.config.model import Configuration
from mailbot.receipts.compose import compose
from mailbot.receipts.content import ReceiptContent
from mailbot.receipts.gather import combined_content, receipt_content
from mailbot.receipts.headers import derive_reference
from mailbot.receipts.policy import Answer, AnswerFacts, decide, kind_of
from mailbot.receipts.recent import Recent, recent_answers
from mailbot.receipts.settings import letter_settings
from store.database import writing
from store.outbox import queue
from store.records import ReceiptDraft
from store.times import to_text

_SHOWN_TO_STAFF = frozenset(
    {"sender_cap", "repeated", "said_enough", "bad_address", "no_reply", "forged"}
)
"""Refusals that leave a suppressed row, because a person might want the letter sent after all."""

WAITS = "等待合并答复"
"""The `reason` of a suppressed receipt that the next combined one answers."""

_COMBINED_EVERY = timedelta(hours=1)


def queue_receipt(
    db: Database,
    message_id: int,
    facts: AnswerFacts,
    config: Configuration,
    now: datetime,
    *,
    thread_ids: tuple[str, ...] = (),
) -> int | None:
    """Decide about a recorded mail and queue its receipt; the row's id, None when there is none.

    Call it in the transaction that records the mail. The counters in `facts` are filled in here.
    """
    facts = with_history(db, message_id, facts, config, now)
    answer = decide(facts)
    kind = answer.kind or kind_of(facts)
    if kind is None or (answer.kind is None and answer.reason not in _SHOWN_TO_STAFF):
        return None
    content = receipt_content(db, message_id, config, kind=kind, now=now, thread_ids=thread_ids)
    return queue(db, _draft(db, content, config, answer), now)


def with_history(
    db: Database, message_id: int, facts: AnswerFacts, config: Configuration, now: datetime
) -> AnswerFacts:
    """The facts with what was sent to this address in the last day."""
    recent: Recent = recent_answers(db, message_id, facts.from_address, now)
    return replace(
        facts,
        enabled=facts.enabled and config.receipts.enabled,
        unknown_senders=config.receipts.unknown_senders,
        already_answered=facts.already_answered or recent.already_answered,
        bad_address=facts.bad_address or recent.bad_address,
        first_from_sender=recent.first,
        sender_receipts=recent.receipts,
        empty_answers=recent.empty,
        same_content_answers=recent.same_content,
        sender_cap=config.limits.receipts_per_sender_per_day,
    )


def _draft(
    db: Database, content: ReceiptContent, config: Configuration, answer: Answer
) -> ReceiptDraft:
    seed = f"{content.kind}/{content.message_sha256}/{len(content.mails)}"
    reference = derive_reference(seed, lambda one: _is_taken(db, one))
    draft = compose(replace(content, reference=reference), settings=letter_settings(config))
    if answer.kind is not None:
        return draft
    reason = WAITS if answer.wait else answer.reason_text
    return replace(draft, state="suppressed", reason=reason)


def _is_taken(db: Database, reference: str) -> bool:
    return bool(list(db.query("select 1 from receipts where reference = ? limit 1", [reference])))


def queue_combined(db: Database, config: Configuration, now: datetime) -> list[int]:
    """One letter to each sender whose mails wait over the cap, at most one an hour.

    Call it before each round of delivery.
    """
    with writing(db):
        return [
            _combine(db, message_ids, config, now)
            for address, message_ids in _waiting(db).items()
            if not _had_combined(db, address, now - _COMBINED_EVERY)
        ]


def _combine(db: Database, message_ids: list[int], config: Configuration, now: datetime) -> int:
    content = combined_content(db, message_ids, config, now=now)
    row = queue(db, _draft(db, content, config, Answer(kind="report")), now)
    for one in message_ids:
        db.execute(
            "update receipts set reason = '已合并答复'"
            " where state = 'suppressed' and reason = ? and message_id = ?",
            [WAITS, one],
        )
    return row


def _waiting(db: Database) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in db.query(
        "select to_address, message_id from receipts where state = 'suppressed' and reason = ?"
        " order by id",
        [WAITS],
    ):
        found.setdefault(row["to_address"].lower(), []).append(row["message_id"])
    return found


def _had_combined(db: Database, address: str, since: datetime) -> bool:
    """Whether a letter that answers several mails was queued for this address lately."""
    return bool(
        list(
            db.query(
                "select 1 from receipts where kind = 'receipt' and lower(to_address) = ?"
                " and state <> 'suppressed' and body like '%以下各封均已收到%'"
                " and queued_at >= ? limit 1",
                [address, to_text(since)],
            )
        )
    )
