"""The inbox: login, ID, folders, and how far back the account shows its mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from mailbot.doctor.check import Check, doubtful, failed, fine
from mailbot.mailbox.errors import MailboxError
from mailbot.mailbox.settings import MailboxSettings
from mailbot.mailbox.survey import Survey, survey

_MONTH = timedelta(days=30)
_SLACK = timedelta(days=3)


def check_mailbox(settings: MailboxSettings, password: str, now: datetime) -> Iterator[Check]:
    """One login, and everything that can be seen from inside."""
    try:
        look = survey(settings, password)
    except MailboxError as error:
        yield failed("收信", f"{error}", error.remedy)
        return
    yield fine("收信", f"已登录 {settings.username}，{_identified(look)}")
    yield _folders(look)
    yield _window(look, now)


def _identified(look: Survey) -> str:
    return "服务器要求的 ID 已发送" if look.takes_id else "服务器不要求 ID"


def _folders(look: Survey) -> Check:
    found = "、".join(f"{name}（{count}）" for name, count in look.folders)
    if look.missing:
        every = "、".join(look.every_folder)
        return doubtful(
            "文件夹",
            f"找到 {found}；没有 {'、'.join(look.missing)}",
            f"请核对 [mailbox] folders；邮箱里有：{every}",
        )
    return fine("文件夹", found)


def _window(look: Survey, now: datetime) -> Check:
    """163.com hides older mail from IMAP when its web setting says 最近30天."""
    if look.oldest is None:
        return fine("可见范围", "收件箱是空的")
    age = now - look.oldest
    if abs(age - _MONTH) <= _SLACK:
        return doubtful(
            "可见范围",
            f"最早的邮件正好在 {age.days} 天前，邮箱可能只开放最近 30 天",
            "到网页邮箱“设置 → POP3/SMTP/IMAP → 收取选项”改为“收取全部邮件”",
        )
    return fine("可见范围", f"最早的邮件在 {age.days} 天前")
