"""One round in a process of its own, to be killed: store, blobs, port, user."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from mailbot.mailbox.polling import fetch_new
from mailbot.mailbox.settings import MailboxSettings
from store.blobs import Blobs
from store.database import open_store


def main(store: Path, port: int, username: str, password: str) -> None:
    """Fetch what is new; says `ready` before it connects, and its highest memory in KB."""
    settings = MailboxSettings(host="127.0.0.1", port=port, tls="none", username=username)
    db = open_store(store)
    blobs = Blobs(store.with_name("blobs"))
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    fetch_new(
        db,
        blobs,
        settings,
        password,
        zone=ZoneInfo("Asia/Shanghai"),
        since=None,
        clock=lambda: datetime.now(UTC),
        full=True,
    )
    # Unlike ru_maxrss, it does not count the parent before exec.
    status = Path("/proc/self/status").read_text(encoding="ascii")
    sys.stdout.write(status.partition("VmHWM:")[2].split()[0] + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3], sys.argv[4])
