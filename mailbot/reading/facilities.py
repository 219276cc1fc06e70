"""What this machine can do for reading: for `doctor` and for the readers' context."""

from __future__ import annotations

import subprocess
import tempfile
from functools import cache
from pathlib import Path

from mailbot.reading.process import clean_environment, python_module

_PROBE_SECONDS = 20


@cache
def network_cut() -> bool:
    """Whether children can be cut off the network here; tried once, in a process of its own."""
    folder = Path(tempfile.gettempdir())
    try:
        tried = subprocess.run(
            python_module("mailbot.reading.confined"),
            env=clean_environment(folder),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PROBE_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return tried.returncode == 0
