"""Taking up kept mails: what one mail's trouble does, and does not, to the others."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

import mailbot.pipeline.taking_up as module
from mailbot.pipeline.reading import ReaderUnavailable, ReadingFailed, ReadMail, Stopped
from mailbot.receipts.queue import queue_receipt
from store.database import StoreError, StoreFull, StoreLocked
from tests.pipeline.made import file, form, mail

if TYPE_CHECKING:
    from pathlib import Path

    from parsers.results import MailReading
    from tests.pipeline.conftest import Bench

EDU = "edu@unit.example"


def report(**said: int) -> ReadMail:
    """The bureau's report, the same mail each time."""
    return mail(
        file("统计表.xlsx", form("县教育局", said=said or {"events": 12})), from_address=EDU
    )


def test_a_report_is_recorded_and_answered(bench: Bench) -> None:
    message_id = bench.take(report(events=12, people=980))
    assert bench.state(message_id) == "recorded"
    assert bench.current("edu") == {"events": 12, "people": 980}
    assert bench.letters() == [EDU]
    assert bench.tries(message_id) == 1


def test_without_an_answer_nothing_is_queued(bench: Bench) -> None:
    message_id = bench.arrive(report())
    assert bench.again(message_id, answer=False) == "recorded"
    assert bench.rows("SELECT * FROM receipts") == []


@pytest.mark.parametrize(
    ("fault", "reason"),
    [(ReadingFailed("读取超时"), "读取超时"), (ValueError("a fault of ours"), "程序出错")],
)
def test_a_mail_that_cannot_be_read_is_tried_three_times_and_stops_none(
    bench: Bench, fault: Exception, reason: str
) -> None:
    broken = bench.arrive(fault)
    bench.wait(minutes=1)
    sound = bench.arrive(report())
    assert (bench.round().failed, bench.state(sound)) == (1, "recorded")
    assert bench.state(broken) == "pending"
    assert bench.round().failed == 1
    assert bench.round().unreadable == 1
    assert (bench.state(broken), bench.tries(broken)) == ("unreadable", 3)
    (row,) = bench.rows('SELECT 内容 FROM "待处理"')
    assert reason in row["内容"]
    assert bench.round().all == 0
    assert len(bench.letters()) == 1


def test_a_mail_that_killed_the_process_three_times_is_unreadable(bench: Bench) -> None:
    """Its tries were counted before they were made."""
    message_id = bench.arrive(report())
    bench.office.db.execute("UPDATE messages SET attempts = 3")
    assert bench.round().unreadable == 1
    assert bench.reader.asked == []
    assert bench.state(message_id) == "unreadable"


@pytest.mark.parametrize(
    "fault",
    [
        Stopped(),
        OSError(28, "No space left on device"),
        StoreError("x"),
        StoreFull("x"),
        StoreLocked("x"),
        ReaderUnavailable("x"),
    ],
    ids=repr,
)
def test_a_fault_of_the_machine_says_nothing_of_the_mail(bench: Bench, fault: Exception) -> None:
    message_id = bench.arrive(fault)
    for _ in range(5):
        with pytest.raises(type(fault)):
            bench.round()
    assert (bench.state(message_id), bench.tries(message_id)) == ("pending", 0)
    assert bench.codes() == []


def test_a_locked_store_while_asking_is_the_machines_fault_too(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = sqlite3.OperationalError("database is locked")
    locked.sqlite_errorname = "SQLITE_BUSY"

    def known_about(*_arguments: object, **_more: object) -> None:
        raise locked

    message_id = bench.arrive(report())
    monkeypatch.setattr(module, "known_about", known_about)
    with pytest.raises(StoreLocked):
        bench.round()
    assert bench.tries(message_id) == 0


def test_a_stop_leaves_the_rest_pending(bench: Bench) -> None:
    first = bench.arrive(report())
    bench.wait(minutes=1)
    second = bench.arrive(report())
    asked: list[int] = []

    def stop() -> bool:
        asked.append(1)
        return len(bench.reader.asked) == 1 and bench.state(first) == "recorded"

    bench.stop = stop
    with pytest.raises(Stopped):
        bench.round()
    assert (bench.state(first), bench.state(second)) == ("recorded", "pending")
    assert bench.tries(second) == 0


def test_a_mail_whose_bytes_are_lost_is_told_and_stops_none(bench: Bench) -> None:
    lost = bench.arrive(report())
    (row,) = bench.rows("SELECT blob_sha256 FROM messages")
    bench.office.blobs.path(row["blob_sha256"]).unlink()
    bench.wait(minutes=1)
    sound = bench.arrive(report())
    for _ in range(3):
        bench.round()
    assert (bench.state(lost), bench.state(sound)) == ("unreadable", "recorded")


def test_a_mail_that_is_too_large_is_kept_and_told_unread(bench: Bench) -> None:
    message_id = bench.take(report(), raw=b"x" * (1 << 20) + b"x")
    assert bench.state(message_id) == "unreadable"
    assert bench.codes() == ["too_large"]
    assert bench.reader.asked == []


def test_a_recorded_mail_that_is_too_large_now_counts_no_more(bench: Bench) -> None:
    message_id = bench.take(report())
    bench.office.db.execute("UPDATE messages SET size = 99999999")
    bench.again(message_id, answer=False)
    assert (bench.current("edu"), bench.state(message_id)) == ({}, "unreadable")


def test_a_mail_that_came_twice_is_tied_to_the_first_and_not_answered(bench: Bench) -> None:
    first = bench.take(report())
    bench.wait(minutes=1)
    second = bench.take(report())
    assert bench.state(second) == "duplicate"
    (row,) = bench.rows("SELECT duplicate_of, subject FROM messages WHERE id = ?", second)
    assert row["duplicate_of"] == first
    assert bench.rows("SELECT count(*) AS n FROM submissions") == [{"n": 1}]
    assert bench.letters() == [EDU]


def test_two_copies_in_one_round_are_one_report_whichever_is_read_first(bench: Bench) -> None:
    """The one kept later arrived earlier."""
    bench.wait(hours=1)
    bench.arrive(report())
    bench.wait(hours=-1)
    bench.arrive(report())
    done = bench.round()
    assert (done.recorded, done.duplicate) == (1, 1)
    assert bench.letters() == [EDU]


def test_another_content_under_the_same_message_id_is_a_mail_of_its_own(bench: Bench) -> None:
    bench.take(report(events=1))
    bench.wait(minutes=1)
    other = report(events=2)
    second = bench.take(replace(other, mail=replace(other.mail, content_sha256="other")))
    assert bench.state(second) == "recorded"
    assert bench.codes() == ["reused_message_id", "superseded", "later_mail"]
    assert bench.current("edu") == {"events": 2}


def test_the_record_and_its_receipt_are_written_together_or_not_at_all(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **more: object) -> None:
        queue_receipt(*arguments, **more)  # type: ignore[arg-type]
        raise RuntimeError("after the row was written")

    monkeypatch.setattr(module, "queue_receipt", fail)
    message_id = bench.arrive(report())
    assert bench.round().failed == 1
    for table in ("submissions", "figures", "attachments", "receipts", "documents"):
        assert bench.rows(f"SELECT * FROM {table}") == []
    assert bench.state(message_id) == "pending"
    monkeypatch.undo()
    assert bench.round().recorded == 1
    assert bench.letters() == [EDU]


def test_a_mail_read_again_is_not_answered_again(bench: Bench) -> None:
    message_id = bench.take(report())
    bench.again(message_id)
    assert bench.letters() == [EDU]


def test_a_bounce_is_tied_to_the_letter_that_came_back(bench: Bench) -> None:
    bench.take(report())
    (letter,) = bench.rows("SELECT header_message_id FROM receipts")
    bench.office.db.execute("UPDATE receipts SET state = 'sent'")
    bench.wait(hours=1)
    bounce = bench.take(
        mail(
            from_address="mailer-daemon@inbox.example",
            header_message_id="<b@inbox.example>",
            subject="系统退信",
            is_bounce=True,
            bounced_message_ids=(letter["header_message_id"],),
            bounced_addresses=(EDU,),
        )
    )
    assert bench.state(bounce) == "ignored"
    assert bench.rows("SELECT state FROM receipts") == [{"state": "bounced"}]
    assert bench.rows("SELECT address, state FROM addresses") == [
        {"address": EDU, "state": "bounced"}
    ]


def test_a_mail_that_does_not_name_a_member_it_reported_fails_alone(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that lies about its files must not hold up the mails behind."""
    read_mail = bench.reader.read_mail

    def forgetful(path: Path, spool: Path) -> MailReading:
        reading = read_mail(path, spool)
        for one in spool.iterdir():
            one.unlink()
        return reading

    monkeypatch.setattr(bench.reader, "read_mail", forgetful)
    message_id = bench.arrive(report())
    assert bench.round().failed == 1
    assert bench.tries(message_id) == 1


def test_nothing_is_left_in_the_scratch_folder(bench: Bench) -> None:
    bench.take(report())
    bench.arrive(ReadingFailed("坏"))
    bench.round()
    assert list(bench.office.scratch.iterdir()) == []


def test_a_file_is_kept_before_it_is_read(bench: Bench) -> None:
    bench.take(report())
    (row,) = bench.rows("SELECT filename, sha256 FROM attachments")
    assert row["filename"] == "统计表.xlsx"
    kept = {path.read_bytes() for path in map(bench.office.blobs.path, bench.office.blobs.names())}
    assert "统计表.xlsx".encode() in kept


def test_where_a_mail_was_seen_is_no_part_of_what_it_says(bench: Bench) -> None:
    """A report in a junk folder is a report."""
    message_id = bench.take(report(), folder="垃圾邮件")
    assert bench.state(message_id) == "recorded"
