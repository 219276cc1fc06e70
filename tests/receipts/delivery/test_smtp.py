"""Every reply of a mail server, at every stage, and what is known after it."""

from __future__ import annotations

import socket
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from mailbot.receipts.folder import FolderSender
from mailbot.receipts.replies import ADVICE, Stage, classify
from mailbot.receipts.settings import ServerSettings
from mailbot.receipts.smtp import (
    LoginRefused,
    LostReply,
    Refused,
    SendingFailed,
    SmtpSender,
    TryLater,
)
from tests.servers.smtp import PASSWORD, SmtpServer

if TYPE_CHECKING:
    from pathlib import Path


RAW = b"Subject: x\r\n\r\n.dot\r\n..\r\nlast"
TO = "edu@unit.example"

REPLIES: list[tuple[Stage, str, str]] = [
    ("mail", "421 HL:REP 163 smtp1", "later"),
    ("mail", "421 HL:ICC", "later"),
    ("rcpt", "450 MI:DMC", "later"),
    ("rcpt", "451 MI:DMC", "later"),
    ("rcpt", "450 RP:DRC", "later"),
    ("rcpt", "451 RP:QRC", "later"),
    ("mail", "451 MI:SFQ 163 smtp1", "throttled"),
    ("end", "451 MI:SFQ 163 smtp1", "throttled"),
    ("end", "451 DT:SPM 163 smtp1", "spam_later"),
    ("mail", "550 MI:STC 163", "daily_limit"),
    ("end", "554 MI:STC 163", "daily_limit"),
    ("rcpt", "550 RP:TRC", "daily_limit"),
    ("mail", "554 HL:ITC", "daily_limit"),
    ("end", "550 DT:SPM 163 smtp1", "spam"),
    ("end", "554 DT:SPM 163 smtp1", "spam"),
    ("mail", "550 User has no permission", "login"),
    ("mail", "535 Error: authentication failed", "login"),
    ("mail", "530 authentication required", "login"),
    ("mail", "553 Mail from must equal authorized user", "settings"),
    ("end", "553 Mail from must equal authorized user", "settings"),
    ("rcpt", "550 Invalid User", "bad_recipient"),
    ("rcpt", "550 User not found: x", "bad_recipient"),
    ("rcpt", "550 User suspended", "bad_recipient"),
    ("rcpt", "550 5.1.1 no such user", "bad_recipient"),
    ("rcpt", "553 no mailbox by that name", "bad_recipient"),
    ("end", "550 User not found: x", "bad_recipient"),
    ("rcpt", "452 too many recipients", "later"),
    ("data", "451 local error", "later"),
    ("data", "554 no valid recipients", "refused"),
    ("end", "452 no room", "later"),
    ("end", "552 too large", "refused"),
    ("rcpt", "554 refused for policy reasons", "refused"),
]


@pytest.mark.parametrize(("stage", "reply", "expected"), REPLIES)
def test_each_reply_has_its_class_and_sends_nothing(
    post: SmtpServer, stage: Stage, reply: str, expected: str
) -> None:
    """What the server refused at any stage is known not to have gone out."""
    post.replies[stage] = reply
    with SmtpSender(post.settings, PASSWORD) as sender, pytest.raises(SendingFailed) as raised:
        sender.send(TO, RAW)
    assert _class_of(raised.value) == expected
    assert raised.value.reply.startswith(reply[:3])
    assert post.box == []


def _class_of(error: SendingFailed) -> str:
    if isinstance(error, TryLater | Refused):
        return error.kind
    return "login" if isinstance(error, LoginRefused) else type(error).__name__


@pytest.mark.parametrize(
    "reply", ["535 Error: authentication failed", "550 User has no permission", "534 use web"]
)
def test_a_refused_login_stops_sending(post: SmtpServer, reply: str) -> None:
    post.replies["login"] = reply
    with SmtpSender(post.settings, PASSWORD) as sender, pytest.raises(LoginRefused):
        sender.send(TO, RAW)


def test_a_wrong_password_is_a_refused_login(post: SmtpServer) -> None:
    with SmtpSender(post.settings, "wrong") as sender, pytest.raises(LoginRefused):
        sender.check()


def test_a_login_that_fails_for_now_is_tried_later(post: SmtpServer) -> None:
    post.replies["login"] = "454 temporary authentication failure"
    with SmtpSender(post.settings, PASSWORD) as sender, pytest.raises(TryLater):
        sender.check()


def test_letters_arrive_whole_on_one_connection(post: SmtpServer) -> None:
    """Leading dots survive, the reply is kept as proof, one login serves several letters."""
    with SmtpSender(post.settings, PASSWORD) as sender:
        first = sender.send(TO, RAW)
        sender.send("other@unit.example", RAW)
    assert first.reply == "250 Mail OK queued as smtp1,x"
    assert [(one.to, one.raw) for one in post.box] == [
        (TO, RAW + b"\r\n"),
        ("other@unit.example", RAW + b"\r\n"),
    ]
    assert len(post.logins) == 1


def test_after_a_refusal_the_next_letter_still_goes_out(post: SmtpServer) -> None:
    post.replies[f"rcpt {TO}"] = "550 Invalid User"
    with SmtpSender(post.settings, PASSWORD) as sender:
        with pytest.raises(Refused):
            sender.send(TO, RAW)
        sender.send("other@unit.example", RAW)
    assert [one.to for one in post.box] == ["other@unit.example"]


def test_a_lost_reply_is_told_apart_from_a_refusal(post: SmtpServer) -> None:
    """The server has the letter and hangs up: nobody may send it again by itself."""
    post.hang_up = True
    with SmtpSender(post.settings, PASSWORD) as sender, pytest.raises(LostReply):
        sender.send(TO, RAW)
    assert len(post.box) == 1


def test_a_server_that_does_not_listen_is_tried_later() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    settings = ServerSettings(host="127.0.0.1", port=port, tls="none", username="a@inbox.example")
    with pytest.raises(TryLater) as raised:
        SmtpSender(settings, "x").send(TO, RAW)
    assert raised.value.kind == "unreachable"


@pytest.mark.parametrize("address", ["a b@x.example", "a@x.example>\r\nDATA", "用户@x.example"])
def test_an_address_cannot_carry_commands(post: SmtpServer, address: str) -> None:
    with SmtpSender(post.settings, PASSWORD) as sender, pytest.raises(Refused) as raised:
        sender.send(address, RAW)
    assert raised.value.kind == "bad_recipient"
    assert post.box == []


def test_without_tls_only_loopback_is_spoken_to() -> None:
    settings = ServerSettings(host="smtp.example.com", port=25, tls="none", username="a@b.example")
    with pytest.raises(ValueError, match="loopback"):
        SmtpSender(settings, "x")


def test_the_fifteen_minute_rule_waits_at_least_that_long() -> None:
    assert (classify("mail", 451, "451 MI:SFQ").wait or timedelta()) >= timedelta(minutes=15)


def test_every_class_is_explained_to_staff() -> None:
    assert {kind for _, _, kind in REPLIES} <= set(ADVICE)


def test_the_demo_writes_each_letter_to_a_file(tmp_path: Path) -> None:
    sender = FolderSender(tmp_path / "out")
    sender.send(TO, RAW)
    sender.send("../../etc/passwd", RAW)
    assert [path.read_bytes() for path in (tmp_path / "out").iterdir()] == [RAW, RAW]
