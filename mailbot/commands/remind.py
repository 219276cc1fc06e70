"""`mailbot remind`: letters to units that lack something, shown first, queued on request."""

from __future__ import annotations

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.opening import office_of
from mailbot.commands.options import json_option
from mailbot.receipts.reminders import plan_reminders, queue_reminders
from mailbot.terminal.output import print_json, say
from mailbot.terminal.table import print_table
from store.asking import unit_statuses
from store.records import ReceiptDraft

_LACKING = ("未报送", "缺材料")


@click.command("remind", help=help_of("remind"))
@click.option("--send", is_flag=True, help="确认发出（不加则只显示）")
@json_option
@click.pass_context
def remind_command(ctx: click.Context, send: bool, as_json: bool) -> None:
    """Show or queue today's reminders."""
    with office_of(ctx) as office:
        now = office.clock()
        drafts = plan_reminders(office.db, office.config, now)
        written = {draft.reporting_unit for draft in drafts}
        statuses = unit_statuses(office.db)
        names = {one.code: one.name for one in statuses}
        lacking = [one for one in statuses if one.state in _LACKING]
        unreachable = [one.name for one in lacking if one.code not in written]
        if send:
            queue_reminders(office.db, office.config, now)
    if as_json:
        print_json({"queued": send, "reminders": drafts, "not_reminded": unreachable})
        return
    _print(drafts, names, unreachable, send)


def _print(
    drafts: tuple[ReceiptDraft, ...], names: dict[str, str], unreachable: list[str], send: bool
) -> None:
    if drafts:
        rows = (
            (names.get(one.reporting_unit or "", ""), one.to_address, one.subject) for one in drafts
        )
        print_table(("单位", "收件人", "主题"), rows)
        say("第一封的内容：\n\n" + drafts[0].body)
    done = "已排队，下一轮发送。" if send else "还没有发出；确认后运行 mailbot remind --send"
    say(f"提醒 {len(drafts)} 封，{done}")
    if unreachable:
        say(f"没有可用邮箱或今天已提醒过，不再发：{'、'.join(unreachable)}")
