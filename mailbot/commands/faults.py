"""What went wrong, as one line on stderr and an exit code."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

FAILED, WRONG_USE, BUSY = 1, 2, 3


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
    except Fault as fault:
        print(fault, file=sys.stderr)
        sys.exit(fault.exit_code)
    except BrokenPipeError:
        # `mailbot status | head`: the reader has seen enough.
        sys.stderr.close()
        sys.exit(0)
