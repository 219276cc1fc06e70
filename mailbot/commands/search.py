"""`mailbot search`: full text over mails, documents and file names."""

from __future__ import annotations

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.opening import office_of
from mailbot.commands.options import json_option
from mailbot.terminal.output import print_json, say
from store.search import Hit, search


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
        for one in hits:
            say("　".join(part for part in _heading(one) if part))
            say(one.snippet.replace("⟦", "【").replace("⟧", "】"), indent=4)


def _heading(one: Hit) -> tuple[str, ...]:
    return (
        one.reporting_unit or "（未定单位）",
        one.title,
        one.received_local,
        f"邮件 {one.message_id}",
    )
