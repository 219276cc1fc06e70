"""What went wrong, as one line on stderr and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import click

from mailbot.commands.chinese import complaint

FAILED, WRONG_USE, BUSY = 1, 2, 3
_INTERRUPTED = 130


class Fault(Exception):
    """Ends a command with a message for whoever called it and an exit code."""

    def __init__(self, message: str, exit_code: int = FAILED) -> None:
        super().__init__(message)
        self.exit_code = exit_code


@contextmanager
def told_as_exit_code() -> Iterator[None]:
    """Turn the faults that commands expect into a line on stderr and an exit code."""
    try:
        yield
        sys.stdout.flush()
    except Fault as fault:
        _end(str(fault), fault.exit_code)
    except click.ClickException as error:
        _end(complaint(error), error.exit_code)
    except (click.Abort, KeyboardInterrupt):
        _end("已中断", _INTERRUPTED)
    except BrokenPipeError:
        # `mailbot status | head`: the reader has seen enough.
        _leave_pipe()
        sys.exit(0)


def _end(told: str, exit_code: int) -> None:
    with suppress(BrokenPipeError):
        # A name in strange bytes is shown as far as it can be.
        print(told.encode(errors="backslashreplace").decode(), file=sys.stderr)
    sys.exit(exit_code)


def _leave_pipe() -> None:
    """What is still buffered goes nowhere, so that the interpreter's own flush finds no fault."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(BrokenPipeError, OSError, ValueError):
            os.dup2(nowhere, stream.fileno())
