"""The outbox against a real SMTP server: each letter once, whatever is refused or lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlite_utils import Database

from mailbot.receipts.delivery import DeliveryReport, deliver_due
from mailbot.receipts.gate import login_works
from mailbot.receipts.headers import AUTOMATIC
from mailbot.receipts.sent import SentFolderError, SentLetter
from mailbot.receipts.settings import DeliverySettings
from mailbot.receipts.smtp import SmtpSender
from store.database import open_store
from store.outbox import claim, queue
from store.records import ReceiptDraft, ReceiptKind
from tests.servers.smtp import PASSWORD, SmtpServer

NOW = datetime(2022, 6, 10, 8, 0, tzinfo=UTC)
SETTINGS = DeliverySettings(
    from_address="office@inbox.example",
    from_name="县科技局",
    daily_limit=50,
    min_interval_seconds=0.0,
    receipts_per_hour=30,
    zone=ZoneInfo("Asia/Shanghai"),
)


def draft(number: int, kind: ReceiptKind = "receipt", to: str = "edu@unit.example") -> ReceiptDraft:
    return ReceiptDraft(
        kind=kind,
        to_address=to,
        subject=f"回执 R-2222{number}：统计表",
        body=f"第{number}封\n",
        header_message_id=f"<mailbot.{number}@inbox.example>",
        reference=f"R-2222{number}",
        extra_headers=AUTOMATIC,
    )


@pytest.fixture
def db(tmp_path: Path) -> Database:
    return open_store(tmp_path / "store.db")


def deliver(db: Database, post: SmtpServer, now: datetime = NOW, **changes: Any) -> DeliveryReport:
    secret = changes.pop("secret", PASSWORD)
    settings = changes.pop("settings", SETTINGS)
    with SmtpSender(post.settings, secret) as sender:
        return deliver_due(db, sender, now=now, settings=settings, secret=secret, **changes)


def states(db: Database) -> list[str]:
    return [row["state"] for row in db.query("select state from receipts order by id")]


def arrived(post: SmtpServer) -> list[str]:
    return [str(message_from_bytes(one.raw)["Message-ID"]) for one in post.box]


class Filed:
    """A folder of sent mail."""

    def __init__(self, ids: tuple[str, ...] = (), *, broken: bool = False) -> None:
        self.ids = ids
        self.broken = broken
        self.copies: list[bytes] = []

    def contains(self, header_message_id: str) -> bool:
        if self.broken:
            raise SentFolderError
        return header_message_id in self.ids

    def letters_since(self, moment: datetime) -> tuple[SentLetter, ...]:
        del moment
        return ()

    def file_copy(self, raw: bytes) -> None:
        self.copies.append(raw)


def test_a_letter_goes_out_once(db: Database, post: SmtpServer) -> None:
    queue(db, draft(1), NOW)
    assert deliver(db, post).sent == 1
    assert deliver(db, post).sent == 0
    assert arrived(post) == ["<mailbot.1@inbox.example>"]
    row = next(db.query("select * from receipts"))
    assert (row["state"], row["smtp_reply"]) == ("sent", "250 Mail OK queued as smtp1,x")


def test_receipts_go_before_reminders_and_digests(db: Database, post: SmtpServer) -> None:
    """Under the day's limit people come first, the rest waits for the next day."""
    kinds: list[ReceiptKind] = ["digest", "reminder", "receipt", "receipt"]
    for number, kind in enumerate(kinds, 1):
        queue(db, draft(number, kind), NOW)
    report = deliver(db, post, settings=replace(SETTINGS, daily_limit=3))
    assert "上限" in report.held
    assert states(db) == ["queued", "sent", "sent", "sent"]
    deliver(db, post, NOW + timedelta(days=1), settings=replace(SETTINGS, daily_limit=3))
    assert states(db) == ["sent"] * 4


def test_a_temporary_refusal_is_retried_at_a_time_that_survives_a_restart(
    db: Database, post: SmtpServer
) -> None:
    queue(db, draft(1), NOW)
    post.replies["end"] = "451 DT:SPM"
    assert deliver(db, post).later == 1
    post.replies.clear()
    assert deliver(db, post, NOW + timedelta(seconds=60)).sent == 0
    assert deliver(db, post, NOW + timedelta(seconds=180)).sent == 1


def test_a_letter_judged_spam_is_never_sent_again(db: Database, post: SmtpServer) -> None:
    queue(db, draft(1), NOW)
    post.replies["end"] = "554 DT:SPM"
    assert deliver(db, post).failed == 1
    post.replies.clear()
    assert deliver(db, post, NOW + timedelta(days=2)).sent == 0
    assert states(db) == ["failed"]


def test_a_bad_recipient_is_marked_and_the_others_go_out(db: Database, post: SmtpServer) -> None:
    post.replies["rcpt gone@unit.example"] = "550 User not found"
    queue(db, draft(1, to="gone@unit.example"), NOW)
    queue(db, draft(2), NOW)
    deliver(db, post)
    assert states(db) == ["failed", "sent"]
    marked = [(row["address"], row["state"]) for row in db.query("select * from addresses")]
    assert marked == [("gone@unit.example", "refused")]


def test_an_address_no_header_can_hold_fails_alone(db: Database, post: SmtpServer) -> None:
    queue(db, draft(1, to="a b\r\nBcc: x@unit.example"), NOW)
    queue(db, draft(2), NOW)
    deliver(db, post)
    assert states(db) == ["failed", "sent"]


def test_a_refused_login_stops_everything_until_the_secret_changes(
    db: Database, post: SmtpServer
) -> None:
    queue(db, draft(1), NOW)
    queue(db, draft(2), NOW)
    assert deliver(db, post, secret="expired").held
    tries = len(post.logins)
    assert tries == 1
    assert deliver(db, post, NOW + timedelta(hours=1), secret="expired").held
    assert len(post.logins) == tries
    assert deliver(db, post, NOW + timedelta(hours=1)).sent == 2
    assert "expired" not in str(list(db.query("select * from holds")))


def test_a_refused_login_is_tried_once_a_day(db: Database, post: SmtpServer) -> None:
    post.replies["login"] = "535 Error: authentication failed"
    queue(db, draft(1), NOW)
    for hours in range(0, 49, 3):
        deliver(db, post, NOW + timedelta(hours=hours))
    assert len(post.logins) == 3
    post.replies.clear()
    assert deliver(db, post, NOW + timedelta(hours=73)).sent == 1


def test_a_login_that_doctor_saw_working_reopens_sending(db: Database, post: SmtpServer) -> None:
    post.replies["login"] = "550 User has no permission"
    queue(db, draft(1), NOW)
    deliver(db, post)
    post.replies.clear()
    login_works(db, NOW)
    assert deliver(db, post, NOW + timedelta(minutes=1)).sent == 1


def test_the_servers_daily_limit_waits_for_tomorrow(db: Database, post: SmtpServer) -> None:
    post.replies["mail"] = "554 MI:STC"
    queue(db, draft(1), NOW)
    queue(db, draft(2), NOW)
    assert deliver(db, post).later == 1
    post.replies.clear()
    assert deliver(db, post, NOW + timedelta(hours=3)).sent == 0
    assert deliver(db, post, NOW + timedelta(hours=17)).sent == 2


def test_too_many_in_fifteen_minutes_pauses_all(db: Database, post: SmtpServer) -> None:
    post.replies["mail"] = "451 MI:SFQ"
    queue(db, draft(1), NOW)
    queue(db, draft(2), NOW)
    deliver(db, post)
    post.replies.clear()
    assert deliver(db, post, NOW + timedelta(minutes=14)).sent == 0
    assert deliver(db, post, NOW + timedelta(minutes=17)).sent == 2


def test_the_hourly_breaker_keeps_the_rest_and_shows_a_hold(db: Database, post: SmtpServer) -> None:
    for number in range(5):
        queue(db, draft(number), NOW)
    tight = replace(SETTINGS, receipts_per_hour=2)
    assert deliver(db, post, settings=tight).sent == 2
    held = "select count(*) as n from holds where lifted_at is null"
    assert next(db.query(held))["n"] == 1
    assert deliver(db, post, NOW + timedelta(minutes=30), settings=tight).sent == 0
    deliver(db, post, NOW + timedelta(minutes=61), settings=tight)
    deliver(db, post, NOW + timedelta(minutes=123), settings=tight)
    assert states(db) == ["sent"] * 5
    assert next(db.query(held))["n"] == 0


def test_letters_are_spaced(db: Database, post: SmtpServer) -> None:
    queue(db, draft(1), NOW)
    queue(db, draft(2), NOW)
    slept: list[float] = []
    deliver(db, post, settings=replace(SETTINGS, min_interval_seconds=20.0), sleep=slept.append)
    assert 19 < sum(slept) <= 20
    queue(db, draft(3), NOW)
    slept.clear()
    later = NOW + timedelta(seconds=25)
    deliver(
        db, post, later, settings=replace(SETTINGS, min_interval_seconds=60.0), sleep=slept.append
    )
    assert 30 < sum(slept) < 40


def test_stopping_between_two_letters_leaves_nothing_in_between(
    db: Database, post: SmtpServer
) -> None:
    for number in range(3):
        queue(db, draft(number), NOW)
    deliver(db, post, stop=lambda: len(post.box) >= 1)
    assert states(db) == ["sent", "queued", "queued"]


def test_a_lost_reply_is_uncertain_and_never_sent_again(db: Database, post: SmtpServer) -> None:
    queue(db, draft(1), NOW)
    post.hang_up = True
    assert deliver(db, post).uncertain == 1
    post.hang_up = False
    deliver(db, post, NOW + timedelta(days=1))
    assert states(db) == ["uncertain"]
    assert len(post.box) == 1


@pytest.mark.parametrize(
    ("filed", "server_files", "state", "sent"),
    [
        (Filed(("<mailbot.1@inbox.example>",)), False, "sent", 0),
        (Filed(), False, "uncertain", 0),
        (Filed(), True, "sent", 1),
        (Filed(broken=True), True, "uncertain", 0),
        (None, True, "uncertain", 0),
    ],
    ids=["found", "absent", "absent-though-server-files", "unreachable", "no-folder"],
)
def test_a_letter_left_in_sending_is_settled_by_the_filed_copies(
    db: Database, post: SmtpServer, filed: Filed | None, server_files: bool, state: str, sent: int
) -> None:
    """A missing copy proves something only where this server has filed one before."""
    queue(db, draft(1), NOW)
    claim(db, 1, NOW)
    if server_files:
        queue(db, draft(2), NOW)
        deliver(
            db, post, sent_folder=Filed(("<mailbot.2@inbox.example>", "<mailbot.1@inbox.example>"))
        )
        db.execute("update receipts set state = 'sending' where id = 1")
        post.box.clear()
    deliver(db, post, NOW + timedelta(minutes=1), sent_folder=filed)
    assert states(db)[0] == state
    assert len(post.box) == sent


def test_a_copy_is_filed_where_the_server_files_none(db: Database, post: SmtpServer) -> None:
    queue(db, draft(1), NOW)
    queue(db, draft(2), NOW)
    folder = Filed(("<mailbot.1@inbox.example>",))
    deliver(db, post, sent_folder=folder)
    assert [message_from_bytes(raw)["Message-ID"] for raw in folder.copies] == [
        "<mailbot.2@inbox.example>"
    ]


def test_a_copy_that_cannot_be_filed_never_causes_a_second_letter(
    db: Database, post: SmtpServer
) -> None:
    queue(db, draft(1), NOW)
    assert deliver(db, post, sent_folder=Filed(broken=True)).copies_missing == 1
    deliver(db, post, NOW + timedelta(days=1), sent_folder=Filed(broken=True))
    assert len(post.box) == 1
