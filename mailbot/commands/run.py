"""`mailbot run`: the service, until SIGTERM."""

from __future__ import annotations

import os

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.opening import log_to_stderr, office_of
from mailbot.reading.starting import reader_for
from mailbot.service.lock import round_lock
from mailbot.service.passwords import mailbox_password
from mailbot.service.scheduler import Duties, Service, stop_on_signals
from mailbot.service.site import Site


@click.command("run", help=help_of("run"))
@click.option("--verbose", is_flag=True, help="显示详细日志")
@click.pass_context
def run_command(ctx: click.Context, verbose: bool) -> None:
    """Serve under the lock; a missing password is told at once, not at the first round."""
    log_to_stderr(verbose=verbose)
    base = ctx.obj.resolve().parent
    with office_of(ctx) as office, round_lock(office.store_path):
        mailbox_password(office.config, os.environ, base)
        office.clear_scratch()
        with reader_for(office.config, office.scratch) as reader:
            site = Site(
                office=office,
                reader=reader,
                environ=os.environ,
                base=base,
                stop=lambda: service.ending,
            )
            service = Service(
                Duties(poll=site.poll_duty, deliver=site.deliver_duty, write=site.write_duty),
                poll_seconds=office.config.schedule.poll_seconds,
                zone=office.config.campaign.zone,
            )
            stop_on_signals(service.stop)
            service.run(on_stop=reader.kill)
