"""A connection that is opened when it is needed, and again after a loss, within bounds."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from mailbot.mailbox.connection import Connection, open_connection
from mailbot.mailbox.errors import Unreachable
from mailbot.mailbox.settings import MailboxSettings

logger = logging.getLogger(__name__)

_FRUITLESS_LOSSES = 3
_Result = TypeVar("_Result")


class Line:
    """Runs work on a connection; work cut off by a hang-up is begun again on a new one.

    A connection that cannot be opened is not tried twice: waiting is the scheduler's business.
    A refused login never is.
    """

    def __init__(self, settings: MailboxSettings, password: str, stop: Callable[[], bool]) -> None:
        self._settings = settings
        self._password = password
        self._stop = stop
        self._connection: Connection | None = None
        self._fruitless = 0

    def run(self, work: Callable[[Connection], _Result]) -> _Result:
        """The result of `work`. Raises what opening and `work` raise."""
        while True:
            connection = self._opened()
            try:
                return work(connection)
            except Unreachable as error:
                self.close()
                self._fruitless += 1
                if self._fruitless >= _FRUITLESS_LOSSES:
                    raise
                logger.warning("%s；重新连接", error)

    def got_on(self) -> None:
        """Something was achieved: later losses count from nought."""
        self._fruitless = 0

    def close(self) -> None:
        """Close what is open."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()

    def _opened(self) -> Connection:
        if self._connection is None:
            self._connection = open_connection(self._settings, self._password, stop=self._stop)
        return self._connection
