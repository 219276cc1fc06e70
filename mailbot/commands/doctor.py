"""`mailbot doctor`: every part of the installation looked at, one line each with the remedy."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.faults import FAILED
from mailbot.commands.opening import configuration, telling_faults
from mailbot.commands.options import json_option
from mailbot.config.model import Configuration
from mailbot.config.secrets import MissingPassword, password_warnings
from mailbot.doctor.check import STATE_WORDS, Check, doubtful, failed, fine
from mailbot.doctor.machine import check_reading, check_store
from mailbot.doctor.mailbox import check_mailbox
from mailbot.doctor.sending import check_sending
from mailbot.mailbox.settings import mailbox_settings
from mailbot.reading.facilities import facilities
from mailbot.reading.starting import reader_for
from mailbot.receipts.gate import login_works
from mailbot.receipts.settings import server_settings
from mailbot.service.office import Office
from mailbot.service.passwords import mailbox_password, smtp_password
from mailbot.service.receiving import IMAP_LOGIN
from mailbot.terminal.output import print_json, say
from mailbot.terminal.table import print_table
from store.errors import StoreError
from store.holds import lift


@click.command("doctor", help=help_of("doctor"))
@click.option("--deep", is_flag=True, help="逐个核对保存的原件")
@click.option("--offline", is_flag=True, help="不连接邮箱")
@json_option
@click.pass_context
def doctor_command(ctx: click.Context, deep: bool, offline: bool, as_json: bool) -> None:
    """Check everything; exit code 1 when something does not work."""
    config = configuration(ctx.obj)
    base = ctx.obj.resolve().parent
    with telling_faults():
        checks = list(_checks(config, base, deep=deep, offline=offline))
    if as_json:
        print_json(checks)
    else:
        rows = ((one.name, STATE_WORDS[one.state], one.told, one.remedy) for one in checks)
        print_table(("检查", "结果", "情况", "处理办法"), rows)
        bad = sum(one.state == "failed" for one in checks)
        say("一切正常" if not bad else f"{bad} 项有问题，请按处理办法逐项解决")
    if any(one.state == "failed" for one in checks):
        raise SystemExit(FAILED)


def _checks(config: Configuration, base: Path, *, deep: bool, offline: bool) -> Iterator[Check]:
    units, fields = len(config.reporting_units), len(config.form.fields)
    yield fine("配置", f"{config.campaign.title}：单位 {units} 个，指标 {fields} 项")
    for warning in password_warnings(config.mailbox, base):
        yield doubtful("配置", warning, "按提示修改权限")
    try:
        office = Office(config)
    except StoreError as error:
        yield failed("数据库", str(error), error.remedy)
        return
    with office:
        yield from check_store(office, deep=deep)
        with reader_for(config, office.scratch) as reader:
            yield from check_reading(reader, facilities(), office.scratch)
        if not offline:
            yield from _servers(office, base)


def _servers(office: Office, base: Path) -> Iterator[Check]:
    """Both logins; one that works lifts what an earlier refusal had stopped."""
    config, now = office.config, office.clock()
    try:
        inbox = mailbox_password(config, os.environ, base)
        outbox = smtp_password(config, os.environ, base)
    except MissingPassword as error:
        yield failed("密码", str(error), "按 config.toml 里的说明存放授权码")
        return
    received = list(check_mailbox(mailbox_settings(config), inbox, now))
    yield from received
    if received[0].state == "ok":
        lift(office.db, IMAP_LOGIN, now)
    sent = check_sending(server_settings(config), outbox)
    yield sent
    if sent.state == "ok":
        login_works(office.db, now)
