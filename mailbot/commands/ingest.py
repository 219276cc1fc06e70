"""`mailbot ingest PATH…`: the same pipeline for mail that lies on disk."""

from __future__ import annotations

from pathlib import Path

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.faults import FAILED, WRONG_USE, Fault
from mailbot.commands.opening import office_of
from mailbot.commands.options import json_option
from mailbot.pipeline.taking_up import take_up_pending
from mailbot.reading.starting import reader_for
from mailbot.service.lock import round_lock
from mailbot.terminal.output import print_json
from mailbot.terminal.progress import progress_bar


@click.command("ingest", help=help_of("ingest"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--receipts", is_flag=True, help="给导入的邮件也发回执（默认不发）")
@json_option
@click.pass_context
def ingest_command(
    ctx: click.Context, paths: tuple[Path, ...], receipts: bool, as_json: bool
) -> None:
    """Keep all mails first, then take them up."""
    missing = [str(path) for path in paths if not path.exists()]
    if missing:
        raise Fault(f"没有这个文件或文件夹：{'、'.join(missing)}", WRONG_USE)
    with office_of(ctx) as office, round_lock(office.store_path):
        kept, known, refused = _keep(office, paths, receipts)
        with (
            reader_for(office.config, office.scratch) as reader,
            progress_bar("读取") as advance,
        ):
            taken = take_up_pending(office.workshop(reader), advance)
    if as_json:
        print_json({"kept": kept, "known": known, "not_mail": refused, "taken": taken})
    else:
        _print(kept, known, refused, taken)
    if refused or taken.failed:
        raise SystemExit(FAILED)
