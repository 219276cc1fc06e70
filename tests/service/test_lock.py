"""One round at a time, and a lock that its holder's death frees."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from mailbot.service.lock import Busy, round_lock

HOLD = """
import sys, time
from pathlib import Path
from mailbot.service.lock import round_lock
with round_lock(Path(sys.argv[1])):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_holder_is_refused_at_once(tmp_path: Path) -> None:
    store = tmp_path / "data" / "mailbot.db"
    with round_lock(store), pytest.raises(Busy, match="另一轮"), round_lock(store):
        pytest.fail("two rounds at once")
    with round_lock(store):
        pass


def test_kill_9_frees_it(tmp_path: Path) -> None:
    """Nothing is left to be cleared away by hand."""
    store = tmp_path / "mailbot.db"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(store)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(Busy), round_lock(store):
            pytest.fail("two rounds at once")
        lock = store.with_name("mailbot.db.lock")
        assert lock.read_text().strip() == str(holder.pid)
        holder.kill()
        holder.wait(timeout=20)
    with round_lock(store):
        assert lock.read_text().strip() != str(holder.pid)


def test_a_failure_inside_frees_it(tmp_path: Path) -> None:
    store = tmp_path / "mailbot.db"
    with pytest.raises(ValueError, match="x"), round_lock(store):
        raise ValueError("x")
    with round_lock(store):
        pass


def test_two_offices_do_not_wait_for_each_other(tmp_path: Path) -> None:
    with round_lock(tmp_path / "one.db"), round_lock(tmp_path / "two.db"):
        pass
