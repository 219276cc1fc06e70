"""`python -m mailbot.commands.documentation` makes docs/commands.md from the commands."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import click

from mailbot.commands.catalogue import COMMANDS
from mailbot.commands.chinese import ChineseContext
from mailbot.commands.main import cli

_HEAD = """# 命令

本页由 `python -m mailbot.commands.documentation` 生成，与 `mailbot --help` 一致。

所有报告类命令都可以加 `--json`。退出码：0 正常，1 有失败，2 用法或配置有误，3 另一轮正在运行。
"""


def documentation() -> str:
    """The whole page."""
    context = _context(cli, "mailbot")
    parts = [_HEAD, *_command("mailbot", cli, context)]
    for name in COMMANDS:
        command = cli.get_command(context, name)
        if command is not None:
            parts.extend(_command(f"mailbot {name}", command, context))
    return "\n".join(parts)


def _context(command: click.Command, name: str) -> ChineseContext:
    """As on a terminal of the ordinary width, whatever the one is where the page is made."""
    names = ["-h", "--help"]
    return ChineseContext(command, info_name=name, terminal_width=78, help_option_names=names)


def _command(name: str, command: click.Command, parent: click.Context) -> Iterator[str]:
    context = _context(command, name)
    yield f"## `{name}`\n\n```\n{command.get_help(context)}\n```\n"
    if isinstance(command, click.Group) and command is not cli:
        for inner in command.list_commands(parent):
            found = command.get_command(parent, inner)
            if found is not None:
                yield from _command(f"{name} {inner}", found, parent)


if __name__ == "__main__":
    sys.stdout.write(documentation())
