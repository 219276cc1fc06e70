"""`mailbot reparse`: everything read anew from the raw mail, and what that changed."""

from __future__ import annotations

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.opening import office_of
from mailbot.commands.options import json_option
from mailbot.reading.starting import reader_for
from mailbot.service.lock import round_lock
from mailbot.service.rebuilding import rebuild
from mailbot.terminal.output import print_json, say
from mailbot.terminal.progress import progress_bar
from mailbot.terminal.table import print_table


@click.command("reparse", help=help_of("reparse"))
@json_option
@click.pass_context
def reparse_command(ctx: click.Context, as_json: bool) -> None:
    """Rebuild under the lock; sends nothing."""
    with (
        office_of(ctx) as office,
        round_lock(office.store_path),
        reader_for(office.config, office.scratch) as reader,
        progress_bar("重新读取") as advance,
    ):
        rebuilt = rebuild(office.workshop(reader), advance)
    if as_json:
        print_json(rebuilt)
        return
    if rebuilt.changes:
        print_table(
            ("单位", "指标", "原来", "现在"),
            ((c.reporting_unit, c.field, c.before, c.after) for c in rebuilt.changes),
        )
    say(
        f"重新读取了 {rebuilt.taken.all} 封邮件，{len(rebuilt.changes)} 项数据有变化；"
        "没有发出任何邮件，人工决定都保留。"
    )
