"""One unit's mails, files, figures with their source, findings and receipts."""

from __future__ import annotations

from typing import Any

from mailbot.terminal.output import column, say
from mailbot.terminal.table import Column, print_table
from mailbot.terminal.words import (
    APPROXIMATIONS,
    FIGURE_STATES,
    FILE_STATES,
    LETTER_KINDS,
    LETTER_STATES,
    SEVERITIES,
)
from store.asking import UnitDetail

_DOUBTS = Column(title="要核对的", optional=True)


def print_unit(detail: UnitDetail) -> None:
    """Section by section, empty ones left out."""
    status = detail.status
    missing = f"，缺少：{'、'.join(status.missing)}" if status.missing else ""
    late = f"，{status.late}" if status.late else ""
    say(f"{status.name}：{status.state}{missing}{late}")
    if detail.mails:
        rows = column(detail.mails, "id", "received_local", "from_address", "subject")
        print_table(("邮件", "收到", "发件人", "主题"), rows, title="邮件")
    if detail.files:
        print_table(
            ("文件", "用作", "情况", "邮件"),
            (
                (one["filename"], one["materials"], FILE_STATES[one["state"]], one["message_id"])
                for one in detail.files
            ),
            title="文件",
        )
    if detail.figures:
        print_table(
            ("指标", "数值", "原文", Column(title="文件", optional=True), "位置", _DOUBTS),
            (_figure(one) for one in detail.figures),
            title="数据",
        )
    open_ones = [one for one in detail.findings if not one["resolved_at"]]
    if open_ones:
        print_table(
            ("编号", "程度", "内容", Column(title="位置", optional=True)),
            (
                (one["id"], SEVERITIES[one["severity"]], one["message"], one["location"])
                for one in open_ones
            ),
            title="问题",
        )
    if detail.receipts:
        print_table(
            ("编号", "种类", "收件人", "状态", Column(title="说明", optional=True)),
            (
                (
                    one["reference"],
                    LETTER_KINDS[one["kind"]],
                    one["to_address"],
                    LETTER_STATES[one["state"]],
                    one["reason"],
                )
                for one in detail.receipts
            ),
            title="发出的信",
        )


def _figure(one: dict[str, Any]) -> tuple[object, ...]:
    value = one["value"] if one["value"] is not None else one["value_text"]
    shown = FIGURE_STATES[one["state"]] if value is None else f"{value} {one['unit_measure']}"
    about = APPROXIMATIONS.get(one["approximation"] or "", "")
    corrected = "（人工更正）" if one["correction_id"] else ""
    location = str(one["location"]).removeprefix(one["filename"]).lstrip("! ")
    return (
        one["label"],
        f"{about}{shown}{corrected}".strip(),
        one["raw"],
        one["filename"],
        location,
        one["doubts"],
    )
