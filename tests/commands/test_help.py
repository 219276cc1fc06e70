"""Help in Chinese on every page, within 80 columns, and nothing heavy imported for it."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator

import click
import pytest

from mailbot.commands.catalogue import COMMANDS
from mailbot.commands.chinese import ChineseContext, speak_chinese
from mailbot.commands.main import cli
from mailbot.terminal.width import columns_of

ENGLISH = re.compile(
    r"Usage|Options|Commands|Show |default|required|\bTEXT\b|INTEGER|FILENAME|DIRECTORY|COMMAND"
)


def every_command() -> Iterator[tuple[str, click.Command]]:
    """Each command with its name, those inside groups too."""
    context = ChineseContext(cli, info_name="mailbot")
    yield "mailbot", cli
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            for inner in command.commands.values():
                yield f"{name} {inner.name}", inner


PAGES = dict(every_command())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_chinese_and_fits(name: str) -> None:
    speak_chinese(PAGES[name])
    page = PAGES[name].get_help(ChineseContext(PAGES[name], info_name=name, terminal_width=80))
    assert page.startswith("用法：")
    assert "显示这段说明" in page
    assert not ENGLISH.search(page), page
    too_wide = [line for line in page.splitlines() if columns_of(line) > 80]
    assert too_wide == []


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    code = (
        "import sys; sys.argv = ['mailbot', *sys.argv[1:]]\n"
        "from mailbot.commands.main import main\n"
        "try:\n    main()\n"
        "finally:\n"
        "    heavy = {'rich', 'openpyxl', 'msgspec', 'sqlite3', 'sqlite_utils', 'imapclient',"
        " 'docx', 'jinja2', 'lxml'}\n"
        "    print(sorted(heavy & set(sys.modules)), file=sys.stderr)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True
    )
    assert done.stderr.strip() == "[]"
    assert done.stdout


def test_the_version_is_a_line_of_its_own() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "mailbot", "--version"], capture_output=True, text=True, check=True
    )
    assert re.fullmatch(r"mailbot \d+\.\d+\.\d+\S*\n", done.stdout)
