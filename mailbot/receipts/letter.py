"""The bytes of a letter: one row of the outbox as an RFC 5322 message."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from typing import Protocol

from mailbot.receipts.plain import is_sendable, one_line

_POLICY = SMTP.clone(cte_type="7bit", utf8=False, max_line_length=78)
_MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{3,240}>")
_RESERVED = frozenset(
    {"from", "to", "cc", "bcc", "subject", "date", "message-id", "sender", "reply-to"}
    | {"content-type", "content-transfer-encoding", "mime-version", "content-disposition"}
)


class Letter(Protocol):
    """What is read of an outbox row."""

    @property
    def to_address(self) -> str:
        """The one recipient."""
        ...

    @property
    def subject(self) -> str:
        """The decoded subject."""
        ...

    @property
    def body(self) -> str:
        """The text, lines ended by a line feed."""
        ...

    @property
    def header_message_id(self) -> str:
        """The Message-ID with its angle brackets, fixed since the row was queued."""
        ...

    @property
    def extra_headers(self) -> Iterable[tuple[str, str]]:
        """Further headers: Auto-Submitted, In-Reply-To, References and the like."""
        ...


def letter_bytes(letter: Letter, *, from_address: str, from_name: str, date: datetime) -> bytes:
    """The letter in 7-bit bytes with CRLF: no SMTPUTF8, no 8BITMIME needed.

    Raises ValueError when an address or the Message-ID cannot stand in a header.
    """
    message = EmailMessage(policy=_POLICY)
    message["From"] = _address(from_address, from_name)
    message["To"] = _address(letter.to_address)
    message["Subject"] = one_line(letter.subject, 120)
    message["Date"] = format_datetime(date)
    message["Message-ID"] = _message_id(letter.header_message_id)
    for name, value in letter.extra_headers:
        if name.lower() not in _RESERVED and name.isascii():
            message[name] = one_line(value, 2000)
    message.set_content(letter.body, subtype="plain", charset="utf-8", cte="base64")
    return message.as_bytes()


def _address(address: str, name: str = "") -> Address:
    if not is_sendable(address):
        raise ValueError(f"no address that can stand in a header: {one_line(address)!r}")
    local, _, domain = address.rpartition("@")
    return Address(display_name=one_line(name, 40), username=local, domain=domain)


def _message_id(header_message_id: str) -> str:
    if _MESSAGE_ID.fullmatch(header_message_id) is None:
        raise ValueError(f"no Message-ID: {one_line(header_message_id)!r}")
    return header_message_id
