# ruff: noqa: ARG002 - aiosmtpd calls its hooks by position
"""A real SMTP server on loopback that keeps the letters it takes and answers as it is told."""

from __future__ import annotations

import asyncio
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from mailbot.receipts.settings import ServerSettings

USERNAME, PASSWORD = "office@inbox.example", "authorization-code"


@dataclass(frozen=True)
class Letter:
    """A letter as it was handed over: the envelope's addresses and the raw content."""

    mail_from: str
    to: str
    raw: bytes


class SmtpServer:
    """Takes letters after AUTH with `password`; `box` holds them. A context manager.

    `replies` gives the answer at a stage (login, mail, rcpt, `rcpt ADDRESS`, data, end);
    `hang_up` ends the connection after a letter's content, without an answer.
    """

    def __init__(
        self, *, password: str = PASSWORD, certificate: Path | None = None, port: int = 0
    ) -> None:
        self.password = password
        self.port = port or _free_port()
        self.replies: dict[str, str] = {}
        self.hang_up = False
        self.box: list[Letter] = []
        self.logins: list[str] = []
        tls = None
        if certificate is not None:
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            tls.load_cert_chain(certificate, certificate.with_name("key.pem"))
        self._controller = _Controller(
            self,
            hostname="127.0.0.1",
            port=self.port,
            authenticator=self._check,
            auth_require_tls=False,
            ssl_context=tls,
        )
        self._controller.post = self

    def __enter__(self) -> SmtpServer:
        self._controller.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._controller.stop()

    @property
    def settings(self) -> ServerSettings:
        """Where it listens, in the clear."""
        return ServerSettings(
            host="127.0.0.1", port=self.port, tls="none", username=USERNAME, timeout_seconds=5.0
        )

    def to(self, address: str) -> list[Letter]:
        """The letters for one address."""
        return [letter for letter in self.box if letter.to.lower() == address.lower()]

    def _check(
        self, server: Any, session: Session, envelope: Envelope, mechanism: str, data: LoginPassword
    ) -> AuthResult:
        self.logins.append(mechanism)
        if "login" in self.replies:
            return AuthResult(success=False, handled=False, message=self.replies["login"])
        return AuthResult(success=data.password == self.password.encode(), handled=False)

    async def handle_MAIL(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        # aiosmtpd warns of its own setting for this where there is no TLS.
        if not session.authenticated:
            return "550 User has no permission"
        reply = self.replies.get("mail", "250 Mail OK")
        if reply.startswith("250"):
            envelope.mail_from = address
        return reply

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        reply = self.replies.get(f"rcpt {address}", self.replies.get("rcpt", "250 Mail OK"))
        if reply.startswith("250"):
            envelope.rcpt_tos.append(address)
        return reply

    async def handle_DATA(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope
    ) -> str:
        reply = self.replies.get("end", "250 Mail OK queued as smtp1,x")
        content = envelope.content
        assert isinstance(content, bytes)
        if reply.startswith("250"):
            for address in envelope.rcpt_tos:
                self.box.append(Letter(envelope.mail_from or "", address, content))
        if self.hang_up:
            assert isinstance(server.transport, asyncio.WriteTransport)
            server.transport.abort()
        return reply


class _Server(SMTP):
    post: SmtpServer

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802 - aiosmtpd's name
        refusal = self.post.replies.get("data")
        if refusal:
            await self.push(refusal)
            return
        await super().smtp_DATA(arg)


class _Controller(Controller):
    post: SmtpServer

    def factory(self) -> SMTP:
        server = _Server(self.handler, **self.SMTP_kwargs)
        server.post = self.post
        return server


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
