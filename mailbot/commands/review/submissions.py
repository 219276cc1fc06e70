"""`review accept`, `reject`: whether a submission counts."""

from __future__ import annotations

import click

from mailbot.commands.catalogue import REVIEW
from mailbot.commands.options import NUMBER, json_option, who_option, why_option
from mailbot.commands.review.deciding import deciding, told
from store import review


@click.command("accept", help=REVIEW["accept"])
@click.argument("submission", type=NUMBER)
@who_option
@why_option
@json_option
@click.pass_context
def accept_command(ctx: click.Context, submission: int, who: str, why: str, as_json: bool) -> None:
    """Let a submission count."""
    with deciding(ctx) as office:
        review.accept(office.db, submission, who=who, why=why, now=office.clock())
    told(as_json, f"报送 {submission} 已计入。", submission=submission)


@click.command("reject", help=REVIEW["reject"])
@click.argument("submission", type=NUMBER)
@who_option
@why_option
@json_option
@click.pass_context
def reject_command(ctx: click.Context, submission: int, who: str, why: str, as_json: bool) -> None:
    """Keep a submission without letting it count."""
    with deciding(ctx) as office:
        review.reject(office.db, submission, who=who, why=why, now=office.clock())
    told(as_json, f"报送 {submission} 不计入，原件保留。", submission=submission)
