"""`mailbot poll`: one round of what the service does, then exit."""

from __future__ import annotations

import os
import threading

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.faults import FAILED
from mailbot.commands.opening import log_to_stderr, office_of
from mailbot.commands.options import json_option
from mailbot.reading.starting import reader_for
from mailbot.service.lock import round_lock
from mailbot.service.round import RoundReport
from mailbot.service.scheduler import stop_on_signals
from mailbot.service.site import Site
from mailbot.terminal.output import print_json, say, say_aside
from mailbot.terminal.progress import progress_bar


@click.command("poll", help=help_of("poll"))
@click.option("--verbose", is_flag=True, help="显示详细日志")
@json_option
@click.pass_context
def poll_command(ctx: click.Context, verbose: bool, as_json: bool) -> None:
    """Run one round under the lock."""
    log_to_stderr(verbose=verbose)
    ending = threading.Event()
    with office_of(ctx) as office, round_lock(office.store_path):
        office.clear_scratch()
        with reader_for(office.config, office.scratch) as reader:

            def stop() -> None:
                ending.set()
                reader.kill()

            stop_on_signals(stop)
            base = ctx.obj.resolve().parent
            site = Site(
                office=office, reader=reader, environ=os.environ, base=base, stop=ending.is_set
            )
            with progress_bar("读取") as advance:
                site.write(office.db)
                report = site.round(office.db, deliver=True, progress=advance)
    if as_json:
        print_json(report)
    else:
        _print(report)
    if report.error:
        raise SystemExit(FAILED)


def _print(report: RoundReport) -> None:
    taken = report.taken
    unread = taken.unreadable + taken.failed
    say(
        f"新邮件 {report.fetched} 封：登记 {taken.recorded}，待指定单位 {taken.review}，"
        f"忽略 {taken.ignored}，重复 {taken.duplicate}，读取失败 {unread}；"
        f"发出回执等 {report.sent} 封"
    )
    if report.older:
        say(f"另有 {report.older} 封早于收取起始日期，没有收取")
    for warning in report.warnings:
        say_aside(f"注意：{warning}")
    if report.held:
        say_aside(f"暂停发信：{report.held}")
    if report.error:
        say_aside(f"没有成功：{report.error}（{report.remedy}）")
