"""`mailbot form import` and `form check`: a form into configuration, and a filled one tried."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import click

from mailbot.commands.catalogue import FORM, help_of
from mailbot.commands.faults import FAILED, WRONG_USE, Fault
from mailbot.commands.opening import configuration, telling_faults
from mailbot.commands.options import json_option
from mailbot.config.model import Configuration
from mailbot.formwork.importing import NoForm, import_form
from mailbot.formwork.section import form_section
from mailbot.pipeline.reading import FileRequest
from mailbot.reading.starting import reader_for
from mailbot.terminal.forms import print_checked
from mailbot.terminal.output import print_json, say_aside
from parsers.results import FileReading

_file = click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))


@click.group("form", help=help_of("form"))
def form_command() -> None:
    """Two commands about forms."""


@form_command.command("import", help=FORM["import"])
@_file
@json_option
def import_command(file: Path, as_json: bool) -> None:
    """Print the `[form]` section that a blank form makes."""
    try:
        with telling_faults():
            form = import_form(file)
    except NoForm as error:
        raise Fault(f"{file}：{error}", WRONG_USE) from error
    if as_json:
        print_json({"title": form.title, "fields": form.fields})
        return
    click.echo(form_section(form))
    say_aside(
        f"读出 {len(form.fields)} 项指标。请核对后放进 config.toml，代替原来的 [form] 部分；"
        "再用 mailbot form check 试读一份填好的表。"
    )


@form_command.command("check", help=FORM["check"])
@_file
@json_option
@click.pass_context
def check_command(ctx: click.Context, file: Path, as_json: bool) -> None:
    """Show how a filled form is read, cell by cell; nothing is stored."""
    config = configuration(ctx.obj)
    with telling_faults():
        reading = _read(config, file)
    if as_json:
        print_json(reading)
    else:
        print_checked(reading, config.form_definition())
    if not any(form.kind == "statistics" for form in reading.forms):
        raise SystemExit(FAILED)


def _read(config: Configuration, file: Path) -> FileReading:
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        spool = scratch / "spool"
        spool.mkdir()
        copy = scratch / "form"
        shutil.copyfile(file, copy)
        request = FileRequest(path=copy, spool=spool, filename=file.name, media_type="")
        with reader_for(config, scratch) as reader:
            return reader.read_files([request])[0]
