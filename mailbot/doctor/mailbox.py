"""The inbox: login, ID, folders, and how far back the account shows its mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from mailbot.doctor.check import Check, doubtful, failed, fine
from mailbot.mailbox.errors import MailboxError
from mailbot.mailbox.inspection import MailboxView, inspect_mailbox, seems_cut_off
from mailbot.mailbox.settings import MailboxSettings


def check_mailbox(settings: MailboxSettings, password: str, now: datetime) -> Iterator[Check]:
    """One login, and everything that can be seen from inside."""
    try:
        view = inspect_mailbox(settings, password)
    except MailboxError as error:
        yield failed("收信", f"{error}", error.remedy)
        return
    identified = "服务器要求的 ID 已发送" if view.knows_id else "服务器不要求 ID"
    yield fine("收信", f"已登录 {settings.username}，{identified}")
    yield _folders(view)
    yield _window(view, now)
    if settings.after == "move" and not view.can_move:
        yield doubtful(
            "移动邮件",
            "服务器不支持 UIDPLUS，处理过的邮件会留在原处",
            '把 [mailbox] after 改为 "leave"',
        )


def _folders(view: MailboxView) -> Check:
    found = "、".join(f"{one.name}（{one.mails} 封）" for one in view.folders)
    absent = (*view.missing, *view.unreadable)
    if absent:
        return doubtful(
            "文件夹",
            f"找到 {found}；没有或打不开 {'、'.join(absent)}",
            f"请核对 [mailbox] folders；邮箱里有：{'、'.join(view.present)}",
        )
    return fine("文件夹", found)


def _window(view: MailboxView, now: datetime) -> Check:
    """163.com hides older mail from IMAP when its web setting says 最近30天."""
    if view.oldest is None:
        return fine("可见范围", "邮箱是空的")
    days = (now - view.oldest).days
    if seems_cut_off(view, now):
        return doubtful(
            "可见范围",
            f"最早的邮件正好在 {days} 天前，邮箱可能只开放最近 30 天",
            "到网页邮箱“设置 → POP3/SMTP/IMAP → 收取选项”改为“收取全部邮件”",
        )
    return fine("可见范围", f"最早的邮件在 {days} 天前")
