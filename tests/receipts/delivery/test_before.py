"""What may have gone out before the store can remember is not sent again; a real SMTP server."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlite_utils import Database

from mailbot.receipts.headers import ANSWERS, answers_header, derive_message_id
from mailbot.receipts.sent import FILED_BY_SERVER, SentFolderError, SentLetter
from store.blobs import Blob
from store.database import open_store
from store.ledger import keep_message
from store.outbox import mark_sent, queue, requeue
from store.records import ReceiptDraft, ReceiptKind, Sighting
from store.restoring import begin_after_restore, mark_copy
from tests.receipts.delivery.test_delivery import NOW, deliver, states

if TYPE_CHECKING:
    from tests.servers.smtp import SmtpServer

BEFORE, AFTER = NOW - timedelta(hours=5), NOW + timedelta(minutes=1)
RESTORED = NOW


def sha256(number: int) -> str:
    return f"{number:064x}"[::-1]


@dataclass
class Past:
    """A store whose mails are numbered, and what lies among the sent mail."""

    db: Database
    post: SmtpServer
    letters: list[SentLetter] = field(default_factory=list)
    broken: bool = False
    asked: list[datetime] = field(default_factory=list)

    def receive(self, number: int, at: datetime = BEFORE) -> int:
        """A mail is in the store."""
        seen = Sighting(source="imap:x", folder="INBOX", uid=number, seen_at=at)
        blob = Blob(sha256=sha256(number), canonical_sha256=sha256(number), size=1)
        row, _ = keep_message(
            self.db, blob=blob, sighting=seen, received_at=at, received_local="2022-06-10 11:00"
        )
        self.db.execute(
            "UPDATE messages SET header_message_id = ? WHERE id = ?",
            [f"<{number}@unit.example>", row],
        )
        return row

    def queue(self, *numbers: int, kind: ReceiptKind = "receipt", marked: bool = True) -> int:
        """A letter that answers these mails waits; its row."""
        answered = answers_header(sha256(one) for one in numbers)
        draft = ReceiptDraft(
            kind=kind,
            to_address="edu@unit.example",
            subject="x",
            body="x\n",
            header_message_id=message_id(f"{kind}{numbers}"),
            reference=f"R-{numbers}",
            message_id=self.row_of(numbers[-1]) if kind == "receipt" else None,
            extra_headers=(answered,) if marked else (),
        )
        return queue(self.db, draft, NOW)

    def row_of(self, number: int) -> int:
        rows = self.db.query("SELECT id FROM messages WHERE sha256 = ?", [sha256(number)])
        return int(next(rows)["id"])

    def sent(self, *numbers: int, **more: Any) -> None:
        """A letter that answers these mails lies among the sent mail."""
        letter = SentLetter(
            header_message_id=message_id(f"before{numbers}"),
            in_reply_to=f"<{numbers[-1]}@unit.example>",
            answers=tuple(sha256(one)[:16] for one in numbers),
            filed_at=BEFORE,
        )
        self.letters.append(replace(letter, **more))

    def restore(self) -> None:
        """A backup became this store."""
        assert isinstance(self.db.conn, sqlite3.Connection)
        mark_copy(self.db.conn, BEFORE)
        begin_after_restore(self.db, RESTORED)

    def deliver(self, now: datetime = NOW + timedelta(minutes=2)) -> Any:
        return deliver(self.db, self.post, now, sent_folder=self)

    def contains(self, header_message_id: str) -> bool:
        return header_message_id in {one.header_message_id for one in self.letters}

    def letters_since(self, moment: datetime) -> tuple[SentLetter, ...]:
        self.asked.append(moment)
        if self.broken:
            raise SentFolderError
        return tuple(self.letters)

    def file_copy(self, raw: bytes) -> None:
        del raw


def message_id(seed: str) -> str:
    return derive_message_id(seed, "office@inbox.example")


@pytest.fixture
def past(tmp_path: Path, post: SmtpServer) -> Past:
    return Past(open_store(tmp_path / "store.db"), post)


def same_id(past: Past) -> None:
    past.sent(1, header_message_id=message_id("receipt(1,)"), answers=(), in_reply_to="")


FOUND: dict[str, Callable[[Past], None]] = {
    "its-own-message-id": same_id,
    "the-mark": lambda past: past.sent(1, in_reply_to=""),
    "one-of-several-marks": lambda past: past.sent(3, 1, 2),
    "in-reply-to-without-marks": lambda past: past.sent(1, answers=()),
}
NOT_FOUND: dict[str, Callable[[Past], None]] = {
    "nothing": lambda past: past.letters.clear(),
    "another-mail": lambda past: past.sent(2),
    "a-persons-own-answer": lambda past: past.sent(1, header_message_id="<1@web.example>"),
    "another-mail-with-the-same-message-id": lambda past: past.sent(
        2, in_reply_to="<1@unit.example>"
    ),
}


@pytest.mark.parametrize("restored", [True, False])
@pytest.mark.parametrize("case", FOUND)
def test_a_mail_that_a_sent_letter_answers_is_not_answered_again(
    past: Past, case: str, restored: bool
) -> None:
    """Restored or not; the row becomes the letter that was sent."""
    past.receive(1)
    past.queue(1)
    FOUND[case](past)
    if restored:
        past.restore()
    assert past.deliver().sent == 0
    row = next(past.db.query("SELECT * FROM receipts"))
    assert (row["state"], row["sent_at"]) == ("sent", "2022-06-10T03:00:00Z")
    assert row["header_message_id"] == past.letters[0].header_message_id
    assert past.post.box == []
    assert past.asked == [BEFORE - timedelta(days=1)]


@pytest.mark.parametrize("case", NOT_FOUND)
def test_what_is_no_proof_leaves_it_to_a_person_after_a_restore(past: Past, case: str) -> None:
    past.receive(1)
    past.queue(1)
    NOT_FOUND[case](past)
    past.restore()
    assert past.deliver().uncertain == 1
    past.deliver(NOW + timedelta(days=3))
    assert (states(past.db), past.post.box) == (["uncertain"], [])


@pytest.mark.parametrize("case", NOT_FOUND)
def test_a_store_that_was_never_restored_sends_what_is_not_found(past: Past, case: str) -> None:
    past.receive(1)
    past.queue(1)
    NOT_FOUND[case](past)
    assert past.deliver().sent == 1


def test_mail_received_after_the_restore_is_answered_as_ever(past: Past) -> None:
    past.restore()
    past.receive(1, AFTER)
    past.queue(1)
    assert past.deliver().sent == 1


def test_a_missing_copy_proves_something_where_the_server_files_all(past: Past) -> None:
    past.receive(1)
    past.receive(2)
    past.queue(1)
    mark_sent(past.db, past.queue(2), "250 ok", BEFORE)
    past.db.execute("UPDATE receipts SET reason = ? WHERE state = 'sent'", [FILED_BY_SERVER])
    past.restore()
    assert past.deliver().sent == 1


def test_a_folder_that_cannot_be_read_delays_the_letter_a_day_at_most(past: Past) -> None:
    past.receive(1)
    past.queue(1)
    past.restore()
    past.broken = True
    past.deliver()
    assert states(past.db) == ["queued"]
    assert past.deliver(NOW + timedelta(minutes=3)).uncertain == 0
    assert len(past.asked) == 1, "not before a quarter of an hour is over"
    assert past.deliver(NOW + timedelta(hours=25)).uncertain == 1
    assert past.post.box == []


def test_a_folder_that_cannot_be_read_delays_nothing_in_a_store_never_restored(
    past: Past,
) -> None:
    past.receive(1)
    past.queue(1)
    past.broken = True
    assert past.deliver().sent == 1


def test_a_person_who_sends_it_again_is_obeyed(past: Past) -> None:
    past.receive(1)
    row = past.queue(1)
    past.restore()
    past.deliver()
    assert requeue(past.db, row, NOW)
    assert past.deliver().sent == 1


@pytest.mark.parametrize(
    ("answered", "state"), [((1, 2), "sent"), ((1,), "uncertain"), ((), "sent")]
)
def test_a_combined_letter_goes_by_all_its_mails(
    past: Past, answered: tuple[int, ...], state: str
) -> None:
    """All were answered: it went out. Some were: a person looks. None: it is sent now."""
    for number in (1, 2):
        past.receive(number)
    past.queue(1, 2)
    for number in answered:
        past.sent(number)
    past.deliver()
    assert states(past.db) == [state]
    assert len(past.post.box) == (0 if answered else 1)


def test_a_reminder_is_known_by_its_message_id_alone(past: Past) -> None:
    past.receive(1)
    past.restore()
    past.queue(1, kind="reminder", marked=False)
    past.queue(2, kind="reminder", marked=False)
    past.sent(9, header_message_id=message_id("reminder(1,)"))
    assert past.deliver().sent == 1
    assert states(past.db) == ["sent", "sent"]


def test_a_letter_bears_the_marks_of_the_mails_it_answers(past: Past) -> None:
    past.receive(1)
    past.queue(1)
    past.deliver()
    (letter,) = past.post.box
    assert f"{ANSWERS}: {sha256(1)[:16]}".encode() in letter.raw
