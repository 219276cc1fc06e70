"""What a shell is offered: commands without importing them, units and fields out of the store."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from click.shell_completion import ShellComplete

from mailbot.commands.catalogue import COMMANDS
from mailbot.commands.main import cli

if TYPE_CHECKING:
    from tests.commands.conftest import Desktop


def offered(office: Desktop, *words: str) -> list[str]:
    """The values offered for the last word."""
    shell = ShellComplete(cli, {}, "mailbot", "_MAILBOT_COMPLETE")
    before = ["--config", str(office.config), *words[:-1]]
    return [one.value for one in shell.get_completions(before, words[-1])]


def test_the_shell_gets_its_script_and_an_answer(office: Desktop) -> None:
    """As the shell itself asks, in a process of its own."""

    def asked(instruction: str) -> str:
        environment = {
            **os.environ,
            "_MAILBOT_COMPLETE": instruction,
            "COMP_WORDS": "mailbot show 县教",
            "COMP_CWORD": "2",
        }
        done = subprocess.run(
            [sys.executable, "-c", "from mailbot.commands.main import main; main()"],
            cwd=office.folder,
            env=environment,
            capture_output=True,
            text=True,
        )
        assert done.stderr == ""
        return done.stdout

    assert "_MAILBOT_COMPLETE=bash_complete" in asked("bash_source")
    assert asked("bash_complete") == "plain,县教育局\n"


def test_commands_are_offered(office: Desktop) -> None:
    assert offered(office, "re") == [name for name in COMMANDS if name.startswith("re")]
    assert "--version" in offered(office, "--")
    assert offered(office, "review", "ac") == ["accept"]


@pytest.mark.parametrize(
    ("typed", "units"),
    {"县教": ["县教育局"], "教育": ["县教育局"], "没有这个": [], "县团": ["县团委"]}.items(),
)
def test_units_are_offered_by_name_and_alias(office: Desktop, typed: str, units: list[str]) -> None:
    assert offered(office, "show", typed) == units
    assert offered(office, "review", "correct", typed) == units


def test_fields_are_offered_behind_a_unit(office: Desktop) -> None:
    assert offered(office, "review", "correct", "县教育局", "活动经") == ["活动经费"]


@pytest.mark.parametrize("fault", ["no configuration", "broken", "no store", "no database"])
def test_a_fault_offers_nothing_and_says_nothing(office: Desktop, fault: str) -> None:
    if fault == "no configuration":
        office.config.unlink()
    elif fault == "broken":
        office.config.write_text("[campaign", encoding="utf-8")
    elif fault == "no store":
        office.store_path.unlink()
    else:
        office.store_path.write_bytes(b"no database " * 500)
    assert offered(office, "show", "县") == []
    assert office.capture.readouterr() == ("", "")
    if fault == "no store":
        assert not office.store_path.exists(), "a question makes no store"
