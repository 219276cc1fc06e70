"""The whole sample inbox, and the configuration that goes with it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mailbot.config.example import example_text
from mailbot.sample.addresses import OFFICE, UNIT_ADDRESSES
from mailbot.sample.dates import at
from mailbot.sample.letters import letter_bytes
from mailbot.sample.others import forwarded, others
from mailbot.sample.reports import reports


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleMail:
    """One mail of the sample: when it arrived, in which folder, and its bytes."""

    received_at: datetime
    folder: str
    raw: bytes


_JUNK_SENDERS = ("sale@shop.example",)


def sample_mails() -> tuple[SampleMail, ...]:
    """All mails of the sample, oldest first."""
    letters = [*reports(), *others()]
    mails = [
        SampleMail(
            received_at=one.sent_at,
            folder="垃圾邮件" if one.sender in _JUNK_SENDERS else "INBOX",
            raw=letter_bytes(one, OFFICE),
        )
        for one in letters
    ]
    mails.append(SampleMail(received_at=at("06-09 09:30"), folder="INBOX", raw=forwarded()))
    # One report lies in two folders, as when somebody copied it: one message all the same.
    mails.append(SampleMail(received_at=mails[0].received_at, folder="广告邮件", raw=mails[0].raw))
    return tuple(sorted(mails, key=lambda one: one.received_at))


def write_sample(folder: Path) -> tuple[SampleMail, ...]:
    """Write the sample as .eml files in folders of their mailbox folders; the mails written."""
    mails = sample_mails()
    for number, one in enumerate(mails, start=1):
        place = folder / one.folder
        place.mkdir(parents=True, exist_ok=True)
        (place / f"{number:03d}.eml").write_bytes(one.raw)
    return mails


def sample_config_text() -> str:
    """The example configuration for the sample office: its units' addresses, no waiting."""
    text = example_text()
    for pattern, replacement in _CHANGES:
        text, changed = re.subn(pattern, replacement, text, count=1, flags=re.MULTILINE)
        if not changed:
            raise ValueError(f"the example configuration has no line {pattern}")
    for name, address in UNIT_ADDRESSES.items():
        line = f'name = "{name}"'
        text = text.replace(f"{line}\n", f'{line}\nemails = ["{address}"]\n', 1)
    return text


_CHANGES = (
    (r"^username = .*$", f'username = "{OFFICE}"'),
    (r"^# min_interval_seconds = .*$", "min_interval_seconds = 0.0"),
    (r"^# daily_limit = .*$", "daily_limit = 1000"),
)
