"""`mailbot show UNIT`: everything of one reporting unit, each figure beside its source."""

from __future__ import annotations

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.completing import unit_names
from mailbot.commands.opening import office_of
from mailbot.commands.options import json_option
from mailbot.commands.unit_argument import code_of
from mailbot.terminal.output import print_json
from mailbot.terminal.unit import print_unit
from store.asking import unit_detail


@click.command("show", help=help_of("show"))
@click.argument("unit", shell_complete=unit_names)
@json_option
@click.pass_context
def show_command(ctx: click.Context, unit: str, as_json: bool) -> None:
    """Print all that is known of one unit."""
    with office_of(ctx) as office:
        detail = unit_detail(office.db, code_of(office.db, unit))
        if as_json:
            print_json(detail)
            return
        print_unit(detail)
