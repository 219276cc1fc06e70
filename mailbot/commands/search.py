"""`mailbot search`: full text over mails, documents and file names."""

from __future__ import annotations

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.opening import office_of
from mailbot.commands.options import json_option
from mailbot.terminal.output import print_json, print_table, say
from store.search import search


@click.command("search", help=help_of("search"))
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, help="最多列出多少条"
)
@json_option
@click.pass_context
def search_command(ctx: click.Context, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Print the places that hold all the words."""
    with office_of(ctx) as office:
        hits = search(office.db, " ".join(words), limit)
        if as_json:
            print_json(hits)
            return
        if not hits:
            say("没有找到")
            return
        print_table(
            ("单位", "标题", "内容", "收到", "邮件"),
            (
                (
                    one.reporting_unit,
                    one.title,
                    one.snippet.replace("⟦", "【").replace("⟧", "】"),
                    one.received_local,
                    one.message_id,
                )
                for one in hits
            ),
        )
