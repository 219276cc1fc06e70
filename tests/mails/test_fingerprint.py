"""One mail by two routes has one fingerprint; other content has another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.mails.making import XLSX, file, mixed, text, word
from tests.mails.samples import read_bytes

HEADERS = (("Message-ID", "<1@unit.example>"),)
SUBJECT = word("统计表", "utf-8")
MAIL = mixed(
    SUBJECT, text("正文\n", charset="utf-8", coding="base64"), file("a.xlsx", XLSX), headers=HEADERS
)
ROUTES: dict[str, Callable[[], bytes]] = {
    "line ends": lambda: MAIL.replace(b"\r\n", b"\n"),
    "transport headers": lambda: b"Received: from a by b\r\nX-Spam: no\r\n" + MAIL,
    "boundary": lambda: MAIL.replace(b"----=_Part_1", b"other"),
    "export's From line": lambda: b"From a@b.example Fri Jun 10 2022\n" + MAIL,
    "text encoding": lambda: mixed(
        SUBJECT,
        text("正文\n", charset="utf-8", coding="quoted-printable"),
        file("a.xlsx", XLSX),
        headers=HEADERS,
    ),
    "subject encoding": lambda: MAIL.replace(SUBJECT.encode(), word("统计表", "gbk").encode()),
    "blank line at the end": lambda: MAIL + b"\r\n",
}
OTHERS: dict[str, Callable[[], bytes]] = {
    "text": lambda: mixed(
        SUBJECT, text("正文2", charset="utf-8"), file("a.xlsx", XLSX), headers=HEADERS
    ),
    "file": lambda: mixed(
        SUBJECT, text("正文\n", charset="utf-8"), file("a.xlsx", XLSX + b"."), headers=HEADERS
    ),
    "file name": lambda: mixed(
        SUBJECT, text("正文\n", charset="utf-8"), file("b.xlsx", XLSX), headers=HEADERS
    ),
    "no file": lambda: mixed(SUBJECT, text("正文\n", charset="utf-8"), headers=HEADERS),
    "subject": lambda: MAIL.replace(SUBJECT.encode(), b"x"),
    "sender": lambda: MAIL.replace(b"jyj@", b"wlj@"),
    "date": lambda: MAIL.replace(b"16:00:00", b"16:00:01"),
    "Message-ID": lambda: MAIL.replace(b"<1@", b"<2@"),
}


@pytest.mark.parametrize("route", sorted(ROUTES))
def test_the_route_does_not_change_the_fingerprint(route: str) -> None:
    raw = ROUTES[route]()
    assert raw != MAIL
    assert read_bytes(raw).content_sha256 == read_bytes(MAIL).content_sha256


@pytest.mark.parametrize("other", sorted(OTHERS))
def test_other_content_changes_the_fingerprint(other: str) -> None:
    assert read_bytes(OTHERS[other]()).content_sha256 != read_bytes(MAIL).content_sha256
