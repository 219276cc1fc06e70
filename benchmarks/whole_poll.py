"""What a whole round costs: `python benchmarks/whole_poll.py [--mails N]` on a local Dovecot.

A mailbox of N mixed mails (the sample's own, and letters carrying files from tests/samples) behind
the proxy that behaves as 163.com does, and a mail server that takes every receipt. Prints the time
of the first poll, of polls that find nothing and one new mail, the memory and what lies on disk.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from mailbot.sample.addresses import OFFICE, UNIT_ADDRESSES
from mailbot.sample.letters import Attached, Letter, letter_bytes
from mailbot.sample.mailbox import sample_mails
from tests.servers.dovecot import PASSWORD, Dovecot
from tests.servers.fixtures import Inbox
from tests.servers.netease_proxy import NeteaseProxy
from tests.servers.smtp import SmtpServer
from tests.service.conftest import PASSWORD_VARIABLE, config_text

SAMPLES = Path(__file__).parents[1] / "tests" / "samples"
KINDS = ("xlsx", "docx", "xls", "doc", "ods", "csv", "pdf", "rtf", "zip", "html", "image", "msg")


@dataclass
class Peak:
    """The most memory in use at once, in megabytes."""

    main: float = 0.0
    children: float = 0.0
    converter: float = 0.0


def sample_files() -> Iterator[Path]:
    """One sample of each kind in turn, until none is left."""
    shelves = [
        sorted(one for one in (SAMPLES / kind).iterdir() if one.suffix not in (".json", ".py"))
        for kind in KINDS
    ]
    for row in range(max(map(len, shelves))):
        yield from (shelf[row] for shelf in shelves if row < len(shelf))


def mixed_mails(count: int) -> Iterator[tuple[bytes, str, datetime]]:
    """(bytes, folder, arrival): the sample, then letters with one file each, as often as needed."""
    mails = list(sample_mails())
    first = mails[-1].received_at
    yield from ((one.raw, one.folder, one.received_at) for one in mails[:count])
    files = [path for path in sample_files() if path.stat().st_size < 2_000_000]
    units = list(UNIT_ADDRESSES.items())
    for number in range(count - len(mails)):
        path, (name, address) = files[number % len(files)], units[number % len(units)]
        letter = Letter(
            sender=address,
            name=name,
            subject=f"{name}报送材料（{number + 1}）",
            text=f"现报送材料，请查收。\n\n{name}",
            sent_at=first + timedelta(minutes=number + 1),
            files=(Attached(filename=path.name, data=path.read_bytes()),),
            message_id=f"<round-{number}@{address.rpartition('@')[2]}>",
        )
        yield letter_bytes(letter, OFFICE), "INBOX", letter.sent_at


def deliver(inbox: Inbox, count: int) -> None:
    """Put the mails into the mailbox, the last one just now."""
    mails = list(mixed_mails(count))
    shift = datetime.now(UTC) - max(when for _, _, when in mails) - timedelta(minutes=5)
    for raw, folder, when in mails:
        inbox.account.deliver(raw, folder=folder, internaldate=when + shift)


def watched(process: subprocess.Popen[str], peak: Peak) -> None:
    """Note the memory of the process and of all below it until it ends."""
    while process.poll() is None:
        main, children, converter = _memory(process.pid)
        peak.main = max(peak.main, main)
        peak.children = max(peak.children, children)
        peak.converter = max(peak.converter, converter)
        time.sleep(0.1)


def _memory(pid: int) -> tuple[float, float, float]:
    parents, sizes, names = {}, {}, {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                head = (entry / "stat").read_text().rpartition(")")
                pages = int((entry / "statm").read_text().split()[1])
            except OSError:
                continue
            one = int(entry.name)
            parents[one] = int(head[2].split()[1])
            sizes[one] = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
            names[one] = head[0]
    below = {pid}
    while fresh := {one for one, parent in parents.items() if parent in below} - below:
        below |= fresh
    office = {one for one in below if "soffice" in names.get(one, "")}
    rest = below - office - {pid}
    total = [sum(sizes.get(one, 0.0) for one in group) for group in ({pid}, rest, office)]
    return total[0], total[1], total[2]


def poll(folder: Path, peak: Peak | None = None) -> tuple[float, dict[str, object]]:
    """Run `mailbot poll`; its seconds and its report."""
    command = [sys.executable, "-m", "mailbot", "--config", str(folder / "config.toml"), "poll"]
    begun = time.monotonic()
    process = subprocess.Popen(
        [*command, "--json"],
        env={**os.environ, PASSWORD_VARIABLE: PASSWORD},
        stdout=subprocess.PIPE,
        stderr=(folder / "log").open("a"),
        text=True,
    )
    watcher = threading.Thread(target=watched, args=(process, peak or Peak()))
    watcher.start()
    out, _ = process.communicate()
    watcher.join()
    return time.monotonic() - begun, json.loads(out)


def on_disk(folder: Path) -> tuple[float, float]:
    """(database, blobs) in megabytes."""
    data = folder / "data"
    base = sum(one.stat().st_size for one in data.glob("mailbot.db*"))
    blobs = sum(one.stat().st_size for one in (data / "blobs").rglob("*") if one.is_file())
    return base / 1e6, blobs / 1e6


def measure(folder: Path, inbox: Inbox, smtp: SmtpServer, mails: int) -> None:
    """One mailbox from empty store to a quiet service."""
    text = config_text(inbox, smtp)
    (folder / "config.toml").write_text(text, encoding="utf-8")
    deliver(inbox, mails)
    peak = Peak()
    seconds, report = poll(folder, peak)
    base, blobs = on_disk(folder)
    print(f"mails in the mailbox     {mails}")
    print(f"first poll               {seconds:.1f} s   {report['taken']}")
    print(f"letters sent             {len(smtp.box)}   error {report['error']!r}")
    print(f"memory, main process     {peak.main:.0f} MB")
    print(f"memory, reading children {peak.children:.0f} MB together")
    print(f"memory, LibreOffice      {peak.converter:.0f} MB")
    print(f"on disk                  database {base:.1f} MB, blobs {blobs:.1f} MB")
    quiet = min(poll(folder)[0] for _ in range(3))
    print(f"poll, nothing new        {quiet:.2f} s")
    one = Letter(
        sender=UNIT_ADDRESSES["县科协"],
        name="县科协",
        subject="补充",
        text="补充说明：活动照片随后寄送。",
        sent_at=datetime.now(UTC),
    )
    inbox.account.deliver(letter_bytes(one, OFFICE))
    seconds, report = poll(folder)
    print(f"poll, one new mail       {seconds:.2f} s   fetched {report['fetched']}")
    for words in (["status"], ["show", "县教育局"], ["search", "科普大篷车"]):
        command = [sys.executable, "-m", "mailbot", "--config", str(folder / "config.toml"), *words]
        begun = time.monotonic()
        subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
        print(f"{words[0]:<24} {time.monotonic() - begun:.2f} s")


def main() -> None:
    """Start the servers, measure, stop them."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=100)
    asked = parser.parse_args()
    base = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))
    base.chmod(0o755)
    with (
        tempfile.TemporaryDirectory() as folder,
        Dovecot(base) as dovecot,
        NeteaseProxy(dovecot.plain, certificate=dovecot.certificate) as proxy,
        SmtpServer(password=PASSWORD) as smtp,
    ):
        account = dovecot.account("office@inbox.example")
        measure(Path(folder), Inbox(account, proxy, dovecot), smtp, asked.mails)


if __name__ == "__main__":
    main()
