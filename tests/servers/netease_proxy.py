"""A proxy before Dovecot that behaves like 163.com: same refusals, same gaps, faults on demand."""

from __future__ import annotations

import re
import socket
import socketserver
import ssl
import threading
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Literal

from tests.servers.imap_wire import Wire, WireClosed

UNSAFE = "NO SELECT Unsafe Login. Please contact kefu@188.com for help"
_SHOWN = ("IMAP4REV1", "SPECIAL-USE", "ID", "LITERAL+", "STARTTLS", "UIDPLUS")
_BLIND_SEARCH = re.compile(rb"SEARCH .*\b(FROM|TO|CC|SUBJECT|HEADER|BODY|TEXT)\b", re.IGNORECASE)
_STRUCTURE = re.compile(rb"FETCH .*\b(BODYSTRUCTURE|ENVELOPE)\b", re.IGNORECASE)
_DROPPED = re.compile(rb"^\* OK \[(UIDNEXT|HIGHESTMODSEQ|UNSEEN)\b")

_UIDVALIDITY = re.compile(rb"((?:^\* OK \[|^\* STATUS .*)UIDVALIDITY )\d+")
_FETCHED = re.compile(rb"^\* \d+ FETCH ")

Action = Literal["hang_up", "stall", "empty", "cut", "refuse", "short", "say"]


@dataclass
class Fault:
    """What happens instead of the answer when a command line matches.

    hang_up: the connection ends; stall: nothing comes; empty: OK without data; cut: the answer
    breaks off after its first `text` bytes; refuse: NO with `text`; short: the first literal lacks
    its last `text` bytes and says so; say: `text` and then OK. `times` -1 is for ever.
    """

    pattern: str
    action: Action
    times: int = 1
    text: str = ""


@dataclass
class Behaviour:
    """How the proxy behaves, changeable while it runs, and what it has seen.

    `size_error` is added to every RFC822.SIZE; `no_dates` makes every INTERNALDATE nonsense.
    `commands` holds a line a command with the number of its connection; passwords are left out.
    """

    wants_id: bool = True
    always_unsafe: bool = False
    uidvalidity: int | None = 1
    hidden: frozenset[str] = frozenset()
    refuse_login: str = ""
    hang_up_after: int | None = None
    longest_fetch: int | None = None
    size_error: int = 0
    no_dates: bool = False
    faults: list[Fault] = field(default_factory=list)
    commands: list[tuple[int, str]] = field(default_factory=list)
    connections: int = 0

    def said(self, pattern: str) -> list[str]:
        """The commands that match, from all connections."""
        return [line for _number, line in self.commands if re.search(pattern, line, re.IGNORECASE)]

    def capabilities(self) -> bytes:
        """What it admits to."""
        return " ".join(one for one in _SHOWN if one not in self.hidden).encode()

    def fault_for(self, line: str) -> Fault | None:
        """The fault that this command runs into; it is used up by one."""
        for fault in self.faults:
            if fault.times != 0 and re.search(fault.pattern, line, re.IGNORECASE):
                fault.times -= 1
                return fault
        return None


class NeteaseProxy:
    """Listens on `port`, speaks to the Dovecot on `upstream`. A context manager."""

    def __init__(
        self, upstream: int, *, certificate: Path | None = None, implicit_tls: bool = False
    ) -> None:
        self.behaviour = Behaviour()
        self.tls: ssl.SSLContext | None = None
        if certificate is not None:
            self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self.tls.load_cert_chain(certificate, certificate.with_name("key.pem"))
        self.upstream, self.implicit_tls = upstream, implicit_tls
        proxy = self

        class _Handler(socketserver.BaseRequestHandler):
            def handle(self) -> None:
                proxy._serve(self.request)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Handler)
        self._server.daemon_threads = True
        self.port = int(self._server.server_address[1])
        self._open: set[Wire] = set()

    def __enter__(self) -> NeteaseProxy:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self.hang_up()
        self._server.server_close()

    def hang_up(self) -> None:
        """End every connection there is."""
        for one in list(self._open):
            one.hang_up()

    def _serve(self, client: socket.socket) -> None:
        self.behaviour.connections += 1
        number = self.behaviour.connections
        try:
            if self.implicit_tls and self.tls is not None:
                client = self.tls.wrap_socket(client, server_side=True)
            with (
                Wire(client) as ours,
                Wire(socket.create_connection(("127.0.0.1", self.upstream))) as theirs,
            ):
                self._open |= {ours, theirs}
                try:
                    _Session(self, number, ours, theirs).run()
                finally:
                    self._open -= {ours, theirs}
        except (OSError, WireClosed):
            return


class _Session:
    """One connection, a command at a time: this client neither pipelines nor idles."""

    def __init__(self, proxy: NeteaseProxy, number: int, client: Wire, server: Wire) -> None:
        self.proxy, self.behaviour, self.number = proxy, proxy.behaviour, number
        self.client, self.server = client, server
        self.identified = False
        self.count = 0

    def run(self) -> None:
        greeting = self.server.response()
        self.client.send(self._rewritten(greeting))
        while True:
            line = self.client.line()
            self.count += 1
            self._note(line)
            if self.behaviour.hang_up_after and self.count > self.behaviour.hang_up_after:
                return
            if not self._answer(line):
                return

    def _note(self, line: bytes) -> None:
        _tag, _space, rest = line.rstrip().partition(b" ")
        text = rest.decode("utf-8", "replace")
        if text.upper().startswith("LOGIN"):
            text = "LOGIN"
        self.behaviour.commands.append((self.number, text))

    def _answer(self, line: bytes) -> bool:
        """Answer one command; whether the connection goes on."""
        tag, _space, rest = line.rstrip().partition(b" ")
        text = rest.decode("utf-8", "replace")
        fault = self.behaviour.fault_for(text)
        if fault is not None:
            return self._fail(fault, tag, line)
        ours = self._own_answer(tag, rest)
        if ours is not None:
            self.client.send(ours)
            return True
        if rest.upper() == b"STARTTLS" and self.proxy.tls is not None:
            self.client.send(tag + b" OK Begin TLS negotiation now\r\n")
            self.client.wrap(self.proxy.tls)
            return True
        if self._is_too_long(rest):
            return False
        self.identified |= rest.upper().startswith(b"ID ")
        self._pass_on(tag, line)
        return True

    def _own_answer(self, tag: bytes, rest: bytes) -> bytes | None:
        verb = rest.split(b" ", 1)[0].upper()
        behaviour = self.behaviour
        if verb in (b"SELECT", b"EXAMINE") and (
            behaviour.always_unsafe or (behaviour.wants_id and not self.identified)
        ):
            return tag + b" " + UNSAFE.encode() + b"\r\n"
        if verb == b"LOGIN" and behaviour.refuse_login:
            return tag + b" NO " + behaviour.refuse_login.encode() + b"\r\n"
        if _BLIND_SEARCH.search(rest):
            return b"* SEARCH\r\n" + tag + b" OK SEARCH completed\r\n"
        if _STRUCTURE.search(rest):
            return (
                b'* 1 FETCH (UID 1 BODYSTRUCTURE (("TEXT" "PLAIN" NIL)\r\n' + tag + b" OK done\r\n"
            )
        if verb in (b"IDLE", b"MOVE", b"ENABLE", b"AUTHENTICATE"):
            return tag + b" BAD command not support\r\n"
        return None

    def _is_too_long(self, rest: bytes) -> bool:
        longest = self.behaviour.longest_fetch
        found = re.match(rb"(?:UID )?FETCH (\S+)", rest, re.IGNORECASE)
        return bool(longest and found and found[1].count(b",") >= longest)

    def _fail(self, fault: Fault, tag: bytes, line: bytes) -> bool:
        if fault.action == "hang_up":
            return False
        if fault.action == "stall":
            self.client.line()
            return False
        if fault.action == "cut":
            self._pass_on(tag, line, cut=int(fault.text))
            return False
        if fault.action == "short":
            self._pass_on(tag, line, shorten=int(fault.text))
            return True
        if fault.action == "say":
            self.client.send(fault.text.encode())
        told = f"NO {fault.text}" if fault.action == "refuse" else "OK completed"
        self.client.send(tag + b" " + told.encode() + b"\r\n")
        return True

    def _pass_on(
        self, tag: bytes, line: bytes, *, cut: int | None = None, shorten: int = 0
    ) -> None:
        self.server.send(line)
        while True:
            response = self.server.response()
            if response.startswith(b"+"):
                self.client.send(response)
                self.server.send(self.client.literal_and_line(line))
                continue
            rewritten = _shortened(self._rewritten(response), shorten)
            self.client.send(rewritten if cut is None else rewritten[:cut])
            if response.startswith(tag + b" ") or cut is not None:
                return

    def _rewritten(self, response: bytes) -> bytes:
        if _DROPPED.match(response):
            return b""
        behaviour = self.behaviour
        if behaviour.uidvalidity is not None:
            response = _UIDVALIDITY.sub(rb"\g<1>%d" % behaviour.uidvalidity, response)
        if response.startswith(b"* STATUS"):
            response = re.sub(rb" ?UIDNEXT \d+", b"", response)
        if _FETCHED.match(response):
            return self._rewritten_fetch(response)
        if response.startswith(b"* CAPABILITY"):
            return b"* CAPABILITY " + behaviour.capabilities() + b"\r\n"
        shown = b"[CAPABILITY " + behaviour.capabilities() + b"]"
        return re.sub(rb"^(\S+ OK )\[CAPABILITY [^\]]*\]", rb"\g<1>" + shown, response)

    def _rewritten_fetch(self, response: bytes) -> bytes:
        first, end, rest = response.partition(b"\r\n")
        if self.behaviour.size_error:
            error = self.behaviour.size_error
            first = re.sub(
                rb"(RFC822\.SIZE )(\d+)", lambda m: b"%s%d" % (m[1], int(m[2]) + error), first
            )
        if self.behaviour.no_dates:
            first = re.sub(rb'INTERNALDATE "[^"]*"', b'INTERNALDATE "00-xxx-0000"', first)
        return first + end + rest


def _shortened(response: bytes, count: int) -> bytes:
    """An answer whose literal ends early, as a server gives that lost the rest of a file."""
    found = re.match(rb"[^\r\n]*\{(\d+)\}\r\n", response)
    if not count or found is None:
        return response
    size, start = int(found[1]), found.end()
    head = response[: found.start(1)] + b"%d}\r\n" % (size - count)
    return head + response[start : start + size - count] + response[start + size :]
