"""Writing bound to a few folders by landlock(7): a child that goes wrong cannot touch the store.

Linux 5.13 and later, without privileges; the system calls have the same numbers everywhere.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION, _PATH_BENEATH = 1, 1
_WRITE_FILE, _REFER, _TRUNCATE = 1 << 1, 1 << 13, 1 << 14
_REMOVE_AND_MAKE = sum(1 << bit for bit in range(4, 13))
_REMOVE_FILE, _MAKE_SOCKET = 1 << 5, 1 << 9
_SINCE = {_REFER: 2, _TRUNCATE: 3}
"""Versions of landlock that brought a right."""

_libc = ctypes.CDLL(None, use_errno=True)


class _Ruleset(ctypes.Structure):
    _fields_ = (("handled_access_fs", ctypes.c_uint64),)


class _PathBeneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed_access", ctypes.c_uint64), ("parent_fd", ctypes.c_int32))


def landlock_version() -> int:
    """The version of landlock that this kernel offers; 0 for none."""
    return max(int(_libc.syscall(_CREATE_RULESET, None, 0, _VERSION)), 0)


def write_only_in(folders: Iterable[bytes], sockets: Iterable[bytes]) -> None:
    """Let this process, and all that it starts, write in these folders alone, for good.

    In those of the folders `sockets` that are there it may make and remove sockets, and no files.
    Does nothing where the kernel has no landlock. Raises OSError for a folder that is not there.
    """
    version = landlock_version()
    if not version:
        return
    rights = _WRITE_FILE | _REMOVE_AND_MAKE
    rights |= sum(right for right, since in _SINCE.items() if version >= since)
    wanted = _Ruleset(rights)
    rules = _checked(_libc.syscall(_CREATE_RULESET, ctypes.byref(wanted), ctypes.sizeof(wanted), 0))
    try:
        for folder in folders:
            _allow(rules, folder, rights)
        for folder in filter(os.path.isdir, sockets):
            _allow(rules, folder, _MAKE_SOCKET | _REMOVE_FILE)
        _allow(rules, os.fsencode(os.devnull), rights & (_WRITE_FILE | _TRUNCATE))
        _checked(_libc.syscall(_RESTRICT_SELF, rules, 0))
    finally:
        os.close(rules)


def _allow(rules: int, path: bytes, rights: int) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rule = _PathBeneath(rights, place)
        _checked(_libc.syscall(_ADD_RULE, rules, _PATH_BENEATH, ctypes.byref(rule), 0))
    finally:
        os.close(place)


def _checked(result: int) -> int:
    if result < 0:
        error = ctypes.get_errno()
        raise OSError(error, os.strerror(error))
    return result
