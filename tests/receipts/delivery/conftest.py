"""A real SMTP server on loopback that answers as it is told at each stage."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.servers.smtp import SmtpServer


@pytest.fixture
def post() -> Iterator[SmtpServer]:
    """A server that takes everything until told otherwise."""
    with SmtpServer() as server:
        yield server
