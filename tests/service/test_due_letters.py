"""Reminders and the digest: on their days, at their hour, once a day, only with a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from mailbot.pipeline.taking_up import take_up_pending
from mailbot.reading.starting import reader_for
from mailbot.receipts.reminders import withdraw_met_reminders
from mailbot.service.letters import queue_due_letters
from store.ledger import keep_message
from store.records import Sighting
from tests.desk.sample import kept_mails
from tests.service.quiet_office import QuietOffice, quiet_office

STAFF = "staff@office.example"
DEADLINE = datetime(2022, 6, 14, 0, 0, tzinfo=UTC)
UNITS = 23


@pytest.fixture
def reminding(tmp_path: Path) -> QuietOffice:
    return quiet_office(tmp_path, reminders="true", remind_before="[7, 3, 1]", remind_after="[2]")


@pytest.fixture
def digesting(tmp_path: Path) -> QuietOffice:
    return quiet_office(tmp_path, digest_to=f'["{STAFF}"]')


def write(office: QuietOffice, now: datetime | None = None) -> int:
    office.now = now or office.now
    return queue_due_letters(office.office.db, office.config, office.now)


def receive(office: QuietOffice, unit_address: str) -> None:
    """Every mail of the sample from this address arrives now and is read."""
    for number, one in enumerate(kept_mails()):
        if f"<{unit_address}>".encode() not in one.raw[:4000]:
            continue
        sighting = Sighting(
            source="test",
            folder="INBOX",
            uid=number,
            size=len(one.raw),
            internaldate=office.now,
            seen_at=office.now,
        )
        keep_message(
            office.office.db,
            blob=office.office.blobs.keep([one.raw]),
            sighting=sighting,
            received_at=office.now,
            received_local="2022-06-11 10:00",
        )
    with reader_for(office.config, office.office.scratch) as reader:
        take_up_pending(office.office.workshop(reader))


@pytest.mark.parametrize("days", range(-9, 5))
def test_reminders_go_out_on_the_configured_days_only(reminding: QuietOffice, days: int) -> None:
    noon = DEADLINE + timedelta(days=days, hours=4)
    expected = UNITS if days in (-7, -3, -1, 2) else 0
    assert write(reminding, noon) == expected


def test_once_a_day_however_often_it_is_asked_and_not_before_nine(
    reminding: QuietOffice,
) -> None:
    morning = DEADLINE - timedelta(days=3)
    assert write(reminding, morning + timedelta(minutes=59)) == 0, "8:59 at the office"
    assert write(reminding, morning + timedelta(hours=1)) == UNITS
    for hours in range(1, 16):
        assert write(reminding, morning + timedelta(hours=hours, minutes=30)) == 0
    assert len(set(reminding.letters("reminder"))) == UNITS
    assert write(reminding, morning + timedelta(days=2, hours=1)) == UNITS, "the next day of theirs"


def test_switched_off_nobody_is_reminded(tmp_path: Path) -> None:
    office = quiet_office(tmp_path)
    for days in range(-10, 10):
        assert write(office, DEADLINE + timedelta(days=days, hours=4)) == 0


def test_a_reminder_stops_the_minute_the_report_arrives(reminding: QuietOffice) -> None:
    """Queued but not sent; and the next day's is never queued."""
    write(reminding, DEADLINE - timedelta(days=3, hours=-2))
    reminding.wait(minutes=1)
    receive(reminding, "fgj@unit.example")
    db = reminding.office.db
    assert withdraw_met_reminders(db) == 1
    rows = db.query(
        "SELECT state FROM receipts WHERE kind = 'reminder' AND to_address = 'fgj@unit.example'"
    )
    assert [row["state"] for row in rows] == ["suppressed"]
    write(reminding, DEADLINE - timedelta(days=1, hours=-2))
    assert reminding.letters("reminder").count("fgj@unit.example") == 1
    assert reminding.letters("reminder").count("xcb@unit.example") == 2


def test_an_address_that_bounced_is_left_alone(reminding: QuietOffice) -> None:
    reminding.office.db.execute(
        "INSERT INTO addresses (address, state, reason) VALUES ('xcb@unit.example', 'bounced', '')"
    )
    assert write(reminding, DEADLINE - timedelta(days=3, hours=-2)) == UNITS - 1
    assert "xcb@unit.example" not in reminding.letters("reminder")


def test_a_quiet_day_has_no_digest(digesting: QuietOffice) -> None:
    """That units are missing is no news."""
    for days in range(5):
        assert write(digesting, DEADLINE + timedelta(days=days, hours=12)) == 0


def test_a_day_with_news_has_one_digest_at_its_hour(digesting: QuietOffice) -> None:
    digesting.now = DEADLINE + timedelta(hours=2)
    receive(digesting, "fgj@unit.example")
    assert write(digesting, DEADLINE + timedelta(hours=9, minutes=29)) == 0, "17:29 at the office"
    assert write(digesting, DEADLINE + timedelta(hours=9, minutes=30)) == 1
    for minutes in range(1, 300, 30):
        assert write(digesting, DEADLINE + timedelta(hours=9, minutes=30 + minutes)) == 0
    assert digesting.letters("digest") == [STAFF]
    body = next(digesting.office.db.query("SELECT body FROM receipts"))["body"]
    assert "县发改局" in body


def test_without_an_address_nobody_gets_a_digest(tmp_path: Path) -> None:
    office = quiet_office(tmp_path)
    office.now = DEADLINE + timedelta(hours=2)
    receive(office, "fgj@unit.example")
    assert write(office, DEADLINE + timedelta(hours=12)) == 0
