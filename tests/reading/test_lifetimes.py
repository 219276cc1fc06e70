"""Children start when needed, are replaced in time, and end with the service."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from mailbot.pipeline.reading import ReaderUnavailable, Stopped
from mailbot.reading.facilities import network_cut
from mailbot.reading.pool import ReaderPool
from tests.reading.conftest import CONTEXT, MISBEHAVING, Ask, MakePool


def running(parent: int) -> list[int]:
    """Our children, what they have left behind included: their arguments name who started them."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            arguments = (folder / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if MISBEHAVING[-1].encode() in arguments and str(parent).encode() in arguments:
            found.append(int(folder.name))
    return found


def eventually(holds: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while not holds() and time.monotonic() < deadline:
        time.sleep(0.02)
    return holds()


def test_no_child_runs_before_it_is_needed(make_pool: MakePool, ask: Ask) -> None:
    pool = make_pool(size=2)
    assert pool.children() == ()
    pool.read_files([ask("echo")])
    assert len(pool.children()) == 1


def test_one_child_reads_many_files_and_is_replaced_after_some(
    make_pool: MakePool, ask: Ask
) -> None:
    pool = make_pool(served=50)
    readings = pool.read_files([ask("own_pid") for _ in range(200)])
    pids = [reading.text for reading in readings]
    assert [len(set(pids[start : start + 50])) for start in (0, 50, 100, 150)] == [1, 1, 1, 1]
    assert len(set(pids)) == 4


def test_files_and_threads_share_the_children(make_pool: MakePool, ask: Ask) -> None:
    pool = make_pool(size=2)
    requests = [[ask("echo", f"{thread}-{number}") for number in range(20)] for thread in range(4)]
    with ThreadPoolExecutor(4) as threads:
        readings = list(threads.map(pool.read_files, requests))
    assert [[reading.text for reading in some] for some in readings] == [
        [f"{thread}-{number}" for number in range(20)] for thread in range(4)
    ]
    assert len(pool.children()) == 2


def test_a_child_outlives_the_thread_that_asked_for_it(make_pool: MakePool, ask: Ask) -> None:
    pool = make_pool()
    asking = threading.Thread(target=pool.read_files, args=([ask("echo")],))
    asking.start()
    asking.join()
    before = pool.children()
    (reading,) = pool.read_files([ask("echo")])
    assert (reading.state, pool.children()) == ("read", before)


def test_a_file_whose_child_is_killed_from_outside_is_read_again(
    make_pool: MakePool, ask: Ask, scratch: Path
) -> None:
    pool = make_pool()
    with ThreadPoolExecutor(1) as thread:
        reading = thread.submit(pool.read_files, [ask("wait_for_release")])
        assert eventually((scratch / "tried").exists)
        os.killpg(pool.children()[0], signal.SIGKILL)
        assert [one.text for one in reading.result()] == ["second try"]


@pytest.mark.parametrize(
    "isolate",
    [
        False,
        pytest.param(
            True,
            marks=pytest.mark.skipif(not network_cut(), reason="this machine allows no namespaces"),
        ),
    ],
)
def test_what_a_child_leaves_behind_ends_with_it(
    isolate: bool, make_pool: MakePool, ask: Ask
) -> None:
    pool = make_pool(isolate=isolate)
    readings = pool.read_files([ask("fork_away" if isolate else "fork_beside"), ask("echo")])
    assert [reading.state for reading in readings] == ["unreadable", "read"]
    pool.kill()
    assert eventually(lambda: running(os.getpid()) == [])


@pytest.mark.parametrize("deed", ["hang", "hang_in_c", "fork_and_hang"])
def test_kill_ends_a_reading_at_once(deed: str, make_pool: MakePool, ask: Ask) -> None:
    pool = make_pool(parse_seconds=60)
    with ThreadPoolExecutor(1) as thread:
        reading = thread.submit(pool.read_files, [ask(deed), ask("echo")])
        assert eventually(lambda: len(pool.children()) == 1)
        pool.kill()
        with pytest.raises(Stopped):
            reading.result(timeout=10)
    assert eventually(lambda: running(os.getpid()) == [])
    with pytest.raises(Stopped):
        pool.read_files([ask("echo")])


def test_kill_from_a_signal_handler_ends_the_reading_it_interrupts(
    make_pool: MakePool, ask: Ask
) -> None:
    pool = make_pool(parse_seconds=60)
    before = signal.signal(signal.SIGALRM, lambda *_: pool.kill())
    try:
        signal.setitimer(signal.ITIMER_REAL, 0.6)
        with pytest.raises(Stopped):
            pool.read_files([ask("hang")])
    finally:
        signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("isolate", sorted({False, network_cut()}))
def test_children_die_with_the_service(isolate: bool, tmp_path: Path, ask: Ask) -> None:
    request = ask("hang_in_c")
    program = (
        "import sys; from pathlib import Path\n"
        "from mailbot.pipeline.reading import FileRequest\n"
        "from tests.reading.test_lifetimes import ReaderPool, CONTEXT, MISBEHAVING\n"
        f"pool = ReaderPool(CONTEXT, size=1, parse_seconds=60, memory_mb=400, isolate={isolate},"
        f" scratch=Path({str(request.spool.parent)!r}), command=MISBEHAVING)\n"
        f"pool.read_files([FileRequest(path=Path({str(request.path)!r}),"
        f" spool=Path({str(request.spool)!r}), filename='hang_in_c', media_type='')])\n"
    )
    service = subprocess.Popen([sys.executable, "-c", program], cwd=Path(__file__).parents[2])
    assert eventually(lambda: len(running(service.pid)) == 1 + isolate)
    service.kill()
    service.wait()
    assert eventually(lambda: running(service.pid) == [])


def test_a_child_that_cannot_start_is_no_fault_of_the_file(make_pool: MakePool, ask: Ask) -> None:
    broken = (sys.executable, "-c", "import sys; sys.exit('no such library')")
    with pytest.raises(ReaderUnavailable, match="no such library"):
        make_pool(command=broken).read_files([ask("echo")])
    with pytest.raises(FileNotFoundError):
        make_pool(command=("/nonexistent/python",)).read_files([ask("echo")])


def test_a_kept_file_that_is_gone_is_no_fault_of_the_file(make_pool: MakePool, ask: Ask) -> None:
    request = ask("echo")
    request.path.unlink()
    with pytest.raises(FileNotFoundError):
        make_pool().read_files([request])


def test_children_write_nowhere_but_in_the_scratch_folder(
    make_pool: MakePool, ask: Ask, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="scratch"):
        make_pool().read_files([replace(ask("echo"), spool=tmp_path)])


def test_a_pool_leaves_nothing_in_the_scratch_folder(scratch: Path, ask: Ask) -> None:
    with ReaderPool(
        CONTEXT, size=1, parse_seconds=10, memory_mb=400, scratch=scratch, command=MISBEHAVING
    ) as pool:
        pool.read_files([ask("echo"), ask("crash"), ask("echo")])
        assert len(list(scratch.glob("reader-*"))) == 1
    assert not list(scratch.glob("reader-*"))
