"""Run another program confined: `python -m mailbot.reading.confined PARENT BOUNDS PROGRAM …`.

Without arguments: a probe that exits with 0 when this machine lets a process be isolated.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import msgspec

from mailbot.reading.bounds import Bounds
from mailbot.reading.confinement import confine, only_loopback
from mailbot.reading.process import python_module
from parsers.context import MEGABYTE

_PROBE = Bounds(memory_bytes=512 * MEGABYTE, file_bytes=MEGABYTE, writable=(), isolate=True)


def confined_command(command: Sequence[str], bounds: Bounds) -> tuple[str, ...]:
    """The command that runs another one confined, as a child of this process."""
    told = msgspec.json.encode(bounds).decode()
    return (*python_module("mailbot.reading.confined"), str(os.getpid()), told, *command)


def main(arguments: Sequence[str]) -> None:
    """Confine this process and become the program; without arguments, try whether it could."""
    if not arguments:
        confine(_PROBE, os.getppid())
        sys.exit(0 if only_loopback() else 1)
    parent, told, *command = arguments
    confine(msgspec.json.decode(told, type=Bounds), int(parent))
    os.execvp(command[0], command)  # noqa: S606 (a fixed command of ours, no shell)


if __name__ == "__main__":
    main(sys.argv[1:])
