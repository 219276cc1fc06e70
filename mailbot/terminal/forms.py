"""How a form was read, cell by cell, with every doubt beside it."""

from __future__ import annotations

from mailbot.terminal.output import say
from mailbot.terminal.table import print_table
from mailbot.terminal.words import APPROXIMATIONS, FIGURE_STATES, FILE_STATES, SEVERITIES
from parsers.findings import Finding
from parsers.form.definition import FormDefinition
from parsers.results import FigureReading, FileReading, FormReading

_KINDS = {"statistics": "本次的统计表", "blank_form": "空白表", "other_form": "不是本次的统计表"}


def print_checked(reading: FileReading, definition: FormDefinition) -> None:
    """Every form of a file: its unit, its figures in the form's order, its findings."""
    say(f"文件：{FILE_STATES[reading.state]}（{reading.parser}），读到表格 {len(reading.forms)} 份")
    labels = {field.key: field.label for field in definition.fields}
    for form in reading.forms:
        _print_form(form, labels)
    _print_findings(reading.findings)


def _print_form(form: FormReading, labels: dict[str, str]) -> None:
    unit = form.reporting_unit_text or "（没有找到）"
    say(f"\n{_KINDS[form.kind]}：{form.title or '（无标题）'}　填报单位：{unit}")
    if form.figures:
        print_table(
            ("指标", "表中的名称", "数值", "原文", "位置"),
            (_figure(one, labels) for one in form.figures),
        )
    if form.activities:
        print_table(
            ("序号", "活动名称", "时间", "地点", "参加人数"),
            ((a.ordinal, a.name, a.held_on, a.place, a.participants) for a in form.activities),
        )
    _print_findings(form.findings)


def _figure(one: FigureReading, labels: dict[str, str]) -> tuple[object, ...]:
    value = one.value if one.value is not None else one.value_text
    told = FIGURE_STATES[one.state] if value is None else f"{value} {one.unit_measure}"
    about = APPROXIMATIONS.get(one.approximation or "", "")
    known = labels.get(one.field_key or "", "（表格里没有这一项）")
    return known, one.label, f"{about}{told}".strip(), one.raw, one.location


def _print_findings(findings: tuple[Finding, ...]) -> None:
    if findings:
        rows = ((SEVERITIES[one.severity], one.message, one.location) for one in findings)
        print_table(("程度", "内容", "位置"), rows, title="问题")
