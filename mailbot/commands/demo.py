"""`mailbot demo`: a whole run on the built-in sample mailbox."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.faults import Fault
from mailbot.commands.opening import telling_faults
from mailbot.commands.options import json_option
from mailbot.config.loading import load_configuration
from mailbot.config.model import Configuration
from mailbot.reading.starting import reader_for
from mailbot.sample.mailbox import sample_config_text, write_sample
from mailbot.sample.rehearsal import Rehearsal, SampleClock, rehearse
from mailbot.service.health import health_of
from mailbot.service.office import Office
from mailbot.terminal.output import print_json, say
from mailbot.terminal.progress import progress_bar
from mailbot.terminal.status import print_status
from store.asking import progress, unit_statuses

_OURS = ("config.toml", "mails", "letters", "data")
"""All that the demo writes into its folder, and all that it removes there."""


@click.command("demo", help=help_of("demo"))
@click.option(
    "--folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo"),
    show_default=True,
    help="结果放在哪个文件夹",
)
@click.option("--serve", "serve", is_flag=True, help="演示完打开网页")
@json_option
def demo_command(folder: Path, serve: bool, as_json: bool) -> None:
    """Rehearse in a folder of its own; nothing is sent anywhere."""
    with telling_faults():
        _make_room(folder)
        config_path = folder / "config.toml"
        config_path.write_text(sample_config_text(), encoding="utf-8")
        mails = write_sample(folder / "mails")
    clock = SampleClock(datetime.now(UTC))
    config = load_configuration(config_path, os.environ)
    with (
        telling_faults(),
        Office(config, clock=clock) as office,
        reader_for(config, office.scratch) as reader,
        progress_bar("处理样例邮件") as advance,
    ):
        done = rehearse(office, clock, reader, mails, folder / "letters", advance)
        statuses, total = unit_statuses(office.db), progress(office.db)
        health = health_of(office.db, config, clock())
    if as_json:
        print_json({"rehearsal": done, "progress": total, "units": statuses})
        return
    print_status(statuses, total, health)
    _print_places(folder, config_path, done)
    if serve:
        _serve(config, clock())


def _serve(config: Configuration, sample_now: datetime) -> None:
    """Open the pages with a clock that goes on from the sample's last day."""
    from mailbot.commands.serve import serve_office

    started = datetime.now(UTC)
    with (
        telling_faults(),
        Office(config, clock=lambda: sample_now + (datetime.now(UTC) - started)) as office,
    ):
        serve_office(office, host=config.web.host, port=config.web.port)


def _make_room(folder: Path) -> None:
    """Remove an earlier demo's files; a folder that holds anything else is left alone."""
    folder.mkdir(parents=True, exist_ok=True)
    strange = [path.name for path in folder.iterdir() if path.name not in _OURS]
    if strange:
        raise Fault(f"文件夹 {folder} 里有别的文件（{strange[0]}），请用 --folder 另指定一个")
    for name in _OURS:
        path = folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def _print_places(folder: Path, config_path: Path, done: Rehearsal) -> None:
    say(
        f"\n样例邮件 {done.mails} 封（{folder / 'mails'}），写出回执 {done.letters} 封"
        f"（{folder / 'letters'}，只写成文件，没有发出）。\n"
        f"接着可以试：\n"
        f"  mailbot --config {config_path} show 县教育局\n"
        f"  mailbot --config {config_path} review\n"
        f"  mailbot --config {config_path} search 科普大篷车\n"
        f"  mailbot --config {config_path} serve"
    )
