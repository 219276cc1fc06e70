"""Who really sent a mail, by the headers that 163.com's own servers added."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from parsers.mail.fields import Fields, unfold

SenderCheck = Literal["pass", "fail", "unknown"]

_TAKEN = re.compile(
    r"\bby\s+([A-Za-z0-9._-]{1,200})\s*\(Coremail\)\s*with\s+\w{3,10}\s+id\s+([^;]{1,200});",
    re.IGNORECASE,
)
_FOLD = re.compile(rb"[\r\n]+[ \t]+")
_RESULT = re.compile(
    r"\b(spf|dkim)=(pass|fail|softfail|neutral|none|policy|temperror|permerror|hardfail)",
    re.IGNORECASE,
)
_SPF_DOMAIN = re.compile(r"smtp\.mail(?:from)?=\"?([^;\s\"]{1,300})", re.IGNORECASE)
_DKIM_DOMAIN = re.compile(r"header\.(?:i|d)=\"?([^;\s\"]{1,300})", re.IGNORECASE)
_PUBLIC = re.compile(
    r"(?:(?:ac|com|edu|gov|mil|net|org|ah|bj|cq|fj|gd|gs|gx|gz|ha|hb|he|hi|hk|hl|hn|jl|js|jx|ln|"
    r"mo|nm|nx|qh|sc|sd|sh|sn|sx|tj|tw|xj|xz|yn|zj)\.cn|"
    r"(?:com|edu|gov|net|org|idv|co|ac)\.(?:hk|tw|mo|uk|jp|kr)|[^.]*)"
)


def sender_check(fields: Fields, from_address: str) -> SenderCheck:
    """`pass`: the From domain is proven by SPF or DKIM; `fail`: SPF failed and DKIM proves nothing.

    Only what the receiving server wrote counts: it is named, with the mail's id, in the topmost
    Received, and the last Authentication-Results that names it is its own (earlier ones may be
    the sender's), if X-CM-TRANSID is that id. Mail within 163 has none: unknown, not forged.
    """
    taken = _taken_by(fields)
    domain = from_address.rpartition("@")[2].lower()
    if taken is None or not domain or len(fields.raw("from")) != 1:
        return "unknown"
    host, transaction = taken
    if next(reversed([_squeezed(one) for one in fields.raw("x-cm-transid")]), "") != transaction:
        return "unknown"
    named = [
        text for text in map(_joined, fields.raw("authentication-results"))
        if _names(text, host)
    ]  # fmt: skip
    return _verdict(named[-1], domain) if named else "unknown"


def _taken_by(fields: Fields) -> tuple[str, str] | None:
    """Host and id of the topmost Received; the last match in it, as a HELO name comes first."""
    topmost = next(iter(fields.raw("received")), b"")
    found = list(_TAKEN.finditer(unfold(topmost)))
    if not found:
        return None
    identifier = re.split(r"\s+for\s+", found[-1][2])[0]
    return found[-1][1].lower(), re.sub(r"\s+", "", identifier)


def _names(text: str, host: str) -> bool:
    return text.partition(";")[0].strip().lower() == host


def _verdict(results: str, domain: str) -> SenderCheck:
    spf_failed = False
    for method, result, rest in _results(results):
        pattern = _SPF_DOMAIN if method == "spf" else _DKIM_DOMAIN
        proven = pattern.search(rest)
        if result == "pass" and proven and _aligned(domain, proven[1].rpartition("@")[2]):
            return "pass"
        spf_failed = spf_failed or (method == "spf" and result in ("fail", "hardfail"))
    return "fail" if spf_failed else "unknown"


def _results(text: str) -> Iterator[tuple[str, str, str]]:
    """Each method with its result and properties; comments do not count."""
    bare = re.sub(r"\([^()]*\)", " ", text.partition(";")[2])
    for section in bare.split(";"):
        hits = list(_RESULT.finditer(section))
        ends = [*(one.start() for one in hits[1:]), None][: len(hits)]
        for hit, following in zip(hits, ends, strict=True):
            yield hit[1].lower(), hit[2].lower(), section[hit.end() : following]


def _aligned(one: str, other: str) -> bool:
    """The same domain, or one below the other, unless that is a registry's (RFC 7489, 3.1.1)."""
    first, second = one.strip(".").lower(), other.strip(".").lower()
    if first == second:
        return bool(first)
    shorter, longer = sorted((first, second), key=len)
    return longer.endswith(f".{shorter}") and _PUBLIC.fullmatch(shorter) is None


def _joined(raw: bytes) -> str:
    """Without folds: this server folds inside tokens, so the fold's white space goes too."""
    return unfold(_FOLD.sub(b"", raw))


def _squeezed(raw: bytes) -> str:
    return re.sub(r"\s+", "", unfold(raw))
