"""Who gets in: the Host and Origin of a request, a login where one is set, what stays shut."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Awaitable, Callable, Collection, Iterable, MutableMapping
from typing import Any
from urllib.parse import quote, urlsplit

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Application = Callable[[Scope, Receive, Send], Awaitable[None]]

CONTENT_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
)
_OPEN = re.compile(r"/(login|static/[\w./-]+)\Z")
_SHUT = re.compile(r"/(-/(?!static/)|_|:|\.json|[^/]*\.db\Z)")
"""Datasette's own lists of databases, paths, versions and settings; its databases in memory."""
_WRITES = re.compile(r"/(act/[a-z]+|login|logout)\Z")
_LONGEST_FORM = 100_000
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Gate:
    """Wraps the application. `signed_in` tells whether a request's cookie is a login."""

    def __init__(
        self,
        application: Application,
        *,
        hosts: Collection[str],
        any_address: bool,
        signed_in: Callable[[Scope], bool] | None,
    ) -> None:
        self._application = application
        self._hosts = frozenset(one.lower() for one in hosts) | _LOOPBACK
        self._any_address = any_address
        self._signed_in = signed_in

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on with the headers that every answer carries."""
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        sending = _with_headers(send)
        refusal = self._refusal(scope)
        if refusal is not None:
            await _answer(sending, *refusal)
        elif self._needs_login(scope):
            where = quote(_path(scope), safe="/~%")
            await _answer(sending, 303, "", location=f"/login?next={quote(where, safe='/')}")
        else:
            await self._application(scope, receive, sending)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        path, method = _path(scope), scope["method"]
        if not self._is_ours(_header(scope, b"host")):
            return 400, "这个网址不是本程序的网址，请用启动时显示的网址访问。"
        if _SHUT.match(path):
            return 404, "没有这个页面。"
        if method == "POST":
            if not _WRITES.match(path):
                return 405, "这个网址不接受提交。"
            if not self._is_same_origin(scope):
                return 403, "提交来自别的网站，没有执行。"
            length = _header(scope, b"content-length")
            if not length.isdigit() or int(length) > _LONGEST_FORM:
                return 413, "提交的内容太长。"
        elif method not in ("GET", "HEAD"):
            return 405, "不支持这种请求。"
        return None

    def _is_ours(self, host: str) -> bool:
        """DNS rebinding reaches us under a stranger's name; an address literal it cannot forge."""
        name = _host_name(host)
        if name in self._hosts:
            return True
        return self._any_address and _is_address(name)

    def _is_same_origin(self, scope: Scope) -> bool:
        if _header(scope, b"sec-fetch-site") not in ("", "same-origin", "none"):
            return False
        origin = _header(scope, b"origin")
        return not origin or urlsplit(origin).netloc == _header(scope, b"host")

    def _needs_login(self, scope: Scope) -> bool:
        if self._signed_in is None or _OPEN.match(_path(scope)):
            return False
        return not self._signed_in(scope)


def _host_name(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


def _path(scope: Scope) -> str:
    return str(scope["path"])


def _header(scope: Scope, name: bytes) -> str:
    found: Iterable[tuple[bytes, bytes]] = scope.get("headers") or ()
    return next((value.decode("latin-1") for key, value in found if key == name), "")


def _with_headers(send: Send) -> Send:
    async def sending(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers") or ())
            there = {bytes(name).lower() for name, _ in headers}
            headers += [pair for pair in _HEADERS if pair[0] not in there]
            message = {**message, "headers": headers}
        await send(message)

    return sending


async def _answer(send: Send, status: int, text: str, *, location: str = "") -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
    if location:
        headers.append((b"location", location.encode("ascii")))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})
