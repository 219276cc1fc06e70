"""Telling staff once that the service itself is in trouble, by a way that may still work."""

from __future__ import annotations

import logging
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlite_utils import Database

from mailbot.config.model import Configuration, Smtp
from mailbot.config.secrets import MissingPassword, read_password
from mailbot.receipts.digest import plan_alert
from mailbot.receipts.gate import LOGIN, SETTINGS
from mailbot.receipts.letter import letter_bytes
from mailbot.receipts.settings import ServerSettings
from mailbot.receipts.smtp import SendingFailed, SmtpSender
from mailbot.service.health import ALERTED, silent_for
from mailbot.service.receiving import IMAP_LOGIN
from store.holds import active_holds, hold, lift
from store.outbox import queue
from store.records import ReceiptDraft

_log = logging.getLogger("mailbot.service")
_COMMAND_SECONDS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Something that staff must hear of at once."""

    kind: str
    told: str
    remedy: str


_REMEDIES = {
    IMAP_LOGIN: "到网页邮箱的设置里更新授权码，再运行 mailbot doctor",
    LOGIN: "到网页邮箱的设置里更新授权码，再运行 mailbot doctor",
    SETTINGS: "检查 [smtp] username 与登录账号是否一致",
    "silent": "运行 mailbot doctor 查看原因",
}


def troubles_of(db: Database, config: Configuration, now: datetime) -> tuple[Trouble, ...]:
    """What is wrong now: a refused login, or no successful round for too long."""
    found = [
        Trouble(kind=one.kind, told=one.reason.partition("（凭据 ")[0], remedy=_REMEDIES[one.kind])
        for one in active_holds(db)
        if one.kind in _REMEDIES
    ]
    silent = silent_for(db, now)
    if silent is not None and silent > timedelta(minutes=config.schedule.alert_after_minutes):
        minutes = int(silent.total_seconds() // 60)
        told = f"已有 {minutes} 分钟没有成功收取邮件"
        found.append(Trouble(kind="silent", told=told, remedy=_REMEDIES["silent"]))
    return tuple(found)


def alert(
    db: Database,
    config: Configuration,
    now: datetime,
    *,
    environ: Mapping[str, str],
    base: Path,
    run: Callable[[tuple[str, ...], str], None] | None = None,
) -> tuple[Trouble, ...]:
    """Tell what staff were not told yet; what is over is forgotten. The troubles told now."""
    troubles = troubles_of(db, config, now)
    current = {f"{ALERTED}{one.kind}" for one in troubles}
    for told in active_holds(db):
        if told.kind.startswith(ALERTED) and told.kind not in current:
            lift(db, told.kind, now)
    fresh = tuple(one for one in troubles if hold(db, f"{ALERTED}{one.kind}", one.told, now))
    for one in fresh:
        _log.error("%s（%s）", one.told, one.remedy)
        _tell(db, config, one, now, environ, base, run or _run_command)
    return fresh


def _tell(
    db: Database,
    config: Configuration,
    one: Trouble,
    now: datetime,
    environ: Mapping[str, str],
    base: Path,
    run: Callable[[tuple[str, ...], str], None],
) -> None:
    letters = plan_alert(db, config, one.told, one.remedy, now)
    if config.alerts.command:
        run(config.alerts.command, f"{one.told}\n处理办法：{one.remedy}\n")
    if config.alerts.smtp is not None:
        _send_apart(config, config.alerts.smtp, letters, now, environ, base)
    elif not config.alerts.command:
        for draft in letters:
            queue(db, draft, now)


def _run_command(command: tuple[str, ...], text: str) -> None:
    try:
        subprocess.run(command, input=text.encode(), timeout=_COMMAND_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        _log.error("告警命令没有成功：%s", error)


def _send_apart(
    config: Configuration,
    smtp: Smtp,
    letters: tuple[ReceiptDraft, ...],
    now: datetime,
    environ: Mapping[str, str],
    base: Path,
) -> None:
    """By an account of its own: the inbox's may be what failed."""
    settings = ServerSettings(host=smtp.host, port=smtp.port, tls=smtp.tls, username=smtp.username)
    try:
        password = read_password(smtp, environ, base)
        with SmtpSender(settings, password) as sender:
            for draft in letters:
                raw = letter_bytes(
                    draft,
                    from_address=smtp.username,
                    from_name=smtp.from_name,
                    date=now.astimezone(config.campaign.zone),
                )
                sender.send(draft.to_address, raw)
    except (SendingFailed, MissingPassword, ValueError) as error:
        _log.error("告警邮件没有发出：%s", error)
