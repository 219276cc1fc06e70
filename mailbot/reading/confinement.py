"""Confining this very process: limits, namespaces, and dying with the one that started it.

Linux only (prctl(2), unshare(2), user_namespaces(7)); nothing here needs privileges.
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import sys
from pathlib import Path

from mailbot.reading.bounds import Bounds
from mailbot.reading.landlock import write_only_in

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_NEW_IPC, _NEW_USER, _NEW_PID, _NEW_NET = 0x08000000, 0x10000000, 0x20000000, 0x40000000
_BY_SIGNAL = 128
_PROCESSES_COUNTED_PER_NAMESPACE = (5, 14)

_libc = ctypes.CDLL(None, use_errno=True)


def confine(bounds: Bounds, parent: int) -> None:
    """Bind this process and all that it starts; raises OSError where the kernel refuses.

    With `isolate` the caller goes on in a forked process, the first of a process namespace:
    when that one ends, the kernel kills whatever it has left behind, new sessions included.
    """
    die_with(parent)
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)
    if bounds.isolate:
        _isolate()
    write_only_in(bounds.writable, bounds.sockets)
    _limit(bounds)


def die_with(parent: int) -> None:
    """Have the kernel kill this process when the *thread* that started it ends."""
    _prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        # It ended before the line above.
        sys.exit(1)


def only_loopback() -> bool:
    """Whether this process sees no network device but its own loopback."""
    lines = Path("/proc/self/net/dev").read_text().splitlines()[2:]
    return all(line.split(":")[0].strip() == "lo" for line in lines)


def _prctl(option: int, value: int) -> None:
    if _libc.prctl(option, value, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "prctl")


def _isolate() -> None:
    uid, gid = os.getuid(), os.getgid()
    if _libc.unshare(_NEW_USER | _NEW_NET | _NEW_PID | _NEW_IPC):
        raise OSError(ctypes.get_errno(), "unshare")
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{uid} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{gid} {gid} 1")
    pid = os.fork()
    if pid:
        _stand_by(pid)
    # The parent is outside the new process namespace, where its number reads as 0.
    die_with(0)


def _stand_by(pid: int) -> None:
    """Wait for the confined process, holding nothing open, and end as a shell would report it."""
    os.closerange(0, 1024)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        os._exit(_BY_SIGNAL + os.WTERMSIG(status))
    os._exit(os.WEXITSTATUS(status))


def _limit(bounds: Bounds) -> None:
    limits = {
        resource.RLIMIT_AS: bounds.memory_bytes,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: bounds.file_bytes,
        resource.RLIMIT_NOFILE: bounds.open_files,
    }
    if bounds.isolate and _kernel() >= _PROCESSES_COUNTED_PER_NAMESPACE:
        # Elsewhere the limit counts every process of the user, whatever he runs besides.
        limits[resource.RLIMIT_NPROC] = bounds.processes
    for which, value in limits.items():
        _, hard = resource.getrlimit(which)
        bound = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (bound, bound))


def _kernel() -> tuple[int, ...]:
    numbers = os.uname().release.split("-")[0].split(".")[:2]
    return tuple(int(number) for number in numbers if number.isdigit())
