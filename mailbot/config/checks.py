"""Contradictions between keys of the campaign, the servers and the materials."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from mailbot.config.collection import Campaign, Form, Material
from mailbot.config.dates import date_of
from mailbot.config.problems import Problem
from mailbot.config.sections import (
    UNSET,
    Alerts,
    Mailbox,
    Receipts,
    Schedule,
    Smtp,
    Store,
    Web,
)
from mailbot.pipeline.materials import STATISTICS
from mailbot.pipeline.roster import normalise_name
from mailbot.receipts.compose import check_templates
from mailbot.receipts.plain import is_sendable
from mailbot.receipts.templating import TemplateProblem

_AUTHORIZATION_CODE = re.compile(r"[A-Z]{16}|[a-z]{16}")
"""What 163 and QQ hand out; put in the place of a variable's name by mistake."""
_SOURCES = ("password_env", "password_file", "keyring")


def check_campaign(campaign: Campaign) -> Iterator[Problem]:
    """The timezone exists and the dates follow one another."""
    try:
        ZoneInfo(campaign.timezone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        told = f'没有“{campaign.timezone}”这个时区，应写如 "Asia/Shanghai"'
        yield Problem(("campaign", "timezone"), told)
    deadline = date_of(campaign.deadline)
    if campaign.opens > deadline:
        told = f"截止 {deadline} 早于 opens（通知印发）{campaign.opens}"
        yield Problem(("campaign", "deadline"), told)
    if campaign.closes is not None and campaign.closes < deadline:
        told = f"{campaign.closes} 早于 deadline（报送截止）{deadline}"
        yield Problem(("campaign", "closes"), told)


def check_since(campaign: Campaign, mailbox: Mailbox) -> Iterator[Problem]:
    """No report can be older than `since`."""
    if mailbox.since != UNSET and mailbox.since > campaign.opens:
        told = f"{mailbox.since} 晚于 opens（通知印发）{campaign.opens}，会漏掉已报来的邮件"
        yield Problem(("mailbox", "since"), told)


def check_mailbox(mailbox: Mailbox, environ: Mapping[str, str]) -> Iterator[Problem]:
    """The inbox: encryption, password source, and where handled mail goes."""
    yield from _check_server("mailbox", mailbox, environ)
    if not _sources(mailbox):
        told = "没有写密码放在哪里：password_env、password_file、keyring 选一个"
        yield Problem(("mailbox", "password_env"), told)
    if mailbox.after == "move" and not mailbox.move_to:
        yield Problem(("mailbox", "move_to"), 'after = "move" 时要写移到哪个文件夹')
    watched = {folder.casefold() for folder in mailbox.folders}
    if mailbox.move_to and mailbox.move_to.casefold() in watched:
        told = f"“{mailbox.move_to}”也在 folders 里，不能移到正在查看的文件夹"
        yield Problem(("mailbox", "move_to"), told)


def check_smtp(
    smtp: Smtp,
    mailbox: Mailbox,
    receipts: Receipts,
    schedule: Schedule,
    environ: Mapping[str, str],
) -> Iterator[Problem]:
    """Letters can be handed over when any are to be written."""
    yield from _check_server("smtp", smtp, environ)
    writes = receipts.enabled or schedule.reminders or schedule.digest_to
    if writes and not smtp.host:
        told = "发回执、提醒、日报要写发件服务器；都不发就在 [receipts] 写 enabled = false"
        yield Problem(("smtp", "host"), told)
    sender = smtp.username or mailbox.username
    if writes and smtp.host and not is_sendable(sender):
        told = f"“{sender}”不是完整的邮箱地址，不能作发件地址"
        yield Problem(("smtp", "username"), told)
    if smtp.username not in ("", mailbox.username) and not _sources(smtp):
        told = "与 [mailbox] 不是同一个邮箱，要写它自己的 password_env、password_file 或 keyring"
        yield Problem(("smtp", "username"), told)
    for place, address in enumerate(schedule.digest_to, start=1):
        if not is_sendable(address):
            told = f"第{place}个“{address}”不是邮箱地址"
            yield Problem(("schedule", "digest_to"), told)


def check_alerts(
    alerts: Alerts, schedule: Schedule, environ: Mapping[str, str]
) -> Iterator[Problem]:
    """An alert that leaves by mail has a server, a password and someone to go to."""
    if alerts.smtp is None:
        return
    place = ("alerts", "smtp")
    yield from _check_server("alerts.smtp", alerts.smtp, environ)
    if not alerts.smtp.host:
        yield Problem((*place, "host"), "没有写，必须填：告警用的发件服务器")
    if not is_sendable(alerts.smtp.username):
        yield Problem((*place, "username"), "必须填：告警用的发件邮箱，写完整的地址")
    if not _sources(alerts.smtp):
        told = "没有写密码放在哪里：password_env、password_file、keyring 选一个"
        yield Problem((*place, "password_env"), told)
    if not schedule.digest_to:
        yield Problem(place, "告警发给 [schedule] digest_to，那里还没有地址")


def check_receipts(receipts: Receipts) -> Iterator[Problem]:
    """An office's own templates fill in without a fault."""
    if receipts.templates is None:
        return
    try:
        check_templates(receipts.templates)
    except TemplateProblem as problem:
        place = f"第{problem.line}行" if problem.line else ""
        told = f"回执模板 {problem.file}{place and ' '}{place} 不能用：{problem.why}"
        yield Problem(("receipts", "templates"), told)


def check_places(store: Store, web: Web) -> Iterator[Problem]:
    """The store is no folder; pages that other machines reach have a password."""
    if store.path.is_dir():
        told = f"{store.path} 是文件夹，要写到文件名，如 data/mailbot.db"
        yield Problem(("store", "path"), told)
    if not is_loopback(web.host) and not web.password_hash:
        told = f"网页开放到 {web.host}，必须设密码（password_hash）；只给本机看就写 127.0.0.1"
        yield Problem(("web", "host"), told)


def check_materials(materials: Iterable[Material], form: Form) -> Iterator[Problem]:
    """Keys, labels and words belong to one material each; the form has its material."""
    keys: dict[str, str] = {}
    words: dict[str, str] = {}
    labels: dict[str, str] = {}
    for place, one in enumerate(materials):
        path = ("materials", place)
        if one.key in keys:
            yield Problem((*path, "key"), f"“{one.key}”用了两次，每项材料的 key 不能相同")
        keys[one.key] = one.label
        if labels.setdefault(one.label, one.key) != one.key:
            yield Problem((*path, "label"), f"“{one.label}”用了两次")
        for word in one.words:
            owner = words.setdefault(normalise_name(word), one.label)
            if owner != one.label:
                told = f"“{word}”已经是“{owner}”的字样，一个字样只能属于一项材料"
                yield Problem((*path, "words"), told)
    if form.fields and STATISTICS not in keys:
        told = f'有 [form] 就要有一项 key = "{STATISTICS}" 的材料（统计表）'
        yield Problem(("materials",), told)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine itself."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _check_server(
    section: str, server: Mailbox | Smtp, environ: Mapping[str, str]
) -> Iterator[Problem]:
    path = tuple(section.split("."))
    if server.tls == "none" and server.host and not is_loopback(server.host):
        told = f'"none" 不加密，只许用于本机；{server.host} 应写 "implicit" 或 "starttls"'
        yield Problem((*path, "tls"), told)
    written = _sources(server)
    if len(written) > 1:
        yield Problem((*path, written[1]), f"{'、'.join(written)} 只能写一个")
    name = server.password_env
    if name and name not in environ and _AUTHORIZATION_CODE.fullmatch(name):
        told = "这里写环境变量的名字（如 MAILBOT_PASSWORD），授权码本身不要写进本文件"
        yield Problem((*path, "password_env"), told)


def _sources(server: Mailbox | Smtp) -> list[str]:
    return [name for name in _SOURCES if getattr(server, name)]
