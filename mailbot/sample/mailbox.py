"""The whole sample inbox as files, and the configuration that goes with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from msgspec.structs import replace

from mailbot.config.model import Configuration, ReportingUnit
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


def sample_configuration(example: Configuration, store_path: Path) -> Configuration:
    """The example configuration for the sample office: its units' addresses and its store."""
    units = tuple(_with_address(one) for one in example.reporting_units)
    return replace(
        example,
        mailbox=replace(example.mailbox, username=OFFICE),
        smtp=replace(example.smtp, username=OFFICE),
        store=replace(example.store, path=store_path),
        reporting_units=units,
    )


def _with_address(unit: ReportingUnit) -> ReportingUnit:
    address = UNIT_ADDRESSES.get(unit.name)
    return replace(unit, emails=(address,)) if address else unit
