"""The headers of a mail that the rest of the program asks for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.utils import parsedate_to_datetime

import mailparser

from parsers.mail.fields import Fields, one_line
from parsers.mail.relabel import relabel
from parsers.mail.words import decode_words

_IDENTIFIER = re.compile(r"<[^<>\s]{1,400}>")
_BARE_IDENTIFIER = re.compile(r"[^<>\s]{1,400}@[^<>\s]{1,400}")
_ADDRESS = re.compile(r"[^\s<>()\[\],;:\"“”'\\@]{1,100}@[^\s<>()\[\],;:\"“”'\\@]{1,200}")
_DATED = re.compile(r"[;,]\s*((?:[A-Za-z]{3},\s*)?\d{1,2} [A-Za-z]{3} \d{4}\b.{0,60})$")
_QUOTES = "\"'“” \t"
_ASKED = ("from", "to", "date")
_MOST_IDENTIFIERS = 200
_LONGEST_SUBJECT = 1000
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Headers:
    """Decoded headers; every text is on one line and free of controls."""

    message_id: str
    from_address: str
    from_name: str
    subject: str
    sent_at: datetime | None
    received_at: datetime | None
    in_reply_to: tuple[str, ...]
    references: tuple[str, ...]
    to_addresses: tuple[str, ...]


def read_headers(fields: Fields) -> Headers:
    """Decode the headers of a mail; missing and broken ones are '', None or ()."""
    parsed = _by_mail_parser(fields)
    name, address = _sender(fields, parsed)
    return Headers(
        message_id=next(iter(identifiers(fields.texts("message-id"))), ""),
        from_address=address,
        from_name=name,
        subject=fields.decoded("subject")[:_LONGEST_SUBJECT],
        sent_at=_sane(parsed.date) or _zoned(fields.text("date")),
        received_at=_received_at(fields),
        in_reply_to=identifiers(fields.texts("in-reply-to")),
        references=identifiers(fields.texts("references")),
        to_addresses=_recipients(fields, parsed),
    )


def identifiers(values: Iterable[str]) -> tuple[str, ...]:
    """The message ids in header values, in angle brackets, each once, the newest kept."""
    found: dict[str, None] = {}
    for value in values:
        hits = _IDENTIFIER.findall(value) or [f"<{one}>" for one in _BARE_IDENTIFIER.findall(value)]
        found.update(dict.fromkeys(one_line(hit) for hit in hits))
    return tuple(found)[-_MOST_IDENTIFIERS:]


def _by_mail_parser(fields: Fields) -> mailparser.MailParser:
    """Hand mail-parser the few fields it reads well, relabelled, raw bytes made UTF-8."""
    lines = [
        f"{name}: {next(iter(fields.texts(name)))}".encode("utf-8", "replace")
        for name in _ASKED
        if fields.raw(name)
    ]
    try:
        return mailparser.parse_from_string(relabel(b"\r\n".join((*lines, b"", b""))).decode())
    except (MessageError, LookupError, ValueError):  # it raises on broken encoded words
        return mailparser.parse_from_string("\r\n")


def _sender(fields: Fields, parsed: mailparser.MailParser) -> tuple[str, str]:
    """Name and address of the first author; where mail-parser finds none, the first address."""
    for name, address in parsed.from_:
        if _ADDRESS.fullmatch(address):
            return _name(name), address.lower() if address.isupper() else address
    text = fields.decoded("from")
    found = _ADDRESS.search(text)
    if found is None:
        return _name(text.replace("<>", "")), ""
    return _name(text[: found.start()].rstrip("<( ")), found.group()


def _name(text: str) -> str:
    """A display name; encoded words inside quotes are meant to be read (QQ writes them so)."""
    return one_line(decode_words(text)).strip(_QUOTES)[:_LONGEST_NAME]


def _recipients(fields: Fields, parsed: mailparser.MailParser) -> tuple[str, ...]:
    found = [address for _, address in parsed.to if _ADDRESS.fullmatch(address)]
    if not found:
        found = _ADDRESS.findall(fields.decoded("to"))
    return tuple(dict.fromkeys(found))[:_MOST_IDENTIFIERS]


def _received_at(fields: Fields) -> datetime | None:
    """When the last server took the mail: the date of the topmost Received (RFC 5321, 4.4)."""
    found = _DATED.search(fields.text("received"))
    return _zoned(found[1]) if found else None


def _zoned(text: str) -> datetime | None:
    """A date with its zone, in UTC; None for a broken one, or one that names no zone."""
    try:
        found = parsedate_to_datetime(text[:200])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return None if found.tzinfo is None else _sane(found)


def _sane(found: datetime | None) -> datetime | None:
    if found is None or not 1990 <= found.year <= 2100:
        return None
    return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
