"""The command line in processes of its own, forked from one that has loaded the program already.

Each is a whole process with its own arguments, environment and output, and can be killed like
one; only the loading of modules and the first look at the machine, most of a short command's
work, are done once for all of them.
What an interpreter started afresh does is held by `tests/service/test_main_job.py`.
"""

from __future__ import annotations

import multiprocessing
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from mailbot.commands.catalogue import COMMANDS
from mailbot.commands.main import main

_FORKS = multiprocessing.get_context("forkserver")
_FORKS.set_forkserver_preload(
    [__name__, "tests.servers.probed", *(entry.module for entry in COMMANDS.values())]
)


@dataclass(frozen=True)
class Ended:
    """How a command ended; a negative code is the signal that killed it."""

    code: int
    out: str
    err: str


class Command:
    """A `mailbot` command that runs; to be ended by `wait` or `kill`."""

    def __init__(self, arguments: tuple[str, ...], environment: Mapping[str, str]) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="command-")
        folder = Path(self._folder.name)
        self._out, self._err = folder / "out", folder / "err"
        self._process = _FORKS.Process(
            target=_run, args=(arguments, dict(environment), self._out, self._err)
        )
        self._process.start()

    def kill(self) -> Ended:
        """As `kill -9` does."""
        self._process.kill()
        return self.wait(20)

    def wait(self, seconds: float) -> Ended:
        """Wait for its end; one that does not end in time is killed, and the test fails."""
        self._process.join(seconds)
        code = self._process.exitcode
        if code is None:
            self._process.kill()
            self._process.join()
        self._process.close()
        with self._folder:
            if code is None:
                raise TimeoutError(f"no end in {seconds} seconds: {_text(self._err)}")
            return Ended(code, _text(self._out), _text(self._err))


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


def _run(arguments: tuple[str, ...], environment: dict[str, str], out: Path, err: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    for path, descriptor in ((out, 1), (err, 2)):
        opened = os.open(path, os.O_WRONLY | os.O_CREAT)
        os.dup2(opened, descriptor)
        os.close(opened)
    sys.argv = ["mailbot", *arguments]
    main()
