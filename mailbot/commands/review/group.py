"""The group, and the list of what waits for a person."""

from __future__ import annotations

import click

from mailbot.commands.catalogue import REVIEW, help_of
from mailbot.commands.opening import office_of
from mailbot.commands.options import json_option
from mailbot.commands.review.figures import correct_command, dismiss_command
from mailbot.commands.review.letters import resend_command, sent_command
from mailbot.commands.review.mails import assign_command, ignore_command, reopen_command
from mailbot.commands.review.submissions import accept_command, reject_command
from mailbot.terminal.output import print_json, say
from mailbot.terminal.table import Column, print_table
from store.asking import review_lines

_COLUMNS = ("类别", "单位", "内容", "发件人", "邮件编号", "报送编号", "问题编号")
_TITLES = (
    "类别",
    "单位",
    "内容",
    Column(title="发件人", optional=True),
    "邮件",
    "报送",
    "问题",
)


@click.group("review", help=help_of("review"), invoke_without_command=True)
@json_option
@click.pass_context
def review_command(ctx: click.Context, as_json: bool) -> None:
    """List what waits for a person, unless a decision was named."""
    if ctx.invoked_subcommand is None:
        _list(ctx, as_json)


@review_command.command("list", help=REVIEW["list"])
@json_option
@click.pass_context
def list_command(ctx: click.Context, as_json: bool) -> None:
    """List what waits for a person."""
    _list(ctx, as_json)


def _list(ctx: click.Context, as_json: bool) -> None:
    with office_of(ctx) as office:
        rows = review_lines(office.db)
    if as_json:
        print_json(rows)
        return
    if not rows:
        say("没有需要处理的事项")
        return
    print_table(_TITLES, ([row[name] for name in _COLUMNS] for row in rows))
    say("指定单位用“邮件”一栏的编号，接受或拒绝用“报送”一栏的，问题已核对用“问题”一栏的。")


for _command in (
    assign_command,
    accept_command,
    reject_command,
    correct_command,
    dismiss_command,
    ignore_command,
    reopen_command,
    resend_command,
    sent_command,
):
    review_command.add_command(_command)
