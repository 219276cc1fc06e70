"""References and headers of our letters: short, derived, and closed to injection."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable

from mailbot.receipts.plain import one_line

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Digits and letters that nobody confuses when reading them out."""

ANSWERS = "X-Mailbot-Answers"
"""Our letters' own header: marks of the mails that one answers, by which it is known again."""

_REFERENCE = re.compile(r"\bR-([23456789ABCDEFGHJKMNPQRSTVWXYZ]{5,8})\b", re.IGNORECASE)
_MESSAGE_ID = re.compile(r"<[\x21-\x3b\x3d\x3f-\x7e]{1,240}>")
_OUR_MESSAGE_ID = re.compile(r"<mailbot\.[0-9a-f]{32}@[a-z0-9.-]{1,100}>")
_REPLY_MARK = re.compile(r"^\s*((re|fw|fwd|aw|回复|答复|转发|回执)\s*[:：]\s*)+", re.IGNORECASE)
_OUR_MARK = re.compile(r"^\s*回执\s*R-[0-9A-Z]{5,8}\s*[:：]\s*", re.IGNORECASE)
_MARK = re.compile(r"[0-9a-f]{16}")
_MOST_REFERENCES, _MOST_MARKS = 10, 100
_SUBJECT_LENGTH = 60


def derive_reference(seed: str, is_taken: Callable[[str], bool]) -> str:
    """The 回执编号 for a seed: the same seed and outbox give the same one, never one in use."""
    for turn in range(1000):
        found = _reference(f"{seed}/{turn}", 5 if turn < 20 else 8)
        if not is_taken(found):
            return found
    raise ValueError("no free reference number")


def _reference(seed: str, length: int) -> str:
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest(), "big")
    letters: list[str] = []
    for _ in range(length):
        number, rest = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[rest])
    return "R-" + "".join(letters)


def references_in(text: str) -> tuple[str, ...]:
    """The 回执编号 that stand in a subject or text, in capitals, each once."""
    return tuple(dict.fromkeys(f"R-{hit.upper()}" for hit in _REFERENCE.findall(text[:2000])))


def derive_message_id(seed: str, from_address: str) -> str:
    """A fixed Message-ID in the domain of our own address (RFC 5322, section 3.6.4)."""
    domain = from_address.rpartition("@")[2].lower()
    safe = domain if re.fullmatch(r"[a-z0-9.-]{1,100}", domain) else "localhost"
    return f"<mailbot.{hashlib.sha256(seed.encode()).hexdigest()[:32]}@{safe}>"


def is_our_message_id(header_message_id: str) -> bool:
    """Whether this program made a Message-ID."""
    return _OUR_MESSAGE_ID.fullmatch(header_message_id.strip()) is not None


def answers_header(sha256s: Iterable[str]) -> tuple[str, str]:
    """The header that names the answered mails by the beginnings of their SHA-256."""
    return (ANSWERS, " ".join([one[:16] for one in sha256s][-_MOST_MARKS:]))


def answered_mails(name: str, value: str) -> tuple[str, ...]:
    """The marks in that header, none in any other."""
    return tuple(_MARK.findall(value)) if name.lower() == ANSWERS.lower() else ()


def receipt_subject(reference: str, original: str) -> str:
    """`回执 R-7K3M9：` and the original subject on one short line."""
    flat = one_line(original, 400)
    bare = _OUR_MARK.sub("", _REPLY_MARK.sub("", flat))
    return f"回执 {reference}：{one_line(bare, _SUBJECT_LENGTH) or '（无主题）'}"


def thread_headers(answered: str, earlier: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """In-Reply-To and References (RFC 5322), only of well-formed ids, bounded in number."""
    target = _MESSAGE_ID.fullmatch(answered.strip())
    if target is None:
        return ()
    older = [one.strip() for one in earlier if _MESSAGE_ID.fullmatch(one.strip())]
    chain = [one for one in dict.fromkeys(older) if one != target.group()]
    bounded = [*chain[: 1 if chain else 0], *chain[1:][-(_MOST_REFERENCES - 2) :], target.group()]
    return (("In-Reply-To", target.group()), ("References", " ".join(bounded)))


AUTOMATIC = (("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All"))
"""What RFC 3834 asks of an answer, and what Exchange understands."""

GENERATED = (("Auto-Submitted", "auto-generated"), ("X-Auto-Response-Suppress", "All"))
"""The same for letters that answer nothing: reminders, digests, alerts."""
