"""No bytes whatever make the reader raise anything but a ParserError, or leave bad text behind."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parsers.errors import ParserError, TooLarge, Unreadable
from parsers.mail.reader import read_mail
from parsers.results import MailReading
from tests.mails.making import SAMPLES
from tests.mails.samples import CONTEXT, MAILS, read_bytes

FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
NAMES = (b"From", b"Subject", b"To", b"Date", b"Message-ID", b"Received", b"Content-Type",
         b"Content-Disposition", b"Content-Transfer-Encoding", b"References", b"Auto-Submitted",
         b"Authentication-Results", b"X-CM-TRANSID", b"Return-Path")  # fmt: skip
PIECES = (b"=?gb2312?B?", b"=?utf-8?Q?", b"?=", b"\"", b"<", b">", b"@", b";", b"=",
          b"multipart/mixed", b"boundary=b", b"--b\r\n", b"--b--\r\n", b"\r\n", b"\r\n ",
          b"\r\n\r\n", b"filename*0*=",
          b"charset=", b"base64", b"\xd5\xc5", "张".encode(), b"\x00", b"%E5", b"(", b"a",
          b"message/rfc822", b"text/html", b"<blockquote>", b"<table>")  # fmt: skip
soup = st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=6)), max_size=30).map(
    b"".join
)
quick = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def texts(mail: MailReading) -> list[str]:
    """Every text of a reading that goes into the store."""
    return [
        mail.header_message_id, mail.from_address, mail.from_name, mail.subject, mail.own_text,
        mail.quoted_text, *mail.in_reply_to, *mail.references, *mail.to_addresses,
        *mail.automatic_marks, *mail.bounced_message_ids, *mail.bounced_addresses,
        *(text for one in mail.members
          for text in (one.filename, one.media_type, one.content_id, one.spooled)),
        *(text for one in mail.links for text in (one.url, one.filename, one.size_text)),
        *(one.message for one in mail.findings),
    ]  # fmt: skip


def check(raw: bytes) -> None:
    """Read bytes and look the reading over."""
    try:
        mail = read_bytes(raw)
    except ParserError:
        return
    for text in texts(mail):
        assert FORBIDDEN.search(text) is None
        text.encode("utf-8")
    one_line = (mail.header_message_id, mail.from_address, mail.from_name, mail.subject)
    assert not any("\n" in text or "\t" in text for text in one_line)
    assert all(re.fullmatch(r"p\d{5}", one.spooled) for one in mail.members)


@given(st.binary(max_size=300))
@quick
def test_random_bytes_raise_nothing_but_a_parser_error(raw: bytes) -> None:
    check(raw)


@given(st.lists(st.tuples(st.sampled_from(NAMES), soup), max_size=8), soup)
@quick
def test_any_header_bytes_give_a_reading(headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    check(b"".join(name + b": " + value + b"\r\n" for name, value in headers) + b"\r\n" + body)


@given(
    st.sampled_from(sorted(name for name in MAILS if len(MAILS[name]) < 5000)),
    st.integers(min_value=0, max_value=5000),
    st.integers(min_value=0, max_value=200),
    soup,
)
@quick
def test_a_damaged_sample_still_gives_a_reading(
    name: str, place: int, length: int, patch: bytes
) -> None:
    raw = MAILS[name]
    check(raw[:place] + patch + raw[place + length :])


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\x01\xff", b"\n\n\n", b"just a line", b"%PDF-1.7\n%\xe2"]
)
def test_what_is_no_mail_is_unreadable(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        read_bytes(raw)


def test_a_mail_beyond_the_limit_is_not_read(tmp_path: object) -> None:
    small = CONTEXT.__class__(form=CONTEXT.form, limits=CONTEXT.limits.__class__(message_bytes=100))
    with pytest.raises(TooLarge):
        read_mail(SAMPLES / "attached_mail.eml", SAMPLES, context=small)
