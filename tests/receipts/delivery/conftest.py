# ruff: noqa: ARG002 - aiosmtpd calls its hooks by position
"""A real SMTP server on loopback that answers as it is told at each stage."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from mailbot.receipts.settings import ServerSettings

PASSWORD = "secret-code"
USERNAME = "office@inbox.example"


@dataclass
class Post:
    """The server's behaviour and what it received.

    `replies` gives the answer at a stage (login, mail, rcpt, data, end); `hang_up` ends the
    connection without an answer after the content of a letter.
    """

    replies: dict[str, str] = field(default_factory=dict)
    hang_up: bool = False
    box: list[tuple[str, bytes]] = field(default_factory=list)
    logins: list[str] = field(default_factory=list)
    port: int = 0

    @property
    def settings(self) -> ServerSettings:
        """Where it listens."""
        return ServerSettings(
            host="127.0.0.1", port=self.port, tls="none", username=USERNAME, timeout_seconds=5.0
        )


class _Handler:
    def __init__(self, post: Post) -> None:
        self.post = post

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = self.post.replies.get("mail", "250 ok")
        if reply.startswith("250"):
            envelope.mail_from = address
        return reply

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = self.post.replies.get("rcpt", self.post.replies.get(f"rcpt {address}", "250 ok"))
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        reply = self.post.replies.get("end", "250 Mail OK queued as smtp1,x")
        if reply.startswith("250"):
            content = envelope.content
            assert isinstance(content, bytes)
            self.post.box.append((envelope.rcpt_tos[0], content))
        if self.post.hang_up:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return reply


class _Server(SMTP):
    post: Post

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        refusal = self.post.replies.get("data")
        if refusal:
            await self.push(refusal)
            return
        await super().smtp_DATA(arg)


class _Controller(Controller):
    post: Post

    def factory(self) -> SMTP:
        server = _Server(self.handler, **self.SMTP_kwargs)
        server.post = self.post
        return server


def _authenticator(post: Post) -> Callable[..., AuthResult]:
    def check(
        server: Any, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        post.logins.append(mechanism)
        if "login" in post.replies:
            return AuthResult(success=False, handled=False, message=post.replies["login"])
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)

    return check


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def post() -> Iterator[Post]:
    """A server that takes everything until told otherwise."""
    made = Post(port=_free_port())
    controller = _Controller(
        _Handler(made),
        hostname="127.0.0.1",
        port=made.port,
        authenticator=_authenticator(made),
        auth_require_tls=False,
    )
    controller.post = made
    controller.start()
    yield made
    controller.stop()
