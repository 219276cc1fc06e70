"""`mailbot archive DIR`: a folder per unit with its files."""

from __future__ import annotations

from pathlib import Path

import click

from mailbot.archive.filling import INDEX, fill_archive
from mailbot.archive.plan import plan_archive
from mailbot.commands.catalogue import help_of
from mailbot.commands.disk import reason
from mailbot.commands.faults import FAILED, Fault
from mailbot.commands.opening import office_of
from mailbot.commands.options import json_option
from mailbot.terminal.output import print_json, say, say_aside
from mailbot.terminal.progress import progress_bar


@click.command("archive", help=help_of("archive"))
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@json_option
@click.pass_context
def archive_command(ctx: click.Context, folder: Path, as_json: bool) -> None:
    """Fill FOLDER; running it again copies only what is new."""
    with office_of(ctx) as office, progress_bar("整理文件") as advance:
        try:
            filled = fill_archive(plan_archive(office.db), office.blobs, folder, advance)
        except OSError as error:
            raise Fault(f"没有完成：{reason(error)}（{error.filename or folder}）") from error
    if as_json:
        print_json(filled)
    else:
        say(
            f"{folder} 里共有 {filled.files} 个文件，本次新复制 {filled.copied} 个；"
            f"目录见 {folder / INDEX}"
        )
        for place in filled.lost:
            say_aside(f"原件缺失，没有复制：{place}")
    if filled.lost:
        raise SystemExit(FAILED)
