"""Who really sent a mail: only what the receiving server wrote counts."""

from __future__ import annotations

import pytest

from parsers.mail.authentication import SenderCheck, sender_check
from parsers.mail.fields import read_fields
from tests.mails.making import Header, fields

RECEIVED = (
    "from mail.unit.example (unknown [192.0.2.7])\r\n\tby mx34 (Coremail) with SMTP id\r\n"
    "\tAbC_12--.6S2; Fri, 10 Jun 2022 16:00:09 +0800 (CST)"
)
TRANSACTION: Header = ("X-CM-TRANSID", "AbC_12--.6S2")


def check(*headers: Header, sender: str = "jyj@edu.unit.example", ours: bool = True) -> SenderCheck:
    """The verdict on a mail with these headers below the sender's."""
    every: list[Header] = [*([("Received", RECEIVED)] if ours else []), ("From", sender), *headers]
    raw = fields(every) + b"\r\n"
    return sender_check(read_fields(raw, 0, len(raw))[0], sender)


@pytest.mark.parametrize(
    ("results", "verdict"),
    [
        ("mx34; spf=pass smtp.mail=a@edu.unit.example; dkim=none header.i=", "pass"),
        ("mx34; spf=pass smtp.mail=a@unit.example; dkim=none", "pass"),
        ("mx34; spf=pass smtp.mail=a@bounce.edu.unit.example", "pass"),
        ("mx34; spf=none smtp.mail=a@x.example; dkim=pass header.i=@unit.example", "pass"),
        ("mx34; spf=fail smtp.mail=a@x.example; dkim=pass header.i=@edu.unit.example", "pass"),
        ("MX34; SPF=PASS smtp.mail=a@EDU.unit.example", "pass"),
        ("mx34; spf=pass smtp.m\r\n\tail=a@edu.un\r\n\tit.example", "pass"),
        ("mx34; spf=pass (sender ok) smtp.mail=a@edu.unit.example", "pass"),
        ("mx34; dkim=fail header.i=@x.example; dkim=pass header.i=@unit.example", "pass"),
        ("mx34; spf=fail smtp.mail=a@edu.unit.example; dkim=none", "fail"),
        ("mx34; spf=fail smtp.mail=a@edu.unit.example; dkim=pass header.i=@x.example", "fail"),
        ("mx34; spf=softfail smtp.mail=a@edu.unit.example", "unknown"),
        ("mx34; spf=pass smtp.mail=a@other.example", "unknown"),
        ("mx34; spf=pass smtp.mail=a@notunit.example", "unknown"),
        ("mx34; spf=pass smtp.mail=a@example", "unknown"),
        ("mx34; spf=neutral; dkim=temperror", "unknown"),
        ("mx99; spf=pass smtp.mail=a@edu.unit.example", "unknown"),
        ("mx34.evil.example; spf=pass smtp.mail=a@edu.unit.example", "unknown"),
        ("mx34; x=spf=pass", "unknown"),
    ],
)
def test_the_verdict_follows_aligned_results(results: str, verdict: SenderCheck) -> None:
    assert check(("Authentication-Results", results), TRANSACTION) == verdict


PASS: Header = ("Authentication-Results", "mx34; spf=pass smtp.mail=a@edu.unit.example")
SOFT: Header = ("Authentication-Results", "mx34; spf=softfail smtp.mail=a@edu.unit.example")


def test_the_last_results_of_the_receiving_server_count() -> None:
    assert check(PASS, SOFT, TRANSACTION) == "unknown"
    assert check(SOFT, PASS, TRANSACTION) == "pass"


def test_the_transaction_must_be_the_servers() -> None:
    assert check(PASS) == "unknown"
    assert check(PASS, ("X-CM-TRANSID", "other")) == "unknown"
    assert check(PASS, TRANSACTION, ("X-CM-TRANSID", "other")) == "unknown"
    assert check(PASS, ("X-CM-TRANSID", "AbC_12-\r\n\t-.6S2")) == "pass"


def test_without_the_servers_received_nothing_is_known() -> None:
    assert check(PASS, TRANSACTION, ours=False) == "unknown"


def test_two_from_headers_prove_nothing() -> None:
    assert check(PASS, TRANSACTION, ("From", "x@edu.unit.example")) == "unknown"


def test_a_helo_name_cannot_speak_for_the_server() -> None:
    spoofed = (
        "from x (by evil (Coremail) with SMTP id Zz; ) by mx34 (Coremail) with SMTP id"
        " AbC_12--.6S2; Fri, 10 Jun 2022 16:00:09 +0800"
    )
    lies: Header = ("Authentication-Results", "evil; spf=pass smtp.mail=a@edu.unit.example")
    assert check(("Received", spoofed), lies, ("X-CM-TRANSID", "Zz"), ours=False) == "unknown"


@pytest.mark.parametrize("registry", ["gov.cn", "com.cn", "sx.cn", "cn"])
def test_a_registrys_domain_proves_nobody(registry: str) -> None:
    results: Header = ("Authentication-Results", f"mx34; spf=pass smtp.mail=a@{registry}")
    assert check(results, TRANSACTION, sender=f"jyj@unit.{registry}") == "unknown"
