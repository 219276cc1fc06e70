"""The mail server: one login, nothing sent."""

from __future__ import annotations

from mailbot.doctor.check import Check, doubtful, failed, fine
from mailbot.receipts.settings import ServerSettings
from mailbot.receipts.smtp import LoginRefused, SendingFailed, SmtpSender

_CODE = "到网页邮箱“设置 → POP3/SMTP/IMAP”里开启 SMTP 服务，用授权码而不是登录密码"


def check_sending(settings: ServerSettings, password: str) -> Check:
    """Log in and say goodbye."""
    if not settings.host:
        return doubtful("发信", "没有设置发信服务器，不发回执", "在 [smtp] 里写 host")
    try:
        with SmtpSender(settings, password) as sender:
            reply = sender.check()
    except LoginRefused as error:
        return failed("发信", f"登录被拒：{error.reply}", _CODE)
    except SendingFailed as error:
        return failed("发信", error.reply, "请检查网络和 [smtp] 的 host、port、tls")
    return fine("发信", f"已登录 {settings.username}（{reply}）")
