"""The entry point: global options, commands loaded when they are called, faults as exit codes."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from mailbot import __version__
from mailbot.commands.catalogue import COMMANDS, PROGRAM
from mailbot.commands.chinese import ChineseContext, speak_chinese
from mailbot.commands.faults import told_as_exit_code


class ClosedPipe(Exception):
    """Whoever read what we print has gone."""


@contextmanager
def _closed_pipe_told() -> Iterator[None]:
    """Click itself would end a closed pipe as a failure."""
    try:
        yield
    except BrokenPipeError as error:
        raise ClosedPipe from error


class LazyGroup(click.Group):
    """A group that knows its commands' names and help lines and imports the one that is called."""

    context_class = ChineseContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the catalogue."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module; None for a name that is none."""
        del ctx
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        command = getattr(importlib.import_module(entry.module), entry.attribute)
        if not isinstance(command, click.Command):
            return None
        speak_chinese(command)
        return command

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Offer the commands without importing them."""
        if incomplete.startswith("-"):
            return click.Command.shell_complete(self, ctx, incomplete)
        return [
            CompletionItem(name, help=entry.help)
            for name, entry in COMMANDS.items()
            if name.startswith(incomplete)
        ]

    def make_context(
        self,
        info_name: str | None,
        args: list[str],
        parent: click.Context | None = None,
        **extra: Any,
    ) -> click.Context:
        """Read the arguments; `--help` prints already here."""
        with _closed_pipe_told():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command."""
        with _closed_pipe_told():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands without importing them."""
        del ctx
        with formatter.section("命令"):
            formatter.write_dl([(name, entry.help) for name, entry in COMMANDS.items()])


@click.group(cls=LazyGroup, help=PROGRAM, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path, dir_okay=False),
    envvar="MAILBOT_CONFIG",
    default=Path("config.toml"),
    show_default=True,
    metavar="文件",
    help="配置文件（也可用环境变量 MAILBOT_CONFIG 指定）",
)
@click.version_option(__version__, message="mailbot %(version)s")
@click.pass_context
def cli(ctx: click.Context, config_path: Path) -> None:
    """Remember which configuration the command is about."""
    ctx.obj = config_path


def main() -> None:
    """Run the command line; the process ends with its exit code."""
    with told_as_exit_code():
        sys.exit(_run())


def _run() -> int:
    try:
        ended = cli.main(prog_name="mailbot", standalone_mode=False)
        sys.stdout.flush()
    except ClosedPipe as error:
        raise BrokenPipeError from error
    return ended if isinstance(ended, int) else 0
