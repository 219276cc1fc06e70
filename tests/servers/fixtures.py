"""Servers for tests that cross the network. Import the fixtures by name into a conftest.

One Dovecot serves a whole session (of each xdist worker); each test has an account of its own.
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from mailbot.mailbox.settings import MailboxSettings
from tests.servers.dovecot import Dovecot
from tests.servers.maildir import Account
from tests.servers.netease_proxy import Behaviour, NeteaseProxy
from tests.servers.smtp import SmtpServer

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Inbox:
    """An account of a test's own behind a proxy of its own."""

    account: Account
    proxy: NeteaseProxy
    dovecot: Dovecot

    @property
    def behaviour(self) -> Behaviour:
        """How the proxy behaves and what it has seen."""
        return self.proxy.behaviour

    def settings(
        self,
        *,
        tls: Literal["implicit", "starttls", "none"] = "none",
        folders: tuple[str, ...] = ("INBOX", "\\Junk", "广告邮件", "订阅邮件"),
        move_to: str = "",
        timeout_seconds: float = 10.0,
    ) -> MailboxSettings:
        """Where the proxy listens."""
        return MailboxSettings(
            host="127.0.0.1",
            port=self.proxy.port,
            tls=tls,
            username=self.account.username,
            folders=folders,
            after="move" if move_to else "leave",
            move_to=move_to,
            timeout_seconds=timeout_seconds,
            cafile=self.dovecot.certificate,
        )


@pytest.fixture(scope="session")
def dovecot() -> Iterator[Dovecot]:
    """A Dovecot that is stopped at the end; in /tmp because its sockets need short paths."""
    base = Path(tempfile.mkdtemp(prefix="dovecot-", dir="/tmp"))
    base.chmod(0o755)
    with Dovecot(base) as server:
        yield server


@pytest.fixture
def inbox(dovecot: Dovecot) -> Iterator[Inbox]:
    """A fresh mailbox as 163.com would serve it, in the clear or with STARTTLS."""
    account = dovecot.account(f"office{next(_numbers)}@inbox.example")
    with NeteaseProxy(dovecot.plain, certificate=dovecot.certificate) as proxy:
        yield Inbox(account, proxy, dovecot)


@pytest.fixture
def tls_inbox(dovecot: Dovecot) -> Iterator[Inbox]:
    """The same behind implicit TLS, as on port 993."""
    account = dovecot.account(f"office{next(_numbers)}@inbox.example")
    with NeteaseProxy(dovecot.plain, certificate=dovecot.certificate, implicit_tls=True) as proxy:
        yield Inbox(account, proxy, dovecot)


@pytest.fixture
def smtp_server() -> Iterator[SmtpServer]:
    """A server that takes every letter until told otherwise."""
    with SmtpServer() as server:
        yield server
