"""What a mail server's refusal means, 163.com's in particular: table first, RFC 5321 after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

Stage = Literal["connect", "login", "mail", "rcpt", "data", "end"]
ReplyClass = Literal[
    "later", "throttled", "spam_later", "daily_limit", "spam", "login", "settings", "bad_recipient",
    "refused",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A reply's class and how long to wait before the next try, where the server's rule says."""

    reply_class: ReplyClass
    wait: timedelta | None = None


_SPAM_PAUSE = timedelta(minutes=2)
_WINDOW = timedelta(minutes=16)
"""163 counts over 15 minutes; one more to be safe."""

_TABLE: tuple[tuple[str, str, ReplyClass, timedelta | None], ...] = (
    # codes, text, class, wait; the first match decides
    (r"535|534|530", r"", "login", None),
    (r"550", r"user has no permission", "login", None),
    (r"5\d\d", r"unsafe login|account (is )?(locked|banned|disabled)", "login", None),
    (r"553", r"mail from must equal authorized user", "settings", None),
    (r"4\d\d", r"\bMI:SFQ", "throttled", _WINDOW),
    (r"4\d\d", r"\bDT:SPM", "spam_later", _SPAM_PAUSE),
    (r"550|554", r"\bMI:STC|\bRP:TRC|\bHL:ITC", "daily_limit", None),
    (r"550|554", r"\bDT:SPM|spam", "spam", None),
    (r"421", r"\bHL:", "later", None),
    (r"4\d\d", r"\bMI:DMC|\bRP:DRC|\bRP:QRC", "later", None),
    (r"55[0-4]|51\d|501",
     r"invalid user|user (not found|unknown|suspended|doesn'?t exist)|unknown user|"
     r"(mailbox|user|recipient|account).{0,40}(not found|unavailable|suspended|unknown|"
     r"not exist|disabled|rejected)|no such (user|mailbox|recipient)|5\.1\.[1236]\b",
     "bad_recipient", None),
)  # fmt: skip


def classify(stage: Stage, code: int, text: str) -> Verdict:
    """The class of a negative reply at a stage of the dialogue."""
    for codes, words, reply_class, wait in _TABLE:
        if re.fullmatch(codes, str(code)) and re.search(words, text, re.IGNORECASE):
            return Verdict(reply_class=reply_class, wait=wait)
    return Verdict(reply_class=_by_code(stage, code))


def _by_code(stage: Stage, code: int) -> ReplyClass:
    """RFC 5321, section 4.2.1: 4yz is transient, 5yz permanent."""
    if stage == "login":
        return "later" if 400 <= code < 500 else "login"
    if not 500 <= code < 600:
        return "later"
    if stage == "connect":
        return "later"
    if stage == "rcpt":
        return "bad_recipient" if code in (550, 551, 553) else "refused"
    return "refused"


ADVICE: dict[ReplyClass, str] = {
    "later": "对方服务器暂时不收，稍后重发",
    "throttled": "发信过于频繁，已暂停十几分钟",
    "spam_later": "服务器疑为垃圾邮件，稍后再试",
    "daily_limit": "今天的发信数量已到服务器上限，明天继续",
    "spam": "服务器判为垃圾邮件，不再原样重发",
    "login": "发信登录被拒：授权码可能过期、SMTP 服务未开启或账号被限制",
    "settings": "发件人与登录账号不一致，请检查 [smtp] username",
    "bad_recipient": "收件地址不存在或已停用",
    "refused": "服务器拒收",
}
"""What staff read about each class."""
