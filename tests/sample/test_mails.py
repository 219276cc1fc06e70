"""The sample inbox: enough mails, of every unit, the same bytes every day and everywhere."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tomllib
from email import message_from_bytes
from email.utils import parseaddr

from mailbot.sample.addresses import UNIT_ADDRESSES
from mailbot.sample.mailbox import sample_config_text
from mailbot.sample.reports import reports
from tests.desk.sample import kept_mails

DIGEST = """
import hashlib
from mailbot.sample.mailbox import sample_mails
for one in sample_mails():
    print(one.received_at.isoformat(), one.folder, hashlib.sha256(one.raw).hexdigest())
"""


def test_there_are_at_least_forty_mails_in_several_folders() -> None:
    mails = kept_mails()
    assert len(mails) >= 40
    assert {one.folder for one in mails} == {"INBOX", "垃圾邮件", "广告邮件"}


def test_the_sample_is_of_all_units_of_the_roster() -> None:
    """The 23 of the example configuration: from their own address, or named in their report."""
    names = {one["name"] for one in tomllib.loads(sample_config_text())["reporting_units"]}
    assert len(names) == 23
    assert set(UNIT_ADDRESSES) == names
    senders = {parseaddr(str(message_from_bytes(one.raw)["From"]))[1] for one in kept_mails()}
    reporting = {one.sender for one in reports()} & senders
    direct = {name for name, address in UNIT_ADDRESSES.items() if address in senders}
    assert names - direct == {"县水务局", "县团委", "县妇联"}, "they write from private boxes"
    assert {f"10000{number}@mail.example" for number in (1, 2, 3)} <= reporting


def test_every_day_and_everywhere_the_bytes_are_the_same() -> None:
    """Another process, another hash seed, another time zone."""
    expected = [
        f"{one.received_at.isoformat()} {one.folder} {hashlib.sha256(one.raw).hexdigest()}"
        for one in kept_mails()
    ]
    for seed, zone in (("1", "America/New_York"), ("2", "Asia/Shanghai")):
        done = subprocess.run(
            [sys.executable, "-c", DIGEST],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.splitlines() == expected


def test_no_address_is_outside_the_example_domains() -> None:
    """No mail of the sample can reach anybody."""
    for one in kept_mails():
        mail = message_from_bytes(one.raw)
        for header in ("From", "To"):
            assert parseaddr(str(mail[header]))[1].endswith(".example")
