"""Bounces: delivery reports (RFC 3464) and NetEase's 系统退信, and which letter came back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import unquote

from parsers.mail.automatic import has_null_sender
from parsers.mail.charset import decode_text
from parsers.mail.fields import Buffer, Fields, read_fields
from parsers.mail.headers import identifiers
from parsers.mail.transfer import Decoded
from parsers.mail.tree import Part

_DAEMON = re.compile(
    r"mailer-daemon|postmaster|mail-daemon|mailerdaemon|mail\.?delivery|bounce[sd]?", re.IGNORECASE
)
_SUBJECT = re.compile(
    r"系统退信|退信通知|退信|Undeliver|Delivery Status Notification|Mail delivery failed|"
    r"Returned mail|failure notice|无法(?:传递|投递|送达)|未送达|投递失败|发送失败|"
    r"Delivery failure",
    re.IGNORECASE,
)
_DELAY = re.compile(r"延迟|delayed|delay\b", re.IGNORECASE)
_EMAIL = r"([\w.!#$%&'*+/=^`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}[A-Za-z0-9])"
_LABELLED = re.compile(
    r"(?:收件人|收信人|收件地址|邮件地址|无法(?:投递|送达|发送|传递)[到至给]?|未能(?:投递|送达|发送)[到至给]?|"
    r"退信地址|失败地址|recipient\w*|address(?:es)?|delivered to|To)"
    rf"[^@\n]{{0,60}}?[\s:：<(（“\"]{{1,40}}{_EMAIL}",
    re.IGNORECASE | re.ASCII,
)  # fmt: skip
_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>@]{0,2000}|!--.{0,2000}?--)>", re.DOTALL)
_REPORTED_LINK = re.compile(r"BouncedRcpt=[\w.+%@-]{3,260}", re.IGNORECASE)
_REPORTED = re.compile(r"BouncedRcpt=([\w.+-]{1,64}(?:%40|@)[\w.-]{1,190})", re.IGNORECASE)
_ALONE = re.compile(rf"^\s*<?{_EMAIL}>?\s*(?:[:：].*)?$", re.MULTILINE | re.ASCII)
_IDENTIFIER = re.compile(r"Message-?ID\s*[:：]\s*(<[^<>\s]{1,400}>)", re.IGNORECASE)
_ORIGINALS = frozenset({"message/rfc822", "text/rfc822-headers", "message/global"})
_STATUS = frozenset({"message/delivery-status", "message/global-delivery-status"})
_LOOKED_AT = 200_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounce:
    """Whether the mail is a bounce, and of what."""

    is_bounce: bool = False
    message_ids: tuple[str, ...] = ()
    addresses: tuple[str, ...] = ()


def read_bounce(data: Buffer, root: Part, subject: str, address: str) -> Bounce:
    """Read a bounce. Only machines bounce: a person who forwards one is not one.

    A report of mere delay, of success or of reading is none either.
    """
    fields = root.fields
    statuses = [
        block for part in root.walk() if part.media_type in _STATUS
        for block in _blocks(_content(data, part))
    ]  # fmt: skip
    if not _is_bounce(fields, root, statuses, subject, address):
        return Bounce()
    text = _text_of(data, root)
    originals = [_inner_fields(data, part) for part in root.walk() if part.media_type in _ORIGINALS]
    return Bounce(
        is_bounce=True,
        message_ids=_message_ids(fields, statuses, originals, text),
        addresses=_addresses(fields, statuses, originals, text),
    )


def _is_bounce(
    fields: Fields, root: Part, statuses: list[Fields], subject: str, address: str
) -> bool:
    actions = {block.decoded("action").lower() for block in statuses} - {""}
    if actions:
        return "failed" in actions
    if root.media_type == "multipart/report":
        return root.parameters.get("report-type", "").lower() == "delivery-status"
    if fields.raw("x-failed-recipients"):
        return True
    local = address.rpartition("@")[0]
    by_machine = has_null_sender(fields) or _DAEMON.match(local) is not None
    return by_machine and _SUBJECT.search(subject) is not None and not _DELAY.search(subject)


def _message_ids(
    fields: Fields, statuses: list[Fields], originals: list[Fields], text: str
) -> tuple[str, ...]:
    values: list[str] = []
    for block in originals:
        values.extend(block.texts("message-id"))
    for block in statuses:
        values.extend((*block.texts("original-message-id"), *block.texts("x-original-message-id")))
    values.extend(_IDENTIFIER.findall(text[:_LOOKED_AT]))
    values.extend((*fields.texts("in-reply-to"), *fields.texts("references")))
    return identifiers(values)


def _addresses(
    fields: Fields, statuses: list[Fields], originals: list[Fields], text: str
) -> tuple[str, ...]:
    """The failed addresses, from the surest place that names any."""
    said = list(_failed(statuses)) or list(_emails(fields.texts("x-failed-recipients")))
    if not said:
        said = [unquote(one) for one in _REPORTED.findall(text)]
    if not said:
        said = [*_LABELLED.findall(text[:_LOOKED_AT]), *_ALONE.findall(text[:_LOOKED_AT])]
    if not said:
        said = list(_emails(value for block in originals for value in block.texts("to")))
    return tuple(dict.fromkeys(one.lower() for one in said))[:50]


def _failed(statuses: list[Fields]) -> Iterator[str]:
    for block in statuses:
        if block.decoded("action").lower() == "failed":
            values = (*block.texts("original-recipient"), *block.texts("final-recipient"))
            yield from _emails(values)


def _emails(values: Iterable[str]) -> Iterator[str]:
    for value in values:
        yield from re.findall(_EMAIL, value, re.ASCII)


def _content(data: Buffer, part: Part) -> bytes:
    return Decoded(data, part.start, part.end, part.encoding).whole(_LOOKED_AT)


def _blocks(content: bytes) -> list[Fields]:
    """The groups of fields of a delivery status: one of the message, one per recipient."""
    found: list[Fields] = []
    position = 0
    while position < len(content) and len(found) < 200:
        block, after = read_fields(content, position, len(content))
        if block.items:
            found.append(block)
        position = max(after, position + 1)
    return found


def _inner_fields(data: Buffer, part: Part) -> Fields:
    content = _content(data, part).lstrip()
    return read_fields(content, 0, len(content))[0]


def _text_of(data: Buffer, root: Part) -> str:
    """All text of a bounce, HTML tags taken out: where providers name address and letter."""
    pieces = [
        decode_text(_content(data, part), part.parameters.get("charset", ""))
        for part in root.walk()
        if part.media_type in ("text/plain", "text/html")
    ]
    joined = "\n".join(pieces)
    reported = " ".join(_REPORTED_LINK.findall(joined))
    return f"{unescape(_TAG.sub(' ', joined))}\n{reported}"
