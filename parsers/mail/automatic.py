"""Marks of machines, lists and vacation replies (RFC 3834 and what Chinese providers write)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from parsers.mail.fields import Fields
from parsers.mail.tree import Part

_PRESENT = (
    "X-Auto-Response-Suppress", "X-Autoreply", "X-Autorespond", "X-Autoresponder",
    "X-Auto-Reply", "X-Loop", "X-QQ-AUTO-REPLY", "X-QQ-HolidayReply", "X-Failed-Recipients",
)  # fmt: skip
_PRECEDENCE = frozenset({"bulk", "list", "junk", "auto_reply"})
_SUBJECT_START = re.compile(
    r"\s*(自动回复\s*[:：]|自動回[覆復]\s*[:：]|自动答复\s*[:：]|"
    r"Automatic reply\b|Auto[- ]?reply\b|Auto[- ]?response\b|Out of (?:the )?Office\b|"
    r"回执（已显示）|回执\(已显示\)|已读(?:回执)?\s*[:：]|Read\s*[:：]|Not read\s*[:：]|"
    r"Undeliver(?:able|ed)\b|Returned mail\b|Mail delivery (?:failed|failure)\b|"
    r"Delivery (?:Status|failure)\b|"
    r"系统退信|退信通知|退信\s*[:：]|发信方已撤回邮件)",
    re.IGNORECASE,
)
_SUBJECT_INSIDE = re.compile(r"([（(\[【]自动(?:回复|答复)[）)\]】]|的自动(?:回复|答复)\s*$)")
_LOCAL = re.compile(
    r"mailer-daemon|postmaster|(?:.*[-_.])?no[-_.]?reply(?:[-_.+].*)?|do[-_.]?not[-_.]?reply"
    r"|owner-.*|.*-owner|.*-request|.*\+auto_=.*",
    re.IGNORECASE,
)


def automatic_marks(fields: Fields, root: Part, subject: str, address: str) -> tuple[str, ...]:
    """Every reason not to answer that one mail shows; each mark names its header or place."""
    marks = (
        *_of_headers(fields),
        *_of_subject(subject),
        *_of_sender(fields, address),
        *(("multipart/report",) if root.media_type == "multipart/report" else ()),
    )
    return tuple(dict.fromkeys(marks))


def has_null_sender(fields: Fields) -> bool:
    """Whether the envelope's sender was empty, as bounces have it (RFC 5321, section 4.5.5)."""
    return any(value.strip() == "<>" for value in fields.texts("return-path"))


def _of_headers(fields: Fields) -> Iterator[str]:
    for value in fields.texts("auto-submitted"):
        keyword = re.split(r"[\s;(]", _without_comments(value).strip(), maxsplit=1)[0].lower()
        if keyword != "no":
            yield f"Auto-Submitted: {keyword[:40]}".rstrip(": ")
    for value in fields.texts("precedence"):
        word = _without_comments(value).strip().lower()
        if word in _PRECEDENCE:
            yield f"Precedence: {word}"
    names = {name for name, _ in fields.items}
    yield from (name for name in _PRESENT if name.lower() in names)
    for name in sorted(names):
        if name.startswith("list-") and len(name) > 5:
            yield name.title()[:60]


def _of_subject(subject: str) -> Iterator[str]:
    found = _SUBJECT_START.match(subject) or _SUBJECT_INSIDE.search(subject[:300])
    if found:
        yield f"subject {found[1].strip()}"


def _of_sender(fields: Fields, address: str) -> Iterator[str]:
    if has_null_sender(fields):
        yield "null sender"
    local = address.rpartition("@")[0]
    if local and _LOCAL.fullmatch(local):
        yield f"sender {local[:60].lower()}"


def _without_comments(value: str) -> str:
    return re.sub(r"\([^()]*\)", " ", value)
