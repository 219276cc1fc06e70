"""A poll killed at any moment, then another: nothing is lost, nothing happens twice."""

from __future__ import annotations

import email
import random
import time
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.desk.sample import kept_mails

if TYPE_CHECKING:
    from tests.service.conftest import Outpost

MAILS = 14


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_poll_is_taken_up_where_it_was(outpost: Outpost, seed: int) -> None:
    moments = random.Random(seed)
    outpost.deliver_sample(MAILS)
    for _ in range(2):
        poll = outpost.begin("poll")
        time.sleep(moments.uniform(0.05, 2.5))
        poll.kill()
    report = outpost.json("poll")
    assert report["error"] == ""
    db = outpost.store()
    blobs = {row["sha256"] for row in db.query("select sha256 from messages")}
    assert len(blobs) == len({one.raw for one in kept_mails()[:MAILS]})
    states = Counter(row["state"] for row in db.query("select state from messages"))
    assert not {"pending", "unreadable"} & set(states)
    answered = Counter(
        row["message_id"]
        for row in db.query("select message_id from receipts where kind = 'receipt'")
    )
    assert set(answered.values()) == {1}
    letters = Counter(
        email.message_from_bytes(letter.raw)["Message-ID"] for letter in outpost.smtp.box
    )
    assert set(letters.values()) == {1}
    undecided = {row["state"] for row in db.query("select state from receipts")}
    assert undecided <= {"sent", "uncertain", "suppressed"}


def test_a_mail_that_cannot_be_read_does_not_stop_those_behind_it(outpost: Outpost) -> None:
    """It is kept and shown; after three failed rounds it is marked unreadable."""
    outpost.inbox.account.deliver(bytes(range(1, 256)) * 40)
    outpost.deliver_sample(9)
    first = outpost.json("poll")
    assert first["taken"]["recorded"] > 0
    assert first["taken"]["failed"] + first["taken"]["unreadable"] + first["taken"]["ignored"] > 0
    for _ in range(2):
        outpost.run("poll")
    states = Counter(row["state"] for row in outpost.store().query("select state from messages"))
    assert "pending" not in states
    assert sum(states.values()) == 10
