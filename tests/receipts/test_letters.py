"""Subjects, headers and bytes of letters, whatever strangers write into them."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailbot.receipts.headers import (
    AUTOMATIC,
    derive_message_id,
    derive_reference,
    receipt_subject,
    references_in,
    thread_headers,
)
from mailbot.receipts.letter import letter_bytes
from mailbot.receipts.plain import middle_cut, one_line

ANYTHING = st.text(max_size=300) | st.text(
    alphabet="\r\n\t \x00\u202e\u2066\ufeff回执：A:", max_size=80
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A letter."""

    to_address: str = "edu@unit.example"
    subject: str = "回执 R-7K3M9：统计表"
    body: str = "您好！\n.\n..一行\n"
    header_message_id: str = "<mailbot.1@inbox.example>"
    extra_headers: Iterable[tuple[str, str]] = AUTOMATIC


HEADERS = sorted(
    [
        *("From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "X-Note"),
        *("X-Auto-Response-Suppress", "Content-Type", "Content-Transfer-Encoding"),
        "MIME-Version",
    ]
)


def raw_of(row: Row, from_name: str = "县科技局") -> bytes:
    return letter_bytes(
        row,
        from_address="office@inbox.example",
        from_name=from_name,
        date=datetime(2022, 6, 10, 8, 0, tzinfo=UTC),
    )


@settings(deadline=None, max_examples=150)
@given(ANYTHING, ANYTHING, ANYTHING)
def test_no_text_can_add_a_header_or_leave_seven_bits(subject: str, name: str, extra: str) -> None:
    """CR, LF, bidi overrides and anything else stay inside the header they were put in."""
    headers = (*AUTOMATIC, ("X-Note", extra))
    raw = raw_of(Row(subject=receipt_subject("R-7K3M9", subject), extra_headers=headers), name)
    raw.decode("ascii")
    assert b"\n" not in raw.replace(b"\r\n", b"")
    read = email.message_from_bytes(raw, policy=email.policy.default)
    assert sorted(read.keys()) == HEADERS
    assert str(read["Subject"]).startswith("回执 R-7K3M9：")
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))


@settings(deadline=None)
@given(st.text(max_size=400), st.integers(min_value=1, max_value=80))
def test_a_line_is_one_visible_short_line(text: str, limit: int) -> None:
    line = one_line(text, limit)
    assert len(line) <= limit
    assert (
        re.search("[\r\n\t\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029]", line)
        is None
    )


def test_a_bidi_override_does_not_disguise_a_file_name() -> None:
    assert one_line("统计表\u202excod.exe") == "统计表xcod.exe"


def test_a_long_file_name_keeps_its_ending() -> None:
    cut = middle_cut("很" * 300 + ".xlsx", 30)
    assert cut.endswith(".xlsx")
    assert len(cut) == 30


@pytest.mark.parametrize(
    ("original", "subject"),
    [
        ("统计表", "回执 R-7K3M9：统计表"),
        ("回复：统计表", "回执 R-7K3M9：统计表"),
        ("Re: 回执 R-ABCDE：统计表", "回执 R-7K3M9：统计表"),
        ("", "回执 R-7K3M9：（无主题）"),
        ("\r\n\u202e", "回执 R-7K3M9：（无主题）"),
        ("统计表\r\nBcc: x@evil.example", "回执 R-7K3M9：统计表 Bcc: x@evil.example"),
        ("长" * 500, "回执 R-7K3M9：" + "长" * 59 + "…"),
    ],
)
def test_the_subject_is_the_mark_and_the_original(original: str, subject: str) -> None:
    assert receipt_subject("R-7K3M9", original) == subject


def test_an_answers_subject_leads_back_to_the_reference() -> None:
    assert references_in("回复：回执 R-7K3M9：统计表 r-abcde") == ("R-7K3M9", "R-ABCDE")
    assert references_in("R-1O0IL R-22") == ()


def test_a_reference_is_stable_and_evades_those_in_use() -> None:
    first = derive_reference("seed", lambda _: False)
    assert first == derive_reference("seed", lambda _: False)
    assert re.fullmatch(r"R-[2-9A-HJKMNP-Z]{5}", first)
    second = derive_reference("seed", lambda one: one == first)
    assert second != first


@pytest.mark.parametrize("address", ["a@Inbox.example", "a@坏.example", "nobody", "a@b\r\nX: y"])
def test_a_message_id_is_well_formed_whatever_the_address(address: str) -> None:
    made = derive_message_id("seed", address)
    assert re.fullmatch(r"<mailbot\.[0-9a-f]{32}@[a-z0-9.-]+>", made)


def test_the_thread_is_bounded_and_free_of_broken_ids() -> None:
    earlier = [f"<{n}@x.example>" for n in range(50)] + ["broken", "<a\r\nBcc: b@x.example>"]
    headers = dict(thread_headers("<last@x.example>", earlier))
    chain = headers["References"].split(" ")
    assert headers["In-Reply-To"] == "<last@x.example>"
    assert (chain[0], chain[-1], len(chain)) == ("<0@x.example>", "<last@x.example>", 10)
    assert thread_headers("no id", earlier) == ()


def test_a_letter_says_that_a_machine_wrote_it() -> None:
    read = email.message_from_bytes(raw_of(Row()), policy=email.policy.default)
    assert read["Auto-Submitted"] == "auto-replied"
    assert read["X-Auto-Response-Suppress"] == "All"
    assert read["From"] == "县科技局 <office@inbox.example>"
    assert read.get_content() == "您好！\r\n.\r\n..一行\r\n"
    assert read.get_content_type() == "text/plain"


@pytest.mark.parametrize(
    "address", ["", "a b@x.example", "a@x.example\r\nBcc: y@x.example", "a@@b"]
)
def test_an_address_that_cannot_stand_in_a_header_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        raw_of(Row(to_address=address))


def test_extra_headers_cannot_replace_the_letters_own() -> None:
    raw = raw_of(Row(extra_headers=(("Bcc", "x@evil.example"), ("To", "y@evil.example"))))
    assert b"evil" not in raw
