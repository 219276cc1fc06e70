"""`review resend`, `sent`: what became of a letter that is stuck."""

from __future__ import annotations

import click
from sqlite_utils import Database

from mailbot.commands.catalogue import REVIEW
from mailbot.commands.faults import WRONG_USE, Fault
from mailbot.commands.options import json_option
from mailbot.commands.review.deciding import deciding, told
from store.outbox import mark_sent, requeue


@click.command("resend", help=REVIEW["resend"])
@click.argument("receipt")
@json_option
@click.pass_context
def resend_command(ctx: click.Context, receipt: str, as_json: bool) -> None:
    """Put a stuck letter into the queue again."""
    with deciding(ctx) as office:
        found, state = _letter(office.db, receipt)
        if not requeue(office.db, found, office.clock()):
            raise Fault(f"信 {receipt} 的状态是 {state}，不需要重发", WRONG_USE)
    told(as_json, f"信 {receipt} 已排队，下一轮发送。", receipt=found)


@click.command("sent", help=REVIEW["sent"])
@click.argument("receipt")
@json_option
@click.pass_context
def sent_command(ctx: click.Context, receipt: str, as_json: bool) -> None:
    """Settle a letter of which a person knows that it went out."""
    with deciding(ctx) as office:
        found, state = _letter(office.db, receipt)
        if state not in ("uncertain", "failed"):
            raise Fault(f"信 {receipt} 的状态是 {state}，不需要确认", WRONG_USE)
        mark_sent(office.db, found, "人工确认已发出", office.clock())
    told(as_json, f"信 {receipt} 已记为发出。", receipt=found)


def _letter(db: Database, word: str) -> tuple[int, str]:
    """(row, state) of a letter by its number or its 回执编号."""
    for row in db.query(
        "SELECT id, state FROM receipts WHERE reference = ? OR CAST(id AS TEXT) = ?",
        [word.upper(), word],
    ):
        return row["id"], row["state"]
    raise Fault(f"没有编号为 {word} 的信", WRONG_USE)
