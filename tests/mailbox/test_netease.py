"""What 163.com demands of every session, and what it does to clients that ask too much."""

from __future__ import annotations

import logging
from typing import Literal

import pytest

from mailbot.mailbox.connection import open_connection
from mailbot.mailbox.errors import LoginRefused, MailboxRefused, Unreachable, UnsafeLogin
from mailbot.mailbox.settings import MailboxSettings
from tests.mailbox.conftest import Desk, mail, polled
from tests.servers.dovecot import PASSWORD
from tests.servers.fixtures import Inbox
from tests.servers.netease_proxy import Fault


def _before_id(inbox: Inbox) -> list[str]:
    """The SELECTs and EXAMINEs that came before ID on their own connection."""
    identified, early = set(), []
    for number, line in inbox.behaviour.commands:
        if line.startswith("ID "):
            identified.add(number)
        if line.startswith(("SELECT", "EXAMINE")) and number not in identified:
            early.append(line)
    return early


def test_id_comes_before_select_on_every_connection(desk: Desk, inbox: Inbox) -> None:
    for number in range(6):
        inbox.account.deliver(mail(number))
    inbox.behaviour.hang_up_after = 9
    polled(desk, inbox)
    assert inbox.behaviour.connections > 2
    assert _before_id(inbox) == []
    assert desk.count("messages") == 6


def test_id_names_the_program_and_whom_to_ask(desk: Desk, inbox: Inbox) -> None:
    polled(desk, inbox)
    said = inbox.behaviour.said("^ID ")
    assert len(said) == 1
    for part in ('"name" "mailbot"', '"version"', '"vendor"', '"support-email" "office'):
        assert part in said[0]


def test_nothing_is_asked_that_the_server_answers_wrongly(desk: Desk, inbox: Inbox) -> None:
    inbox.account.deliver(mail(1))
    polled(desk, inbox)
    polled(desk, inbox)
    asked = r"BODYSTRUCTURE|ENVELOPE|UIDNEXT|IDLE|AUTHENTICATE|STORE|SELECT|EXPUNGE|BODY\["
    assert inbox.behaviour.said(asked) == []
    searches = inbox.behaviour.said("SEARCH")
    assert all(line.startswith("UID SEARCH UID ") for line in searches)


def test_unsafe_login_sends_id_once_more_and_goes_on(desk: Desk, inbox: Inbox) -> None:
    inbox.behaviour.faults.append(
        Fault("^(SELECT|EXAMINE)", "refuse", text="SELECT Unsafe Login. Please contact kefu")
    )
    inbox.account.deliver(mail(1))
    assert polled(desk, inbox).fetched == 1
    assert len(inbox.behaviour.said("^ID ")) == 2


def test_unsafe_login_after_a_second_id_stops_with_the_remedy(desk: Desk, inbox: Inbox) -> None:
    inbox.behaviour.always_unsafe = True
    with pytest.raises(UnsafeLogin) as caught:
        polled(desk, inbox)
    assert isinstance(caught.value, MailboxRefused)
    assert "短信确认" in caught.value.remedy
    assert inbox.behaviour.connections == 1
    assert len(inbox.behaviour.said("^ID ")) == 2


def test_a_refused_login_is_tried_once_and_told_with_the_remedy(desk: Desk, inbox: Inbox) -> None:
    inbox.behaviour.refuse_login = "LOGIN Login error or password error"
    with pytest.raises(LoginRefused) as caught:
        polled(desk, inbox)
    assert "授权码" in caught.value.remedy
    assert "IMAP" in caught.value.remedy
    assert len(inbox.behaviour.said("^LOGIN")) == 1


def test_a_login_refused_on_a_reconnect_is_not_tried_again(desk: Desk, inbox: Inbox) -> None:
    for number in range(6):
        inbox.account.deliver(mail(number))
    inbox.behaviour.hang_up_after = 9

    def refuse(_folder: str, done: int, _total: int) -> None:
        if done == 1:
            inbox.behaviour.refuse_login = "LOGIN Login error or password error"

    with pytest.raises(LoginRefused) as caught:
        polled(desk, inbox, progress=refuse)
    assert caught.value.fetched == desk.count("messages") > 0
    assert len(inbox.behaviour.said("^LOGIN")) == 2


@pytest.mark.parametrize(
    "answer", ["[UNAVAILABLE] Temporary authentication failure", "[INUSE] busy"]
)
def test_a_login_that_cannot_be_decided_now_is_no_refusal(
    desk: Desk, inbox: Inbox, answer: str
) -> None:
    inbox.behaviour.refuse_login = answer
    with pytest.raises(Unreachable):
        polled(desk, inbox)


def test_a_hang_up_during_login_is_no_refusal(desk: Desk, inbox: Inbox) -> None:
    inbox.behaviour.faults.append(Fault("^LOGIN", "hang_up"))
    with pytest.raises(Unreachable):
        polled(desk, inbox)


@pytest.mark.parametrize("password", ["", "密码", "a\r\nb"])
def test_what_cannot_be_an_authorization_code_is_never_sent(inbox: Inbox, password: str) -> None:
    with pytest.raises(LoginRefused):
        open_connection(inbox.settings(), password)
    assert inbox.behaviour.said("^LOGIN") == []


@pytest.mark.parametrize("tls", ["none", "starttls"])
def test_mail_is_fetched_in_the_clear_and_with_starttls(
    desk: Desk, inbox: Inbox, tls: Literal["none", "starttls"]
) -> None:
    inbox.account.deliver(mail(1, size=1_500_000))
    assert desk.poll(inbox.settings(tls=tls)).fetched == 1
    assert desk.kept() == [mail(1, size=1_500_000)]
    assert bool(inbox.behaviour.said("^STARTTLS")) == (tls == "starttls")


def test_mail_is_fetched_over_implicit_tls(desk: Desk, tls_inbox: Inbox) -> None:
    tls_inbox.account.deliver(mail(1, size=1_500_000))
    assert desk.poll(tls_inbox.settings(tls="implicit")).fetched == 1
    assert desk.kept() == [mail(1, size=1_500_000)]


def test_a_certificate_that_nobody_vouches_for_is_refused(desk: Desk, tls_inbox: Inbox) -> None:
    named = tls_inbox.settings(tls="implicit")
    settings = MailboxSettings(
        host=named.host, port=named.port, tls="implicit", username=named.username
    )
    with pytest.raises(Unreachable) as caught:
        desk.poll(settings)
    assert "证书" in caught.value.remedy
    assert tls_inbox.behaviour.commands == []


def test_a_password_in_the_clear_never_leaves_the_machine() -> None:
    with pytest.raises(ValueError, match="loopback"):
        MailboxSettings(host="imap.inbox.example", port=143, tls="none", username="office")


def test_a_server_without_id_is_not_sent_one(desk: Desk, inbox: Inbox) -> None:
    inbox.behaviour.hidden = frozenset({"ID"})
    inbox.behaviour.wants_id = False
    inbox.account.deliver(mail(1))
    assert polled(desk, inbox).fetched == 1
    assert inbox.behaviour.said("^ID ") == []


def test_the_password_stands_in_no_log_and_no_error(
    desk: Desk, inbox: Inbox, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    polled(desk, inbox)
    inbox.behaviour.refuse_login = "LOGIN Login error"
    with pytest.raises(LoginRefused) as caught:
        polled(desk, inbox)
    assert PASSWORD not in caplog.text
    assert PASSWORD not in repr(caught.value)
