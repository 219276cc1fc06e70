"""New mail fetched and taken up, unless the login was refused and nothing has changed since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlite_utils import Database

from mailbot.mailbox.errors import MailboxRefused
from mailbot.mailbox.report import FetchReport
from mailbot.receipts.gate import login_hold, stop_for_login

IMAP_LOGIN = "imap_login"


class Held(Exception):
    """Receiving is stopped; the text says why, `remedy` what to do."""

    def __init__(self, told: str, remedy: str) -> None:
        super().__init__(told)
        self.remedy = remedy


def receive(
    db: Database, fetch: Callable[[], FetchReport], *, secret: str, now: datetime
) -> FetchReport:
    """Fetch, but never hammer an account that refuses us.

    Raises Held while an earlier refusal stands: until the secret changes, `doctor` can log in,
    or a day has passed.
    """
    standing = login_hold(db, IMAP_LOGIN, secret, now)
    if standing:
        raise Held(standing, "更新授权码后会自动恢复；也可以运行 mailbot doctor，登录成功即恢复")
    try:
        return fetch()
    except MailboxRefused as error:
        stop_for_login(db, IMAP_LOGIN, f"{error}。{error.remedy}", secret, now)
        raise
