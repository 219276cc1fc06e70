"""`mailbot export`: the workbook, or one view as CSV."""

from __future__ import annotations

from pathlib import Path

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.disk import reason
from mailbot.commands.faults import WRONG_USE, Fault
from mailbot.commands.opening import office_of
from mailbot.commands.options import json_option
from mailbot.terminal.filled import print_filled
from mailbot.terminal.output import print_json, say
from mailbot.workbook.csv_file import VIEWS, write_csv
from mailbot.workbook.template import NoTemplate, fill_template
from mailbot.workbook.writing import write_workbook


@click.command("export", help=help_of("export"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--view",
    type=click.Choice(VIEWS),
    default="统计汇总",
    metavar="视图",
    help=f"写 .csv 时导出哪个视图：{'、'.join(VIEWS)}；默认统计汇总",
)
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="空白表",
    help="上级发的空白汇总表（.xlsx）：照着填好，另存为 FILE，空白表本身不动",
)
@json_option
@click.pass_context
def export_command(
    ctx: click.Context, file: Path, view: str, template: Path | None, as_json: bool
) -> None:
    """Write FILE; its ending says which kind."""
    kind = file.suffix.lower()
    if kind not in (".xlsx", ".csv"):
        raise Fault("文件名要以 .xlsx 或 .csv 结尾", WRONG_USE)
    if template is not None:
        _from_template(ctx, template, file, as_json)
        return
    with office_of(ctx) as office:
        try:
            if kind == ".csv":
                write_csv(office.db, view, file)
            else:
                write_workbook(office.db, file)
        except OSError as error:
            raise Fault(f"写不出 {file}：{reason(error)}") from error
    if as_json:
        print_json({"file": str(file), "view": view if kind == ".csv" else None})
        return
    say(f"已写出 {file}")


def _from_template(ctx: click.Context, template: Path, file: Path, as_json: bool) -> None:
    if file.suffix.lower() != ".xlsx":
        raise Fault("照空白表填写时，文件名要以 .xlsx 结尾", WRONG_USE)
    with office_of(ctx) as office:
        try:
            report = fill_template(office.db, office.config.form_definition(), template, file)
        except NoTemplate as error:
            raise Fault(str(error), WRONG_USE) from error
        except OSError as error:
            raise Fault(f"写不出 {file}：{reason(error)}") from error
    if as_json:
        print_json({"file": str(file), "template": str(template), "report": report})
        return
    print_filled(file, report)
