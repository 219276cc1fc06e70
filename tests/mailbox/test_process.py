"""Rounds in a process of their own: killed at any moment, and measured."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.mailbox.conftest import Desk, mail
from tests.servers.dovecot import PASSWORD
from tests.servers.fixtures import Inbox

ROOT = Path(__file__).parents[2]
MAILS = 60


def _started(desk: Desk, inbox: Inbox) -> subprocess.Popen[bytes]:
    arguments = (desk.blobs.root.with_name("mailbot.db"), inbox.proxy.port, inbox.account.username)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.mailbox.poll_once", *map(str, arguments), PASSWORD],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def _kill_in_the_middle(
    process: subprocess.Popen[bytes], inbox: Inbox, chance: random.Random
) -> None:
    """After so many commands of its own, and a moment more."""
    commands = inbox.behaviour.commands
    until = len(commands) + chance.randrange(4, 28)
    while len(commands) < until and process.poll() is None:
        time.sleep(0.0005)
    time.sleep(chance.uniform(0.0, 0.006))
    process.kill()
    process.wait()
    assert process.stdout is not None
    process.stdout.close()


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_round_loses_nothing_and_repeats_nothing(
    desk: Desk, inbox: Inbox, seed: int
) -> None:
    sent = [mail(n, size=2_500_000 if n == 7 else n * 50) for n in range(MAILS)]
    for raw in sent:
        inbox.account.deliver(raw)
    chance = random.Random(seed)
    for _attempt in range(2):
        _kill_in_the_middle(_started(desk, inbox), inbox, chance)
    before = desk.count("messages")
    report = desk.poll(inbox.settings())
    assert report.fetched == MAILS - before
    assert desk.kept() == sorted(sent)
    assert (desk.count("messages"), desk.count("sightings")) == (MAILS, MAILS)
    assert sorted(desk.blobs.names()) == sorted(
        row["blob_sha256"] for row in desk.db.query("select blob_sha256 from messages")
    )
    assert list(desk.blobs.verify()) == []
    desk.blobs.clear_incoming()
    assert all(path.is_dir() for path in desk.blobs.root.iterdir())
    assert next(desk.db.query("pragma integrity_check"))["integrity_check"] == "ok"


def test_a_large_mail_takes_no_more_memory_than_a_few_parts_of_it(desk: Desk, inbox: Inbox) -> None:
    inbox.account.deliver(mail(1))
    small = _memory_of_a_round(desk, inbox)
    inbox.account.deliver(mail(2, size=40_000_000))
    assert _memory_of_a_round(desk, inbox) < small + 15_000
    assert desk.count("messages") == 2


def _memory_of_a_round(desk: Desk, inbox: Inbox) -> int:
    """In KB."""
    process = _started(desk, inbox)
    output, _errors = process.communicate(timeout=60)
    return int(output)
