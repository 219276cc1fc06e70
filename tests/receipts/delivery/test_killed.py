"""SIGKILL while letters go out: none goes out twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from email import message_from_bytes
from pathlib import Path

from store.database import open_store
from store.outbox import queue
from store.records import ReceiptDraft
from tests.servers.smtp import PASSWORD, SmtpServer

_LETTERS = 120


def letter(number: int) -> ReceiptDraft:
    return ReceiptDraft(
        kind="receipt",
        to_address="edu@unit.example",
        subject="x",
        body="x\n",
        header_message_id=f"<mailbot.{number}@inbox.example>",
        reference=f"R-{number}",
    )


_CHILD = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo
from mailbot.receipts.delivery import deliver_due
from mailbot.receipts.settings import DeliverySettings, ServerSettings
from mailbot.receipts.smtp import SmtpSender
from store.database import open_store
server = ServerSettings(host="127.0.0.1", port=int(sys.argv[2]), tls="none",
                        username="office@inbox.example")
settings = DeliverySettings(from_address="office@inbox.example", from_name="x", daily_limit=999,
                            min_interval_seconds=0.02, receipts_per_hour=999,
                            zone=ZoneInfo("Asia/Shanghai"))
print("started", flush=True)
deliver_due(open_store(Path(sys.argv[1])), SmtpSender(server, sys.argv[3]),
            now=datetime.now(UTC), settings=settings, secret=sys.argv[3])
"""


def test_killed_at_any_moment_no_letter_goes_out_twice(tmp_path: Path, post: SmtpServer) -> None:
    """SIGKILL while letters go out, again and again; what was in between ends as uncertain."""
    db = open_store(tmp_path / "store.db")
    for number in range(_LETTERS):
        queue(db, letter(number), datetime.now(UTC))
    chance = random.Random(7)
    for _ in range(6):
        _run_and_kill(tmp_path, post, chance.uniform(0.05, 0.5))
    _run_and_kill(tmp_path, post, None)
    ids = [str(message_from_bytes(one.raw)["Message-ID"]) for one in post.box]
    assert len(ids) == len(set(ids))
    found = [row["state"] for row in db.query("select state from receipts")]
    assert set(found) <= {"sent", "uncertain"}
    assert found.count("uncertain") <= 6
    assert found.count("sent") <= len(ids) <= _LETTERS


def _run_and_kill(folder: Path, post: SmtpServer, after: float | None) -> None:
    command = [sys.executable, "-c", _CHILD, str(folder / "store.db"), str(post.port), PASSWORD]
    with subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path.cwd()) as child:
        assert child.stdout is not None
        child.stdout.readline()
        if after is not None:
            time.sleep(after)
            os.kill(child.pid, signal.SIGKILL)
        child.wait(timeout=60)
