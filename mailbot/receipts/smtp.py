"""One SMTP dialogue per letter, step by step, so that it is always known what the server has."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, NoReturn

from mailbot.receipts.replies import ReplyClass, Stage, classify
from mailbot.receipts.settings import ServerSettings

LOOPBACK = ("127.0.0.1", "::1", "localhost")

RefusedKind = Literal["bad_recipient", "spam", "settings", "refused"]
LaterKind = Literal["later", "throttled", "spam_later", "daily_limit", "unreachable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """The server took it; its reply is the only proof there is."""

    reply: str


class SendingFailed(Exception):
    """A letter that was not sent, or nobody knows.

    TryLater: certainly not taken, worth another try. Refused: certainly not taken, for good.
    LoginRefused: we may not send at all. LostReply: the server may have taken it.
    """

    def __init__(self, reply: str) -> None:
        super().__init__(reply)
        self.reply = reply


class TryLater(SendingFailed):
    """Not taken now. `after` is the server's own rule where it has one."""

    def __init__(self, reply: str, *, kind: LaterKind, after: timedelta | None = None) -> None:
        super().__init__(reply)
        self.kind = kind
        self.after = after


class Refused(SendingFailed):
    """Not taken, and it never will be."""

    def __init__(self, reply: str, *, kind: RefusedKind) -> None:
        super().__init__(reply)
        self.kind = kind


class LoginRefused(SendingFailed):
    """Expired code, service switched off, account banned: nothing can be sent."""


class LostReply(SendingFailed):
    """The letter went out and the answer did not come: never sent again by itself."""


class SmtpSender:
    """Hands letters over on one connection, opened when first needed. A context manager."""

    def __init__(self, settings: ServerSettings, password: str) -> None:
        if settings.tls == "none" and settings.host not in LOOPBACK:
            raise ValueError("SMTP without TLS is for loopback only")
        self._settings = settings
        self._password = password
        self._server: smtplib.SMTP | None = None

    def __enter__(self) -> SmtpSender:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Say goodbye if the server still listens."""
        server, self._server = self._server, None
        if server is not None:
            with contextlib.suppress(OSError, smtplib.SMTPException):
                server.quit()
            server.close()

    def check(self) -> str:
        """Log in and nothing else, for `doctor`; raises as `send` does."""
        server = self._connected()
        code, reply = server.noop()
        self.close()
        return _told(code, reply)

    def send(self, to_address: str, raw: bytes) -> Sent:
        """Hand one letter over. Raises a SendingFailed that says what is known."""
        server = self._connected()
        self._step(server, "mail", f"MAIL FROM:<{_guarded(self._settings.username)}>")
        self._step(server, "rcpt", f"RCPT TO:<{_guarded(to_address)}>")
        self._step(server, "data", "DATA", wanted=354)
        return self._content(server, raw)

    def _content(self, server: smtplib.SMTP, raw: bytes) -> Sent:
        """From here on a missing answer proves nothing."""
        try:
            server.send(_stuffed(raw))
            code, reply = server.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise LostReply(f"发出后未收到答复：{error}") from error
        if code != 250:
            self._fail("end", code, reply)
        return Sent(reply=_told(code, reply))

    def _step(self, server: smtplib.SMTP, stage: Stage, command: str, wanted: int = 250) -> None:
        try:
            code, reply = server.docmd(command)
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise TryLater(f"连接中断：{error}", kind="unreachable") from error
        if code != wanted and not (wanted == 250 and code == 251):
            self._fail(stage, code, reply)

    def _fail(self, stage: Stage, code: int, reply: bytes) -> NoReturn:
        """Raise what a negative reply means; the connection is not used again."""
        self._drop()
        told = _told(code, reply)
        verdict = classify(stage, code, told)
        _raise(verdict.reply_class, verdict.wait, told)

    def _drop(self) -> None:
        server, self._server = self._server, None
        if server is not None:
            server.close()

    def _connected(self) -> smtplib.SMTP:
        if self._server is not None and self._is_alive(self._server):
            return self._server
        self._drop()
        try:
            self._server = self._opened()
            self._greet(self._server)
        except smtplib.SMTPResponseException as error:
            stage: Stage = "connect"
            self._fail(stage, error.smtp_code, _as_bytes(error.smtp_error))
        except (OSError, smtplib.SMTPException) as error:
            self._drop()
            raise TryLater(f"连接不上发信服务器：{error}", kind="unreachable") from error
        return self._server

    def _opened(self) -> smtplib.SMTP:
        settings = self._settings
        if settings.tls == "implicit":
            return smtplib.SMTP_SSL(
                settings.host,
                settings.port,
                timeout=settings.timeout_seconds,
                context=ssl.create_default_context(),
            )
        return smtplib.SMTP(settings.host, settings.port, timeout=settings.timeout_seconds)

    def _greet(self, server: smtplib.SMTP) -> None:
        server.ehlo_or_helo_if_needed()
        if self._settings.tls == "starttls":
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if not self._password:
            return
        try:
            self._log_in(server)
        except smtplib.SMTPAuthenticationError as error:
            self._fail("login", error.smtp_code, _as_bytes(error.smtp_error))

    def _log_in(self, server: smtplib.SMTP) -> None:
        """One attempt with one mechanism: `smtplib.login` tries them all, and 163 counts."""
        offered = server.esmtp_features.get("auth", "").upper().split()
        server.user, server.password = self._settings.username, self._password
        if "PLAIN" in offered:
            server.auth("PLAIN", server.auth_plain)
        elif "LOGIN" in offered:
            server.auth("LOGIN", server.auth_login, initial_response_ok=False)
        else:
            self._drop()
            raise LoginRefused("服务器不提供可用的登录方式（AUTH PLAIN、AUTH LOGIN）")

    def _is_alive(self, server: smtplib.SMTP) -> bool:
        """RSET: the server may have hung up between two letters."""
        try:
            return server.rset()[0] == 250
        except (OSError, smtplib.SMTPException):
            return False


def _raise(reply_class: ReplyClass, wait: timedelta | None, told: str) -> NoReturn:
    if reply_class == "login":
        raise LoginRefused(told)
    if (
        reply_class == "later"
        or reply_class == "throttled"
        or reply_class == "spam_later"
        or reply_class == "daily_limit"
    ):
        raise TryLater(told, kind=reply_class, after=wait)
    raise Refused(told, kind=reply_class)


def _guarded(address: str) -> str:
    """An address that can stand in a command; anything else is refused for good."""
    if not address.isascii() or any(c <= " " or c in "<>\x7f" for c in address):
        raise Refused("地址不合规则", kind="bad_recipient")
    return address


def _stuffed(raw: bytes) -> bytes:
    """RFC 5321, section 4.5.2: a line's leading dot is doubled; the end is a dot alone."""
    lines = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n").rstrip(b"\n").split(b"\n")
    doubled = [b"." + line if line.startswith(b".") else line for line in lines]
    return b"\r\n".join(doubled) + b"\r\n.\r\n"


def _told(code: int, reply: bytes) -> str:
    text = " ".join(reply.decode("utf-8", "backslashreplace").split())
    return f"{code} {text}"[:300]


def _as_bytes(reply: bytes | str) -> bytes:
    return reply if isinstance(reply, bytes) else reply.encode("utf-8", "backslashreplace")
