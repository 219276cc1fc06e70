"""Whatever a server says, the fault is one of ours, and the next sane round makes it good."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest

from mailbot.mailbox.connection import open_connection
from mailbot.mailbox.errors import MailboxError, Unreachable
from mailbot.mailbox.settings import MailboxSettings
from tests.mailbox.conftest import Desk, mail, polled
from tests.servers.dovecot import PASSWORD
from tests.servers.fixtures import Inbox
from tests.servers.netease_proxy import Fault

TOKENS = (
    "* ", "1 ", "2 ", "99999999999999999999 ", "FETCH ", "(", ")", "UID ", "RFC822.SIZE ", "-5 ",
    "INTERNALDATE ", '"01-Jun-2022 08:00:00 +0800" ', '"99-Foo-1 1:1:1 +9999" ', "NIL ", '"',
    "BODY[] ", "{3}\r\nabc", "{0}\r\n", "LIST ", "SEARCH ", "EXISTS", "\r\n", "\\", "é", "\x00",
    '(\\Junk) "/" "&V4NXPpCuTvY-"', '(\\HasNoChildren) "/" INBOX', "* 0 EXISTS\r\n", "[", "]",
    "BYE ",
)  # fmt: skip


@contextmanager
def _babbler(said: bytes) -> Iterator[int]:
    """A server that says its piece and hangs up; its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def answer() -> None:
            connection, _address = server.accept()
            # A client that has heard enough hangs up before all is said, and may.
            with connection, suppress(OSError):
                connection.sendall(said)

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield int(server.getsockname()[1])
        thread.join(10)


@pytest.mark.parametrize("tls", ["none", "implicit"])
@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"220 smtp.inbox.example ESMTP\r\n",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"* BYE too many connections\r\n",
        b"* OK ready\r\n",
        b"* OK ready\r\n* BYE\r\n",
        bytes(range(256)) * 8,
        b"x" * 2_000_000,
    ],
)
def test_what_is_no_mail_server_is_unreachable(said: bytes, tls: str) -> None:
    with _babbler(said) as port:
        settings = MailboxSettings(
            host="127.0.0.1",
            port=port,
            tls="none" if tls == "none" else "implicit",
            username="office@inbox.example",
            timeout_seconds=10.0,
        )
        with pytest.raises(Unreachable):
            open_connection(settings, PASSWORD)


@pytest.mark.parametrize("host", ["nothing.invalid", "." + "x" * 80, "a..b"])
def test_a_host_that_cannot_be_is_unreachable(host: str) -> None:
    settings = MailboxSettings(host=host, port=993, tls="implicit", username="a", timeout_seconds=5)
    with pytest.raises(Unreachable):
        open_connection(settings, PASSWORD)


@pytest.mark.parametrize("command", ["^LIST", "^EXAMINE", "^FETCH", "^UID FETCH", "^ID", "^UID SE"])
def test_nonsense_is_survived_and_the_next_round_makes_it_good(
    desk: Desk, inbox: Inbox, command: str
) -> None:
    chance = random.Random(command)
    sent = []
    for number in range(8):
        inbox.account.deliver(mail(number))
        sent.append(mail(number))
        text = "".join(chance.choices(TOKENS, k=chance.randrange(1, 14))) + "\r\n"
        inbox.behaviour.faults = [Fault(command, "say", times=2, text=text)]
        with suppress(MailboxError):
            desk.poll(inbox.settings(timeout_seconds=0.4))
    inbox.behaviour.faults = []
    polled(desk, inbox, full=True)
    assert set(desk.kept()) >= set(sent)
