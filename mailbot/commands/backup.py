"""`mailbot backup`: a consistent copy of the store and its blobs."""

from __future__ import annotations

from pathlib import Path

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.opening import office_of
from mailbot.commands.options import json_option
from mailbot.terminal.output import print_json, say
from mailbot.terminal.progress import progress_bar
from store.backup import backup


@click.command("backup", help=help_of("backup"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@json_option
@click.pass_context
def backup_command(ctx: click.Context, folder: Path, as_json: bool) -> None:
    """Copy the store, then its blobs."""
    with office_of(ctx) as office, progress_bar("备份") as advance:
        report = backup(office.db, office.blobs, folder, advance, now=office.clock())
    if as_json:
        print_json(report)
        return
    say(f"已备份到 {folder}：数据库一份，原件 {report.blobs} 个（本次新复制 {report.copied} 个）。")
