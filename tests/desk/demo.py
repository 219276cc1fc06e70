"""One run of `mailbot demo` for a whole session, whatever the number of its workers.

A conftest imports `demo` by name; it is nobody's to change, so a test looks at a copy.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PRINTED = "printed.json"


def run_demo(folder: Path) -> None:
    """The demo in `folder/demo`, and beside it what it printed for a program."""
    command = [sys.executable, "-m", "mailbot", "demo", "--json", "--folder", str(folder / "demo")]
    printed = subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout
    (folder / PRINTED).write_bytes(printed)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's own and `printed.json`; the first worker to ask makes it."""
    base = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        base = base.parent
    folder = base / "one-demo"
    with (base / "one-demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            begun = base / "one-demo-begun"
            shutil.rmtree(begun, ignore_errors=True)
            begun.mkdir()
            run_demo(begun)
            begun.rename(folder)
    return folder


def copied(demo: Path, folder: Path) -> Path:
    """A copy of the demo's own folder, to be opened and changed."""
    shutil.copytree(demo / "demo", folder)
    return folder
