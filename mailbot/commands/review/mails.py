"""`review assign`, `ignore`, `reopen`: decisions about a whole mail."""

from __future__ import annotations

from collections.abc import Callable

import click

from mailbot.commands.catalogue import REVIEW
from mailbot.commands.completing import unit_names
from mailbot.commands.faults import WRONG_USE, Fault
from mailbot.commands.options import NUMBER, json_option, who_option, why_option
from mailbot.commands.review.deciding import deciding, told
from mailbot.commands.unit_argument import code_of
from mailbot.reading.starting import reader_for
from mailbot.service.deciding import has_queued_receipt, read_again
from mailbot.service.office import Office
from store import review

_LATER = "服务正在运行，会在下一轮按此处理。"


@click.command("assign", help=REVIEW["assign"])
@click.argument("message", type=NUMBER)
@click.argument("unit", required=False, shell_complete=unit_names)
@click.option("--new", "new_name", help="名单外的单位名称")
@who_option
@why_option
@json_option
@click.pass_context
def assign_command(
    ctx: click.Context,
    message: int,
    unit: str | None,
    new_name: str | None,
    who: str,
    why: str,
    as_json: bool,
) -> None:
    """Say which unit a mail is from; it is read again under that."""
    if (unit is None) == (new_name is None):
        raise Fault("请写单位名称，或用 --new 写名单外的单位名称（两者只写一个）", WRONG_USE)
    with deciding(ctx) as office:
        now = office.clock()
        if new_name is not None:
            code = review.assign_new(office.db, message, new_name, who=who, why=why, now=now)
        else:
            code = code_of(office.db, unit or "")
            review.assign(office.db, message, code, who=who, why=why, now=now)
        done = _take_up(office, message)
        answered = done and has_queued_receipt(office.db, message)
    receipt = "，回执已排队" if answered else ""
    text = f"邮件 {message} 已指定为 {code}{receipt}。{'' if done else _LATER}"
    told(as_json, text, message=message, reporting_unit=code, receipt_queued=answered)


@click.command("ignore", help=REVIEW["ignore"])
@click.argument("message", type=NUMBER)
@who_option
@why_option
@json_option
@click.pass_context
def ignore_command(ctx: click.Context, message: int, who: str, why: str, as_json: bool) -> None:
    """Say that a mail is no report."""
    _decide(ctx, message, who, why, as_json, review.ignore, "已忽略")


@click.command("reopen", help=REVIEW["reopen"])
@click.argument("message", type=NUMBER)
@who_option
@why_option
@json_option
@click.pass_context
def reopen_command(ctx: click.Context, message: int, who: str, why: str, as_json: bool) -> None:
    """Look at an ignored mail after all."""
    _decide(ctx, message, who, why, as_json, review.reopen, "已重新处理")


def _decide(
    ctx: click.Context,
    message: int,
    who: str,
    why: str,
    as_json: bool,
    decide: Callable[..., None],
    done_words: str,
) -> None:
    with deciding(ctx) as office:
        decide(office.db, message, who=who, why=why, now=office.clock())
        done = _take_up(office, message)
    told(as_json, f"邮件 {message} {done_words}。{'' if done else _LATER}", message=message)


def _take_up(office: Office, message: int) -> bool:
    with reader_for(office.config, office.scratch) as reader:
        return read_again(office, reader, message)
