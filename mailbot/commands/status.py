"""`mailbot status`: a line per reporting unit, and how the service is."""

from __future__ import annotations

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.opening import office_of
from mailbot.commands.options import json_option
from mailbot.service.health import health_of
from mailbot.terminal.output import print_json
from mailbot.terminal.status import print_status
from store.asking import progress, unit_statuses


@click.command("status", help=help_of("status"))
@json_option
@click.pass_context
def status_command(ctx: click.Context, as_json: bool) -> None:
    """Print where every reporting unit stands."""
    with office_of(ctx) as office:
        statuses = unit_statuses(office.db)
        total = progress(office.db)
        health = health_of(office.db, office.config, office.clock())
        days = list(office.db.query('SELECT * FROM "按日进度"'))
        if as_json:
            print_json({"progress": total, "units": statuses, "days": days, "health": health})
            return
        print_status(statuses, total, health)
