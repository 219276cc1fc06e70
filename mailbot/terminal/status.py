"""The status of the collection as a table that fits a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from mailbot.service.health import Health
from mailbot.terminal.output import say
from mailbot.terminal.table import Column, print_table
from store.asking import Progress, UnitStatus

_MARKS = {"已收到": "✓", "待核对": "?", "零报送": "零", "": "·"}


def print_status(statuses: Sequence[UnitStatus], total: Progress, health: Health) -> None:
    """A line per unit, then the totals, then what is wrong with the service."""
    labels = list(statuses[0].materials) if statuses else []
    print_table(
        (
            "单位",
            "状态",
            *(Column(title=label, short=label[:2]) for label in labels),
            "缺少",
            Column(title="待核对", short="待核", optional=True),
            Column(title="逾期", optional=True),
        ),
        (
            (
                one.name,
                one.state,
                *(_MARKS.get(one.materials[label], one.materials[label]) for label in labels),
                "、".join(one.missing) if one.state != "未报送" else "",
                one.to_check or "",
                one.late.removeprefix("逾期"),
            )
            for one in statuses
        ),
    )
    say(
        f"应报 {total.expected}，已报 {total.reported}，已报齐 {total.complete}，"
        f"逾期 {total.late}，待核对 {total.to_check} 处，已回复通知 {total.acknowledged}。"
    )
    say("（✓ 已收到，? 待核对，零 零报送，· 没有）")
    for line in health.troubles:
        say(f"※ {line}")
    if health.last_success_local:
        say(f"最近一次收取：{health.last_success_local}")
