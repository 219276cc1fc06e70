"""What became of somebody else's blank: filled cells, doubts, and what found no place."""

from __future__ import annotations

from pathlib import Path

from mailbot.terminal.output import say
from mailbot.terminal.table import print_table
from mailbot.workbook.template import TemplateReport


def print_filled(file: Path, report: TemplateReport) -> None:
    """A line for what went well, a list for all that did not."""
    say(f"已写出 {file}：填了 {len(report.filled)} 格。")
    doubtful = [one for one in report.filled if one.doubt]
    if doubtful:
        print_table(
            ("格", "指标", "要核对的"),
            ((f"{one.sheet}!{one.address}", one.field, one.doubt) for one in doubtful),
            title="填了但要核对",
        )
    if report.labels_without_field:
        print_table(
            ("工作表", "表里的名称", "原因"),
            ((one.sheet, one.label, one.why) for one in report.labels_without_field),
            title="没有填的栏目",
        )
    if report.kept:
        print_table(
            ("格", "单位", "指标", "原有", "系统里的数"),
            (
                (f"{one.sheet}!{one.address}", one.reporting_unit, one.field, one.there, one.ours)
                for one in report.kept
            ),
            title="原来就有内容或公式，没有改动",
        )
    if report.fields_without_place:
        say(f"有数而表里没有位置的指标：{'、'.join(report.fields_without_place)}")
    if report.units_without_place:
        say(f"有数而没有填进表里的单位：{'、'.join(report.units_without_place)}")
