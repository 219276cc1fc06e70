"""`review correct`, `dismiss`: decisions about single figures and findings."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

import click
from sqlite_utils import Database

from mailbot.commands.catalogue import REVIEW
from mailbot.commands.completing import field_labels, unit_names
from mailbot.commands.faults import WRONG_USE, Fault
from mailbot.commands.options import NUMBER, json_option, who_option
from mailbot.commands.review.deciding import deciding, told
from mailbot.commands.unit_argument import code_of
from store import review

_reason = click.option("--why", required=True, help="理由")


_NEGATIVE = re.compile(r"-[\d.][\d,.]*")


class _WithNegatives(click.Command):
    """Takes `-5` for a number, which click holds to be options; every other `-x` is one."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Let click pass by what it does not know, where a negative number is given."""
        ctx.ignore_unknown_options = any(_NEGATIVE.fullmatch(one) for one in args)
        return super().parse_args(ctx, args)


@click.command("correct", cls=_WithNegatives, help=REVIEW["correct"])
@click.argument("unit", shell_complete=unit_names)
@click.argument("field", shell_complete=field_labels)
@click.argument("value")
@_reason
@who_option
@json_option
@click.pass_context
def correct_command(
    ctx: click.Context, unit: str, field: str, value: str, why: str, who: str, as_json: bool
) -> None:
    """Put a person's figure above what was read; what it replaced stays visible."""
    with deciding(ctx) as office:
        db, now = office.db, office.clock()
        code = code_of(db, unit)
        key, label, kind = _field(db, field)
        if value == "-":
            review.withdraw(db, code, key, now=now)
            text = f"{label}：更正已撤回。"
        else:
            right = value if kind == "text" else _number(value, kind)
            review.correct(db, code, key, right, who=who, why=why, now=now)
            text = f"{label}：已更正为 {value}。"
    told(as_json, text, reporting_unit=code, field_key=key, value=value)


def _field(db: Database, word: str) -> tuple[str, str, str]:
    """(key, label, type) of the one field that is meant."""
    rows = list(db.query("SELECT key, label, type FROM form_fields ORDER BY position"))
    exact = [row for row in rows if word in (row["key"], row["label"])]
    near = exact or [row for row in rows if word in row["label"]]
    if len(near) != 1:
        names = "、".join(row["label"] for row in near[:10])
        why = f"“{word}”可能是：{names}" if near else f"表格里没有指标“{word}”"
        raise Fault(why, WRONG_USE)
    return near[0]["key"], near[0]["label"], near[0]["type"]


def _number(text: str, kind: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", ""))
    except InvalidOperation as error:
        raise Fault(f"“{text}”不是数字", WRONG_USE) from error
    if not number.is_finite() or (kind == "integer" and number != number.to_integral_value()):
        raise Fault(f"“{text}”应是整数" if number.is_finite() else f"“{text}”不是数字", WRONG_USE)
    return number


@click.command("dismiss", help=REVIEW["dismiss"])
@click.argument("finding", type=NUMBER)
@_reason
@who_option
@json_option
@click.pass_context
def dismiss_command(ctx: click.Context, finding: int, why: str, who: str, as_json: bool) -> None:
    """Say that a finding needs nothing more."""
    with deciding(ctx) as office:
        review.dismiss(office.db, finding, who=who, why=why, now=office.clock())
    told(as_json, f"问题 {finding} 已核对。", finding=finding)
