"""An office whose configuration points at a real Dovecot behind a proxy and a real SMTP server."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from mailbot.sample.mailbox import sample_config_text
from store.database import open_store
from tests.desk.sample import kept_mails
from tests.servers.command import Command
from tests.servers.dovecot import PASSWORD
from tests.servers.fixtures import Inbox, dovecot, inbox
from tests.servers.smtp import SmtpServer

__all__ = ["dovecot", "inbox"]

PASSWORD_VARIABLE = "OFFICE_CODE"


@dataclass(frozen=True)
class Outpost:
    """A folder with a config.toml, and the servers it points at."""

    folder: Path
    inbox: Inbox
    smtp: SmtpServer

    @property
    def config(self) -> Path:
        """Its configuration."""
        return self.folder / "config.toml"

    def environment(self) -> dict[str, str]:
        """What a command runs in."""
        return {**os.environ, PASSWORD_VARIABLE: PASSWORD}

    def arguments(self, *arguments: str) -> tuple[str, ...]:
        """A mailbot command's arguments on this office."""
        return ("--config", str(self.config), *arguments)

    def begin(self, *arguments: str) -> Command:
        """Begin a command that is waited for, or killed."""
        return Command(self.arguments(*arguments), self.environment())

    def run(self, *arguments: str, code: int = 0) -> str:
        """Run a command to its end; what it printed on stdout."""
        ended = self.begin(*arguments).wait(110)
        assert ended.code == code, ended.err
        return ended.out

    def json(self, *arguments: str, code: int = 0) -> Any:
        """The same, its JSON."""
        return json.loads(self.run(*arguments, "--json", code=code))

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start a command with an interpreter of its own and leave it running."""
        return subprocess.Popen(
            [sys.executable, "-m", "mailbot", *self.arguments(*arguments)],
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def store(self) -> Database:
        """Its store, opened as another process would."""
        return open_store(self.folder / "data" / "mailbot.db")

    def deliver_sample(self, count: int | None = None) -> int:
        """Put the sample's mails into the real mailbox, the last one just now; how many."""
        mails = kept_mails()[:count]
        shift = datetime.now(UTC) - mails[-1].received_at - timedelta(minutes=5)
        for one in mails:
            when = one.received_at + shift
            self.inbox.account.deliver(one.raw, folder=one.folder, internaldate=when)
        return len(mails)


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    """A mail server that takes every letter."""
    with SmtpServer(password=PASSWORD) as server:
        yield server


@pytest.fixture
def outpost(tmp_path: Path, inbox: Inbox, smtp: SmtpServer) -> Outpost:
    """An office at its post, nothing polled yet."""
    (tmp_path / "config.toml").write_text(config_text(inbox, smtp), encoding="utf-8")
    return Outpost(tmp_path, inbox, smtp)


def config_text(inbox: Inbox, smtp: SmtpServer) -> str:
    """The sample office's configuration with the servers of this test."""
    text = sample_config_text()
    mailbox, sending = text.index("[mailbox]"), text.index("[smtp]")
    head, tail = text[:mailbox], text[text.index("[store]") :]
    return (
        head
        + _server(text[mailbox:sending], inbox.proxy.port, inbox.account.username)
        + _server(text[sending : text.index("[store]")], smtp.port, inbox.account.username)
        + _uncommented(tail, backlog_days=366, receipts_per_hour=1000)
    )


def _uncommented(text: str, **values: int) -> str:
    for key, value in values.items():
        text, changed = re.subn(rf"^# {key} = .*$", f"{key} = {value}", text, flags=re.MULTILINE)
        assert changed == 1, key
    return text


def _server(section: str, port: int, username: str) -> str:
    for pattern, line in (
        (r"^host = .*$", 'host = "127.0.0.1"'),
        (r"^# port = .*$", f"port = {port}"),
        (r"^# tls = .*$", 'tls = "none"'),
        (r"^(# )?username = .*$", f'username = "{username}"'),
        (r"^password_env = .*$", f'password_env = "{PASSWORD_VARIABLE}"'),
    ):
        section = re.sub(pattern, line, section, count=1, flags=re.MULTILINE)
    return section
