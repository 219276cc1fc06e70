"""Reaching the server: name lookup, connection, TLS and greeting within one time limit."""

from __future__ import annotations

import queue
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError

from mailbot.mailbox.errors import Stopped, Unreachable
from mailbot.mailbox.settings import MailboxSettings

_CERTIFICATE = (
    "服务器的证书通不过检查：请核对 host、端口和本机时间，"
    + "单位网络若有拦截加密流量的设备，请联系网管"
)
_PORT = (
    "请核对 [mailbox] 的 tls 和 port 是否相配："
    + '993 用 tls = "implicit"，143 用 tls = "starttls"'
)


def reach(settings: MailboxSettings, stop: Callable[[], bool]) -> IMAPClient:
    """A client that has been greeted. Raises Unreachable, or Stopped when the service ends.

    A name lookup knows no time limit of its own, so the work is done in a thread that can be
    left behind.
    """
    results: queue.Queue[Any] = queue.Queue()
    left_behind = threading.Event()
    threading.Thread(
        target=_reach_into,
        args=(settings, results, left_behind),
        name="imap-open",
        daemon=True,
    ).start()
    try:
        result = _awaited(results, settings.timeout_seconds, stop)
    except (Stopped, Unreachable):
        left_behind.set()
        raise
    if isinstance(result, Exception):
        raise _told(result) from result
    return result


def _awaited(results: queue.Queue[Any], seconds: float, stop: Callable[[], bool]) -> Any:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        with suppress(queue.Empty):
            return results.get(timeout=0.1)
        if stop():
            raise Stopped
    raise Unreachable(f"连接收信服务器超过 {seconds:g} 秒没有成功")


def _reach_into(
    settings: MailboxSettings, results: queue.Queue[Any], left_behind: threading.Event
) -> None:
    try:
        client = _greeted(settings)
    except (OSError, IMAPClientError, ValueError) as error:  # ValueError: no possible host name
        results.put(error)
        return
    if left_behind.is_set():
        client.shutdown()
    else:
        results.put(client)


def _greeted(settings: MailboxSettings) -> IMAPClient:
    seconds = settings.timeout_seconds
    implicit = settings.tls == "implicit"
    client = IMAPClient(
        settings.host,
        port=settings.port,
        ssl=implicit,
        ssl_context=settings.tls_context() if implicit else None,
        timeout=SocketTimeout(seconds, seconds),
    )
    client.normalise_times = False
    # imapclient has imaplib format every answer, bodies too, for a log that nobody reads.
    client._imap.debug = 0
    return client


def _told(error: Exception) -> Unreachable:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Unreachable(f"服务器证书不可信：{error.verify_message}", remedy=_CERTIFICATE)
    if isinstance(error, ssl.SSLError):
        return Unreachable(f"加密连接没有建成：{error}", remedy=_PORT)
    return Unreachable(f"连不上收信服务器：{error}")
