"""A child's loop: it confines itself, then answers one task after another until its end."""

from __future__ import annotations

import errno
import os
import socket
import traceback
from collections.abc import Callable

from mailbot.reading.confinement import confine
from mailbot.reading.wire import (
    Answer,
    Begin,
    Failed,
    FailureKind,
    FileTask,
    MailTask,
    PageDone,
    Ready,
    Task,
    pack,
    receive_order,
)
from parsers.context import ReadingContext

_DETAIL = 4000
_KINDS: dict[int, FailureKind] = {
    errno.ENOSPC: "disk",
    errno.EDQUOT: "disk",
    errno.EFBIG: "large",
    errno.ENOMEM: "memory",
}

Handler = Callable[[Task, ReadingContext, Callable[[], None]], Answer]
"""Does one task; the last argument tells the service that another page is done."""


def serve(handler: Handler, arguments: list[str]) -> None:
    """Confine this process and answer tasks until the service closes its end.

    `arguments` are the number of the inherited socket and the process that started this one.
    """
    descriptor, parent = (int(argument) for argument in arguments)
    channel = socket.socket(fileno=descriptor)
    channel.set_inheritable(False)
    begin = receive_order(channel.recv)
    if not isinstance(begin, Begin):
        return
    confine(begin.bounds, parent)
    _silence()
    channel.sendall(pack(Ready()))
    while isinstance(task := receive_order(channel.recv), MailTask | FileTask):
        channel.sendall(_answered(handler, task, begin.context, channel))


def _answered(
    handler: Handler, task: Task, context: ReadingContext, channel: socket.socket
) -> bytes:
    def page_done() -> None:
        channel.sendall(pack(PageDone()))

    try:
        return pack(handler(task, context, page_done))
    except MemoryError:
        return pack(Failed(kind="memory"))
    except OSError as error:
        return pack(Failed(kind=_KINDS.get(error.errno or 0, "error"), detail=_told()))
    except Exception:  # noqa: BLE001 (whatever a reader trips over fails its one file)
        return pack(Failed(kind="error", detail=_told()))


def _told() -> str:
    return traceback.format_exc(limit=-12)[-_DETAIL:]


def _silence() -> None:
    """From here on nothing that a library prints goes anywhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
