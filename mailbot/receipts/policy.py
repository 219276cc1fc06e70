"""Who is answered, with what, and who is not: a pure decision with a reason for every refusal."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mailbot.receipts.plain import is_sendable

AnswerKind = Literal["report", "neutral", "unrecognised"]
UnknownSenders = Literal["review", "reply", "ignore"]

REFUSALS: dict[str, str] = {
    "receipts_off": "回执功能未开启",
    "imported": "导入的邮件不发回执",
    "no_address": "没有可用的发件地址",
    "own_address": "本邮箱自己发出的邮件",
    "bounce": "退信，不回复",
    "machine": "自动回复或群发邮件，不回复",
    "no_reply": "发件地址不收邮件",
    "forged": "发件地址可能是冒用，不回复",
    "bad_address": "发件地址曾被退信，不再发送",
    "not_taken_up": "邮件没有读出或已忽略，不回复",
    "duplicate": "同一封邮件已处理过",
    "answered": "这封邮件已有回执",
    "backlog": "启用之前收到的邮件，不补发回执",
    "acknowledgement": "只回复收到，不再回复",
    "reply_without_news": "对回执的回复，没有新内容",
    "nothing_new": "没有带来新内容",
    "unknown_sender": "发件人和单位都未能识别",
    "repeated": "同样的内容今天已回执两次",
    "said_enough": "今天已两次告知未识别或正在核对",
    "sender_cap": "该地址今天的回执已达上限",
}
"""code: what staff read."""

_NO_REPLY = re.compile(r"no[-_.]?reply|do[-_.]?not[-_.]?reply")
_MACHINE_LOCAL = re.compile(r"^(mailer-daemon|postmaster|owner-.*|.*-request|.*\+auto_=.*)$")
_ENOUGH = 2
"""Answers without information, or to the same content, that one address gets in a day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerFacts:
    """All that decides about an answer.

    `brings_new`: the mail has a file that is no decoration, a report, or a correction outside
    quoted text. `recognised`: something in it was taken for a material or figure of the campaign.
    `in_review`: a person must say whose it is. `not_before`: the backlog cutoff, if any.
    The counters speak of the last 24 hours and of this sender.
    """

    from_address: str
    received_at: datetime
    own_addresses: tuple[str, ...] = ()
    automatic_marks: tuple[str, ...] = ()
    is_bounce: bool = False
    on_roster: bool = False
    unit_found: bool = False
    forged: bool = False
    junk_folder: bool = False
    has_office_file: bool = False
    brings_new: bool = False
    recognised: bool = False
    in_review: bool = False
    taken_up: bool = True
    duplicate: bool = False
    acknowledges_notice: bool = False
    answers_receipt: bool = False
    first_from_sender: bool = False
    wanted: bool = True
    enabled: bool = True
    not_before: datetime | None = None
    unknown_senders: UnknownSenders = "reply"
    already_answered: bool = False
    bad_address: bool = False
    sender_receipts: int = 0
    sender_cap: int = 10
    empty_answers: int = 0
    same_content_answers: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What to answer with (None: nothing) and the refusal's code.

    `wait` says that a refused mail waits for a combined receipt.
    """

    kind: AnswerKind | None
    reason: str = ""
    wait: bool = False

    @property
    def reason_text(self) -> str:
        """The refusal as staff read it ('' for an answer)."""
        return REFUSALS[self.reason] if self.reason else ""


def decide(facts: AnswerFacts) -> Answer:
    """Decide by design, "Who is answered", and RFC 3834: the first rule that refuses wins."""
    for code, refuses in _RULES:
        if refuses(facts):
            return Answer(kind=None, reason=code)
    kind = kind_of(facts)
    if kind is None:
        return Answer(kind=None, reason="unknown_sender")
    return _under_caps(facts, kind)


def is_no_reply(address: str) -> bool:
    """Whether nobody reads what is sent to this address."""
    local = address.strip().lower().rpartition("@")[0]
    return _NO_REPLY.search(local) is not None


def is_machine_address(address: str) -> bool:
    """Whether the local part is one that only programs send from (RFC 3834, section 2)."""
    local = address.strip().lower().rpartition("@")[0]
    return _MACHINE_LOCAL.match(local) is not None


def _is_own(facts: AnswerFacts) -> bool:
    sender = facts.from_address.strip().lower()
    return sender in {own.strip().lower() for own in facts.own_addresses}


def _nothing_new(facts: AnswerFacts) -> bool:
    excused = facts.on_roster and facts.first_from_sender
    return not facts.brings_new and not excused


_RULES: tuple[tuple[str, Callable[[AnswerFacts], bool]], ...] = (
    ("receipts_off", lambda f: not f.enabled),
    ("imported", lambda f: not f.wanted),
    ("bounce", lambda f: f.is_bounce),
    ("no_address", lambda f: not is_sendable(f.from_address.strip())),
    ("own_address", _is_own),
    ("machine", lambda f: bool(f.automatic_marks) or is_machine_address(f.from_address)),
    ("no_reply", lambda f: is_no_reply(f.from_address)),
    ("forged", lambda f: f.forged),
    ("bad_address", lambda f: f.bad_address),
    ("duplicate", lambda f: f.duplicate),
    ("answered", lambda f: f.already_answered),
    ("acknowledgement", lambda f: f.acknowledges_notice and not f.brings_new),
    ("not_taken_up", lambda f: not f.taken_up),
    ("backlog", lambda f: f.not_before is not None and f.received_at < f.not_before),
    ("reply_without_news", lambda f: f.answers_receipt and not f.brings_new),
    ("nothing_new", _nothing_new),
)


def kind_of(facts: AnswerFacts) -> AnswerKind | None:
    """Which letter fits the mail, were it answered; None for a stranger's."""
    if not facts.on_roster and not facts.unit_found:
        asked = facts.unknown_senders == "reply"
        return "neutral" if asked and facts.has_office_file and not facts.junk_folder else None
    if facts.in_review:
        return "neutral"
    return "report" if facts.recognised else "unrecognised"


def _under_caps(facts: AnswerFacts, kind: AnswerKind) -> Answer:
    if facts.same_content_answers >= _ENOUGH:
        return Answer(kind=None, reason="repeated")
    if kind != "report" and facts.empty_answers >= _ENOUGH:
        return Answer(kind=None, reason="said_enough")
    if facts.sender_receipts >= facts.sender_cap:
        return Answer(kind=None, reason="sender_cap", wait=kind == "report")
    return Answer(kind=kind)
