"""Letters that may have gone out before: the store can be older than what was done with it.

A restored backup, or a store begun anew, fetches mails again that were answered long ago. What was
sent then lies in the account's folder of sent mail and says which mails it answers.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from mailbot.receipts.headers import answered_mails, is_our_message_id
from mailbot.receipts.in_flight import server_files
from mailbot.receipts.sent import SentFolder, SentFolderError, SentLetter
from store.database import writing
from store.outbox import OutboxRow, claim, mark_retry, mark_uncertain
from store.restoring import restored_at
from store.times import from_text, to_text

FOUND = "在“已发送”中找到"
ANSWERED = "以前已发出，没有再发"
UNSURE = "恢复备份之前收到的邮件，“已发送”里没有找到回执，无法确定是否答复过，请核对后标记或重发"
WAITING = "恢复备份后要先查看“已发送”，暂时看不了，稍后再试"

_SLACK = timedelta(days=1)
_LOOK_AGAIN = timedelta(minutes=15)
_PATIENCE = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mail:
    """A mail that a letter answers."""

    mark: str
    header_message_id: str
    received_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The letters that may go out, and how many wait for a person now."""

    rows: tuple[OutboxRow, ...]
    uncertain: int = 0


def check_before(
    db: Database, rows: Sequence[OutboxRow], folder: SentFolder | None, now: datetime
) -> Checked:
    """Leave out what was sent already, and what a restored store cannot know it did not send.

    Only letters never tried before are looked for: a person's `resend` is a person's word.
    """
    untried = [row for row in rows if row.attempts == 0 and row.kind in ("receipt", "reminder")]
    if not untried:
        return Checked(rows=tuple(rows))
    mails = {row.id: _mails_of(db, row) for row in untried}
    times = [one.received_at for found in mails.values() for one in found]
    sent = _sent_since(folder, min([*times, now]) - _SLACK)
    since = restored_at(db)
    free, uncertain = [], 0
    for row in rows:
        letter = _sent_before(row, mails.get(row.id, ()), sent or ())
        if row.id not in mails:
            free.append(row)
        elif letter is not None:
            _mark_found(db, row, letter)
        elif not _is_doubtful(db, mails[row.id], sent, since):
            free.append(row)
        elif sent is None and now < _queued_at(db, row) + _PATIENCE:
            mark_retry(db, row.id, WAITING, now + _LOOK_AGAIN)
        elif claim(db, row.id, now):
            mark_uncertain(db, row.id, UNSURE, now)
            uncertain += 1
    return Checked(rows=tuple(free), uncertain=uncertain)


def _sent_since(folder: SentFolder | None, moment: datetime) -> tuple[SentLetter, ...] | None:
    """Our own letters among the sent mail; None where that cannot be told."""
    if folder is None:
        return None
    try:
        letters = folder.letters_since(moment)
    except SentFolderError:
        return None
    return tuple(one for one in letters if is_our_message_id(one.header_message_id))


def _mails_of(db: Database, row: OutboxRow) -> tuple[_Mail, ...]:
    """The mails that a letter answers, by the marks it bears; else the one of its row."""
    marks = [mark for name, value in row.extra_headers for mark in answered_mails(name, value)]
    found = db.query(
        "SELECT sha256, header_message_id, received_at FROM messages WHERE id = ?"
        " OR substr(sha256, 1, 16) IN (SELECT value FROM json_each(?))",
        [row.message_id, json.dumps(marks)],
    )
    return tuple(
        _Mail(
            mark=one["sha256"][:16],
            header_message_id=one["header_message_id"],
            received_at=from_text(one["received_at"]),
        )
        for one in found
    )


def _sent_before(
    row: OutboxRow, mails: Iterable[_Mail], sent: Sequence[SentLetter]
) -> SentLetter | None:
    """The letter that was this one; for several mails, the last of those that answered them."""
    same = [one for one in sent if one.header_message_id == row.header_message_id]
    if same:
        return same[0]
    answers = [_answer_to(mail, sent) for mail in mails]
    found = [one for one in answers if one is not None]
    return found[-1] if found and len(found) == len(answers) else None


def _answer_to(mail: _Mail, sent: Iterable[SentLetter]) -> SentLetter | None:
    return next((one for one in sent if _answers(one, mail)), None)


def _answers(letter: SentLetter, mail: _Mail) -> bool:
    """By the marks in the letter; one that bears none is known by what it replies to."""
    if letter.answers:
        return mail.mark in letter.answers
    return bool(mail.header_message_id) and letter.in_reply_to == mail.header_message_id


def _is_doubtful(
    db: Database,
    mails: Sequence[_Mail],
    sent: Sequence[SentLetter] | None,
    since: datetime | None,
) -> bool:
    """Whether some of its mails may have been answered, as far as can be known."""
    answered = [mail for mail in mails if _answer_to(mail, sent or ()) is not None]
    if answered:
        return True
    if since is None or all(mail.received_at > since for mail in mails):
        return False
    return sent is None or not server_files(db)


def _queued_at(db: Database, row: OutboxRow) -> datetime:
    found = next(db.query("SELECT queued_at FROM receipts WHERE id = ?", [row.id]))
    return from_text(found["queued_at"])


def _mark_found(db: Database, row: OutboxRow, letter: SentLetter) -> None:
    """The row becomes the letter that was sent, so that answers to it and bounces find it."""
    with writing(db):
        db.execute(
            "UPDATE receipts SET state = 'sent', reason = ?, smtp_reply = ?, sent_at = ?"
            " WHERE id = ? AND state = 'queued'",
            [ANSWERED, FOUND, to_text(letter.filed_at), row.id],
        )
        db.execute(
            "UPDATE OR IGNORE receipts SET header_message_id = ? WHERE id = ?",
            [letter.header_message_id, row.id],
        )
