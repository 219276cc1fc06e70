"""On a terminal of 80 columns nothing folds in an ugly way; in a pipe nothing folds at all."""

from __future__ import annotations

import os
import pty
import re
import struct
import sys
import termios
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from fcntl import ioctl

import pytest

from mailbot.service.health import Health
from mailbot.terminal.output import say
from mailbot.terminal.status import print_status
from mailbot.terminal.table import Column, print_table
from mailbot.terminal.width import columns_of
from store.asking import Progress, UnitStatus

ESCAPE = re.compile(r"\x1b\[[0-9;]*m")
MATERIALS = ("统计表", "总结", "典型案例", "声像资料", "媒体报道")
PROGRESS = Progress(expected=2, reported=2, complete=1, late=1, to_check=3, acknowledged=1)
HEALTH = Health(
    last_success_local="2022-06-10 12:00",
    last_error="",
    queued=0,
    failed=0,
    uncertain=0,
    pending=0,
    review=0,
    unreadable=0,
    troubles=("2 封邮件要指定单位，见 mailbot review",),
)


def status(name: str, state: str, **more: object) -> UnitStatus:
    values: dict[str, object] = {
        "code": name,
        "name": name,
        "state": state,
        "materials": dict.fromkeys(MATERIALS, "已收到"),
        "first": "",
        "last": "",
        "late": "",
        "missing": (),
        "to_check": 0,
        "acknowledged": False,
        "emails": "",
    }
    return UnitStatus(**(values | more))  # type: ignore[arg-type]  # made from a table of values


UNITS = (
    status("县农业农村局", "缺材料", missing=("统计表（空白表）",), to_check=2, late="逾期12天"),
    status("县融媒体中心", "已报齐"),
)


Shown = Callable[[Callable[[], None]], str]


@pytest.fixture
def on_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], Shown]:
    """What a person sees on a terminal of some width, colours included as escapes."""

    def terminal(columns: int) -> Shown:
        return lambda work: _shown(work, columns, monkeypatch)

    return terminal


def _shown(work: Callable[[], None], columns: int, monkeypatch: pytest.MonkeyPatch) -> str:
    master, slave = pty.openpty()
    ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 200, columns, 0, 0))
    seen = bytearray()
    # A terminal takes what is written at once: nobody waits for a full buffer.
    reader = threading.Thread(target=_read, args=(master, seen), daemon=True)
    reader.start()
    with monkeypatch.context() as patch, os.fdopen(slave, "w", encoding="utf-8") as out:
        patch.setattr(sys, "stdout", out)
        patch.setenv("TERM", "xterm-256color")
        # Rich asks the process's own terminal for its width, which is not this one.
        patch.setenv("COLUMNS", str(columns))
        for name in ("NO_COLOR", "FORCE_COLOR"):
            patch.delenv(name, raising=False)
        work()
    reader.join(timeout=10)
    os.close(master)
    return seen.decode().replace("\r\n", "\n")


def _read(master: int, seen: bytearray) -> None:
    with suppress(OSError):
        while data := os.read(master, 4096):
            seen += data


@pytest.fixture
def screen(on_terminal: Callable[[int], Shown]) -> Shown:
    """The usual 80 columns."""
    return on_terminal(80)


def lines_of(shown: str) -> Sequence[str]:
    return ESCAPE.sub("", shown).splitlines()


def test_the_status_is_a_line_a_unit_with_all_columns(screen: Shown) -> None:
    lines = lines_of(screen(lambda: print_status(UNITS, PROGRESS, HEALTH)))
    assert all(columns_of(line) <= 80 for line in lines)
    assert lines[0].split() == [
        "单位",
        "状态",
        *("统计", "总结", "典型", "声像", "媒体"),
        "缺少",
        "待核",
        "逾期",
    ]
    assert lines[2].split() == ["县农业农村局", "缺材料", *"✓✓✓✓✓", "统计表（空白表）", "2", "12天"]
    assert lines[3].split() == ["县融媒体中心", "已报齐", *"✓✓✓✓✓"]


def test_columns_stand_under_their_headings(screen: Shown) -> None:
    """A Chinese character takes two columns."""
    lines = lines_of(screen(lambda: print_status(UNITS, PROGRESS, HEALTH)))
    head = columns_of(lines[0].partition("缺少")[0])
    assert columns_of(lines[2].partition("统计表（")[0]) == head


def test_states_have_colours_on_a_terminal_only(
    screen: Shown, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "\x1b[32m已报齐" in screen(lambda: print_status(UNITS, PROGRESS, HEALTH))
    print_status(UNITS, PROGRESS, HEALTH)
    out, _ = capsys.readouterr()
    assert "\x1b" not in out
    assert "已报齐" in out


def test_a_column_that_may_go_goes_before_texts_are_cut_to_pieces(screen: Shown) -> None:
    rows = [
        ("核对", "参加人数：单元格写“近千”，未能读出数值" * 3, "clerk@unit.example" * 3, str(n))
        for n in (1, 2)
    ]
    columns = ("类别", "内容", Column(title="发件人", optional=True), "编号")
    lines = lines_of(screen(lambda: print_table(columns, rows)))
    assert all(columns_of(line) <= 80 for line in lines)
    assert lines[0].split() == ["类别", "内容", "发件人", "编号"]
    more = [(*row[:3], "很长的说明" * 9, *row[3:]) for row in rows] * 2
    many = ("类别", "内容", Column(title="发件人", optional=True), "说明", "又一栏", "编号")
    wide = [(*row[:4], "又一段文字" * 9, row[4]) for row in more]
    lines = lines_of(screen(lambda: print_table(many, wide)))
    assert lines[0].split() == ["类别", "内容", "说明", "又一栏", "编号"]


def test_a_very_narrow_terminal_still_shows_everything_that_must_stay(
    on_terminal: Callable[[int], Shown],
) -> None:
    rows = [("县农业农村局", "统计表没有填写数据")]
    lines = lines_of(on_terminal(24)(lambda: print_table(("单位", "内容"), rows)))
    assert all(columns_of(line) <= 24 for line in lines)
    assert "".join("".join(line.split()) for line in lines[2:]).count("局") == 1


def test_piped_text_is_not_folded(capsys: pytest.CaptureFixture[str]) -> None:
    text = "很长的一行" * 60
    print_table(("内容",), [(text,)])
    say(text)
    assert capsys.readouterr().out.count(text) == 2


HOSTILE = ["\x1b[2J清屏", "[red]不是标记[/red]", "a\x07b", "\u202eabc", "\x9b31m"]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_text_from_a_mail_drives_no_terminal(screen: Shown, text: str) -> None:
    """Control characters are shown as �, markup as itself."""

    def work() -> None:
        print_table(("主题",), [(text,)])
        say(text)

    shown = ESCAPE.sub("", screen(work))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
    if text.startswith("[red]"):
        assert shown.count(text) == 2
