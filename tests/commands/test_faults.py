"""What goes wrong ends in a plain Chinese line and the right exit code, never in a traceback."""

from __future__ import annotations

import re
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mailbot.service.lock import round_lock

if TYPE_CHECKING:
    from tests.commands.conftest import Desktop

OK, FAILED, WRONG_USE, BUSY = 0, 1, 2, 3
CHINESE = re.compile("[\u4e00-\u9fff]")
READING = ("status", "review", "remind", "show 县教育局", "search 科普", "reparse")
WRITING = ("export x.xlsx", "archive x", "backup x", "ingest .", "poll", "run")

WRONG_USES = {
    "no such command": ("nothing", "没有命令 nothing"),
    "no such option": ("status --nothing", "没有选项 --nothing"),
    "no unit": ("show", "缺少参数 UNIT"),
    "unknown unit": ("show 不存在局", "名单里没有“不存在局”"),
    "several units": ("show 局", "请写全名"),
    "too many": ("show 县教育局 县科协", "多余的参数：县科协"),
    "a folder as a file": ("export .", "是文件夹，要的是文件"),
    "another ending": ("export x.doc", "以 .xlsx 或 .csv 结尾"),
    "another view": ("export x.csv --view 没有", "统计汇总"),
    "no blank": ("export x.xlsx --template nothing.xlsx", "不存在"),
    "a blank that is none": ("export x.xlsx --template office/config.toml", "另存为 .xlsx"),
    "nothing to take in": ("ingest nothing.eml", "没有这个文件或文件夹"),
    "a file as a folder": ("backup office/config.toml", "是文件，要的是文件夹"),
    "no number": ("review accept x", "不是整数"),
    "no such submission": ("review accept 99999", "99999"),
    "a number beyond SQLite": ("review accept 99999999999999999999", "不在范围内"),
    "a negative number": ("review ignore -- -1", "不在范围内"),
    "no such finding": ("review dismiss 99999 --why x", "99999"),
    "no reason": ("review dismiss 1", "缺少选项 --why"),
    "no such mail": ("review assign 99999 县教育局", "99999"),
    "unit and new unit": ("review assign 1 县教育局 --new 县档案馆", "两者只写一个"),
    "no such field": ("review correct 县教育局 没有 5 --why x", "没有指标"),
    "several fields": ("review correct 县教育局 活动 5 --why x", "可能是"),
    "no figure": ("review correct 县教育局 参加人数 很多 --why x", "不是数字"),
    "no whole number": ("review correct 县教育局 参加人数 1.5 --why x", "整数"),
    "no whole negative number": ("review correct 县教育局 参加人数 -1.5 --why x", "整数"),
    "no number behind a minus": ("review correct 县教育局 参加人数 -5-5 --why x", "没有选项 -5"),
    "no such option of a decision": (
        "review correct 县教育局 参加人数 5 --because x",
        "没有选项 --because",
    ),
    "nor beside a negative": (
        "review correct 县教育局 参加人数 -5 --why x --because x",
        "多余的参数：--because",
    ),
    "a negative without a reason": ("review correct 县教育局 参加人数 -5", "缺少选项 --why"),
    "infinity": ("review correct 县教育局 参加人数 inf --why x", "不是数字"),
    "no such letter": ("review resend R-00000", "没有编号"),
    "no form": ("form import nothing.xlsx", "不存在"),
    "no table": ("form import office/config.toml", "form|表|读不了|打不开"),
    "init over a configuration": ("init", "已存在"),
    "no limit": ("search 科普 --limit 0", "不在范围内"),
}


@pytest.mark.parametrize(("command", "told"), WRONG_USES.values(), ids=WRONG_USES)
def test_wrong_use_is_told_and_ends_with_2(office: Desktop, command: str, told: str) -> None:
    ended = office.run(*command.split(), code=WRONG_USE)
    assert re.search(told, ended.err), ended.err
    assert ended.out == ""


@pytest.mark.parametrize("command", [*READING, *WRITING, "doctor", "form check office"])
def test_without_a_configuration_init_is_named(office: Desktop, command: str) -> None:
    if command.startswith("form"):
        command = "form check office/config.toml"
    ended = office.run(*command.split(), code=WRONG_USE, config=office.folder / "no.toml")
    assert "mailbot init" in ended.err


@pytest.mark.parametrize("command", [*READING, *WRITING, "doctor"])
def test_a_broken_configuration_is_told_with_its_place(office: Desktop, command: str) -> None:
    text = office.config.read_text(encoding="utf-8")
    office.config.write_text(text.replace("[mailbox]", "[mailbox]\nhots = 1", 1), encoding="utf-8")
    ended = office.run(*command.split(), code=WRONG_USE)
    assert re.search(r"config\.toml 第\d+行 \[mailbox\] hots", ended.err)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"[campaign", b"a = 1\n" * 3])
def test_any_other_file_as_configuration_is_told(office: Desktop, data: bytes) -> None:
    office.config.write_bytes(data)
    assert CHINESE.search(office.run("status", code=WRONG_USE).err)


def test_a_folder_as_configuration_is_told(office: Desktop) -> None:
    ended = office.run("status", code=WRONG_USE, config=office.folder)
    assert "是文件夹，要的是文件" in ended.err


@pytest.mark.parametrize("command", ["poll", "run"])
def test_a_missing_password_is_told_with_where_to_get_one(office: Desktop, command: str) -> None:
    ended = office.run(command, code=WRONG_USE)
    assert "授权码" in ended.err
    assert "[mailbox]" in ended.err


@pytest.mark.parametrize("command", ["poll", "run", "reparse", "ingest office/mails"])
def test_a_second_round_is_refused_with_3(office: Desktop, command: str) -> None:
    with round_lock(office.store_path):
        assert "另一轮" in office.run(*command.split(), code=BUSY).err


@pytest.mark.parametrize("command", ["review accept {}", "review correct 县教育局 展板 5 --why x"])
def test_a_store_that_another_program_holds_is_told(
    office: Desktop, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setattr("store.database._BUSY_SECONDS", 0.2)
    waiting = next(office.store().query("SELECT id FROM submissions WHERE state = 'review'"))
    holder = sqlite3.connect(office.store_path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    ended = office.run(*command.format(waiting["id"]).split(), code=FAILED)
    assert "数据库正被其他程序占用" in ended.err
    holder.execute("ROLLBACK")
    holder.close()


def test_reading_does_not_wait_for_who_writes(
    office: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Staff look at the status while a round records a mail."""
    monkeypatch.setattr("store.database._BUSY_SECONDS", 0.2)
    holder = sqlite3.connect(office.store_path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    for command in ("status", "show 县教育局", "review", "search 科普", "export x.xlsx"):
        office.run(*command.split(), code=OK)
    holder.close()


@pytest.mark.parametrize("command", [*READING[:5], "export x.xlsx", "doctor --offline"])
@pytest.mark.parametrize("damage", ["other file", "cut"])
def test_a_damaged_store_is_told(office: Desktop, command: str, damage: str) -> None:
    data = office.store_path.read_bytes()
    cut = data[:8192] + b"\x00" * 40_000
    office.store_path.write_bytes(
        b"no database at all, but text " * 200 if damage != "cut" else cut
    )
    for more in ("-wal", "-shm"):
        Path(f"{office.store_path}{more}").unlink(missing_ok=True)
    ended = office.run(*command.split(), code=FAILED)
    assert "数据库" in ended.out + ended.err


@pytest.mark.parametrize(
    "command", ["export {}/x.xlsx", "export {}/x.csv", "archive {}", "backup {}"]
)
@pytest.mark.parametrize("place", ["/proc/nowhere", "office/config.toml/x"])
def test_a_place_that_cannot_be_written_is_told(office: Desktop, command: str, place: str) -> None:
    ended = office.run(*command.format(place).split(), code=FAILED)
    assert re.search("文件夹不存在|路径中间有一段是文件|没有权限", ended.err)
    assert "No such file" not in ended.err


@pytest.mark.parametrize("command", ["export x.xlsx", "archive x", "backup x"])
def test_a_full_disk_is_told_and_leaves_nothing_half_written(
    office: Desktop, tmp_path: Path, command: str
) -> None:
    """A limit on the size of files stands for a disk that is full."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    done = subprocess.run(
        [sys.executable, "-c", _IGNORING, "--config", str(office.config), *command.split()],
        cwd=tmp_path,
        preexec_fn=small,
        capture_output=True,
        text=True,
    )
    assert done.returncode == FAILED, done.stderr
    assert "Traceback" not in done.stderr
    assert CHINESE.search(done.stderr)
    assert not (tmp_path / "x.xlsx").exists()
    assert not list(tmp_path.rglob("*.part"))


_IGNORING = """
import signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from mailbot.commands.main import main
main()
"""


@pytest.mark.parametrize("command", ["status", "status --json", "show 县教育局", "--help"])
def test_a_reader_that_has_seen_enough_is_no_failure(office: Desktop, command: str) -> None:
    """`mailbot status | head -1`."""
    program = [sys.executable, "-m", "mailbot", "--config", str(office.config), *command.split()]
    with subprocess.Popen(program, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        errors = running.stderr.read().decode()
    assert (running.returncode, errors) == (OK, "")


def test_strange_bytes_in_arguments_are_no_traceback(office: Desktop) -> None:
    for command in (("search", "\udcff"), ("show", "\udcff"), ("ingest", "\udcff")):
        office.run(*command, code=None)
