"""IMAP as it goes over a socket: lines, and literals counted in bytes."""

from __future__ import annotations

import re
import socket
import ssl
from contextlib import suppress

_LITERAL = re.compile(rb"\{(\d+)\+?\}\r\n$")


class WireClosed(Exception):
    """The other side is gone."""


class Wire:
    """One side of a connection, read line by line."""

    def __init__(self, connection: socket.socket) -> None:
        # Answers of several lines go out as several writes.
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._connection = connection
        self._file = connection.makefile("rb")

    def __enter__(self) -> Wire:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.hang_up()
        self._file.close()
        self._connection.close()

    def hang_up(self) -> None:
        """End the connection, from whatever thread."""
        with suppress(OSError):
            socket.socket.shutdown(self._connection, socket.SHUT_RDWR)

    def wrap(self, context: ssl.SSLContext) -> None:
        """Go on under TLS, as the server."""
        self._file.close()
        self._connection = context.wrap_socket(self._connection, server_side=True)
        self._file = self._connection.makefile("rb")

    def send(self, data: bytes) -> None:
        """Send everything."""
        if data:
            self._connection.sendall(data)

    def line(self) -> bytes:
        """One line with its end; literals that need no go-ahead come along."""
        line = self._file.readline()
        if not line:
            raise WireClosed
        return line

    def response(self) -> bytes:
        """One response with all its literals."""
        parts = [self.line()]
        while found := _LITERAL.search(parts[-1]):
            parts.append(self._exactly(int(found[1])))
            parts.append(self.line())
        return b"".join(parts)

    def literal_and_line(self, announced: bytes) -> bytes:
        """What follows a line that announced a literal."""
        found = _LITERAL.search(announced)
        if found is None:
            raise WireClosed
        return self._exactly(int(found[1])) + self.line()

    def _exactly(self, count: int) -> bytes:
        data = self._file.read(count)
        if len(data) != count:
            raise WireClosed
        return data
