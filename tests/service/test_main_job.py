"""The main job on real servers: from a mail in the inbox to a figure and a receipt."""

from __future__ import annotations

import email
import email.policy
import signal
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.service.conftest import Outpost


def counts(outpost: Outpost) -> dict[str, int]:
    """How many rows each table holds."""
    db = outpost.store()
    tables = ("messages", "sightings", "submissions", "figures", "attachments", "receipts")
    return {name: db.table(name).count for name in tables}


def test_a_poll_reads_the_whole_mailbox_and_answers_it(outpost: Outpost) -> None:
    """Every mail of the sample is kept; each letter goes out once, to one recipient."""
    mails = outpost.deliver_sample()
    report = outpost.json("poll")
    assert report["error"] == ""
    assert report["fetched"] == mails - 1, "the same bytes in two folders are one message"
    assert report["taken"]["failed"] == report["taken"]["unreadable"] == 0
    states = {
        row["state"]: row["n"]
        for row in outpost.store().query("select state, count(*) n from receipts group by state")
    }
    assert states["sent"] == len(outpost.smtp.box) == report["sent"]
    assert set(states) <= {"sent", "suppressed"}
    answered = [letter.to for letter in outpost.smtp.box]
    for robot in ("mailer-daemon@inbox.example", "news@list.example", "sale@shop.example"):
        assert robot not in answered
    status = outpost.json("status")
    assert status["progress"]["expected"] == 23
    assert status["progress"]["reported"] == 23


def test_a_second_poll_fetches_and_sends_nothing(outpost: Outpost) -> None:
    outpost.deliver_sample(12)
    outpost.run("poll")
    before, letters = counts(outpost), len(outpost.smtp.box)
    report = outpost.json("poll")
    assert (report["fetched"], report["sent"], report["taken"]["recorded"]) == (0, 0, 0)
    assert (counts(outpost), len(outpost.smtp.box)) == (before, letters)


def test_letters_bear_the_marks_of_an_automatic_answer(outpost: Outpost) -> None:
    """RFC 3834; the original's id is named, and nothing of its body is quoted."""
    outpost.deliver_sample(9)
    outpost.run("poll")
    letter = email.message_from_bytes(outpost.smtp.box[0].raw, policy=email.policy.default)
    assert letter["Auto-Submitted"] == "auto-replied"
    assert letter["X-Auto-Response-Suppress"] == "All"
    assert letter["In-Reply-To"]
    assert letter["From"].addresses[0].addr_spec == outpost.inbox.account.username
    assert letter.get_content_type() == "text/plain"


def test_the_service_ends_cleanly_on_sigterm(outpost: Outpost) -> None:
    """Within ten seconds, exit code 0, nothing left in `sending`."""
    outpost.deliver_sample()
    service = outpost.start("run")
    try:
        deadline = time.monotonic() + 60
        while not outpost.smtp.box and time.monotonic() < deadline:
            time.sleep(0.2)
        assert outpost.smtp.box
        service.send_signal(signal.SIGTERM)
        _, errors = service.communicate(timeout=10)
    finally:
        service.kill()
    assert service.returncode == 0, errors
    stuck = outpost.store().query("select count(*) n from receipts where state = 'sending'")
    assert next(stuck)["n"] == 0


def test_only_one_round_runs_at_a_time(outpost: Outpost) -> None:
    service = outpost.start("run")
    try:
        deadline = time.monotonic() + 30
        while not (outpost.folder / "data" / "mailbot.db.lock").exists():
            assert time.monotonic() < deadline
            time.sleep(0.1)
        outpost.run("poll", code=3)
    finally:
        service.terminate()
        service.communicate(timeout=20)


def test_a_refused_login_is_told_with_its_remedy_and_not_repeated(outpost: Outpost) -> None:
    outpost.inbox.behaviour.refuse_login = "NO LOGIN Login error or password error"
    first = outpost.json("poll", code=1)
    assert "授权码" in first["remedy"]
    logins = len(outpost.inbox.behaviour.said("LOGIN"))
    second = outpost.json("poll", code=1)
    assert second["error"]
    assert len(outpost.inbox.behaviour.said("LOGIN")) == logins, "the server is not hammered"
