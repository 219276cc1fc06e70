"""`mailbot ingest PATH…`: the same pipeline for mail that lies on disk."""

from __future__ import annotations

from pathlib import Path

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.faults import FAILED, WRONG_USE, Fault
from mailbot.commands.opening import office_of
from mailbot.commands.options import json_option
from mailbot.mailbox.local import LocalPathError, LocalReport, keep_local
from mailbot.pipeline.taking_up import TakenUp, take_up_pending
from mailbot.reading.starting import reader_for
from mailbot.service.lock import round_lock
from mailbot.service.office import Office
from mailbot.terminal.output import print_json, say, say_aside
from mailbot.terminal.progress import progress_bar


@click.command("ingest", help=help_of("ingest"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--receipts", is_flag=True, help="给导入的邮件也发回执（默认不发）")
@json_option
@click.pass_context
def ingest_command(
    ctx: click.Context, paths: tuple[Path, ...], receipts: bool, as_json: bool
) -> None:
    """Keep all mails first, then take them up."""
    with office_of(ctx) as office, round_lock(office.store_path):
        reports = _keep(office, paths, receipts)
        with (
            reader_for(office.config, office.scratch) as reader,
            progress_bar("读取") as advance,
        ):
            taken = take_up_pending(office.workshop(reader), advance)
    skipped = [f"{one.place}：{one.reason}" for report in reports for one in report.skipped]
    kept, known = sum(one.kept for one in reports), sum(one.known for one in reports)
    if as_json:
        print_json({"kept": kept, "known": known, "skipped": skipped, "taken": taken})
    else:
        _print(kept, known, skipped, taken)
    if skipped or taken.failed:
        raise SystemExit(FAILED)


def _keep(office: Office, paths: tuple[Path, ...], receipts: bool) -> list[LocalReport]:
    """Everything is kept before anything is read."""
    reports = []
    with progress_bar("保存原件") as advance:
        for path in paths:
            try:
                report = keep_local(
                    office.db,
                    office.blobs,
                    path,
                    zone=office.config.campaign.zone,
                    clock=office.clock,
                    receipts=receipts,
                    progress=lambda _place, done: advance(done, done),
                )
            except LocalPathError as error:
                raise Fault(f"{error}。{error.remedy}", WRONG_USE) from error
            reports.append(report)
    return reports


def _print(kept: int, known: int, skipped: list[str], taken: TakenUp) -> None:
    say(f"新邮件 {kept} 封，已有的 {known} 封。")
    say(
        f"读取：登记 {taken.recorded}，待指定单位 {taken.review}，忽略 {taken.ignored}，"
        f"重复 {taken.duplicate}，读取失败 {taken.unreadable + taken.failed}"
    )
    for line in skipped:
        say_aside(f"不是邮件，没有导入：{line}")
