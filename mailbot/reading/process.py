"""The programs that reading starts, each with a process group that ends as a whole."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from mailbot.pipeline.reading import Stopped

_PASSED_ON = ("PATH", "TZ", "LD_LIBRARY_PATH")


def clean_environment(folder: Path) -> dict[str, str]:
    """What a child may know: no passwords, no proxies, its own folder for temporary files."""
    kept = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    return {
        **kept,
        "LC_ALL": "C.UTF-8",
        "TMPDIR": str(folder),
        # Arenas and thread stacks count against the limit of address space.
        "MALLOC_ARENA_MAX": "2",
        "OMP_NUM_THREADS": "2",
        "OPENBLAS_NUM_THREADS": "1",
    }


def python_module(name: str) -> tuple[str, ...]:
    """The command that runs a module of ours with this interpreter."""
    return (sys.executable, "-P", "-m", name)


class Group:
    """A started program and all that it starts in its process group."""

    def __init__(self, popen: subprocess.Popen[bytes]) -> None:
        self._popen = popen
        self._ending = threading.Lock()
        self.pid = popen.pid
        self.pidfd = os.pidfd_open(popen.pid)

    @property
    def stderr(self) -> IO[bytes] | None:
        """What the program complains of, where it was started with a pipe for that."""
        return self._popen.stderr

    def ended_within(self, seconds: float) -> bool:
        """Whether the program itself ends within this time; it is not reaped."""
        waiting = select.poll()
        waiting.register(self.pidfd, select.POLLIN)
        return bool(waiting.poll(max(seconds, 0) * 1000))

    def kill(self) -> None:
        """Kill the whole group at once; safe from a signal handler and more than once."""
        # Not yet reaped: the number still belongs to this group and no other.
        if self._popen.returncode is None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.pid, signal.SIGKILL)

    def end(self) -> int:
        """Kill what is left of the group and reap it: its exit code, negative for a signal."""
        with self._ending:
            self.kill()
            code = self._popen.wait()
            if self.pidfd >= 0:
                os.close(self.pidfd)
                self.pidfd = -1
            if self._popen.stderr:
                self._popen.stderr.close()
            return code


class Brood:
    """All programs of one pool, so that they can be ended at once, from a signal handler too.

    No lock: a handler may interrupt the very thread that holds it. Adding to a set and copying
    one are single steps, and a program started beside `kill` sees `stopped` afterwards.
    """

    def __init__(self) -> None:
        self.stopped = False
        self._groups: set[Group] = set()

    def start(
        self,
        command: Sequence[str],
        *,
        folder: Path,
        environment: dict[str, str],
        pass_fds: Sequence[int] = (),
        stderr: int = subprocess.DEVNULL,
    ) -> Group:
        """Start a program in `folder` as leader of a session; raises `Stopped` after `kill`."""
        self.check()
        popen = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=stderr,
            pass_fds=pass_fds,
            start_new_session=True,
        )
        group = Group(popen)
        self._groups.add(group)
        if self.stopped:
            self.end(group)
            raise Stopped
        return group

    def check(self) -> None:
        """Raise `Stopped` once everything was told to end."""
        if self.stopped:
            raise Stopped

    def end(self, group: Group) -> int:
        """End one program; its exit code."""
        code = group.end()
        self._groups.discard(group)
        return code

    def kill(self) -> None:
        """End all programs now and let no other start."""
        self.stopped = True
        for group in tuple(self._groups):
            group.kill()

    def pids(self) -> tuple[int, ...]:
        """The programs that run now."""
        return tuple(sorted(group.pid for group in tuple(self._groups)))
