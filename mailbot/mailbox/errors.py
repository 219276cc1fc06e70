"""What can go wrong between us and the mail server, with the remedy in the operator's words.

MailboxError
├── MailboxRefused      the account does not let us in: trying again only makes it worse
│   ├── LoginRefused    wrong or expired authorization code, or the IMAP service is off
│   └── UnsafeLogin     the provider's risk control, even after we said who we are
├── Unreachable         network, TLS, time limit, hang-up: later is another matter
├── FolderMissing       a folder that is not there
└── CommandFailed       the server refused one command, or answered nonsense
"""

from __future__ import annotations


class MailboxError(Exception):
    """The mailbox cannot be used; `remedy` tells the operator what to do."""

    remedy = "请检查 [mailbox] 的设置，运行 mailbot doctor 查看详情"

    def __init__(self, told: str, *, remedy: str = "") -> None:
        super().__init__(told)
        self.fetched = 0
        if remedy:
            self.remedy = remedy


class MailboxRefused(MailboxError):
    """The account does not let us in; it is not tried again until something changes."""


class LoginRefused(MailboxRefused):
    """The server does not take this name and password."""

    remedy = (
        "密码要填邮箱的授权码，不是网页登录密码：登录网页邮箱，在“设置 → POP3/SMTP/IMAP”中开启 IMAP"
        " 服务并生成新的授权码，更新后重试；授权码会过期，改过邮箱密码后也会失效"
    )


class UnsafeLogin(MailboxRefused):
    """The provider holds this login unsafe although we said who we are (RFC 2971 ID)."""

    remedy = (
        "邮箱的安全策略拦下了这次登录：请用浏览器登录网页邮箱，按提示用短信确认本人操作，"
        "再生成一个新的授权码；在此之前不要反复尝试"
    )


class Unreachable(MailboxError):
    """No answer, or none in time; what was fetched before is kept."""

    remedy = "请检查网络、[mailbox] 的 host 和 port；服务会自动重试"


class FolderMissing(MailboxError):
    """A folder that the configuration names is not in the mailbox."""

    remedy = "请对照网页邮箱里的文件夹名称修改 [mailbox] folders；doctor 会列出现有的文件夹"


class CommandFailed(MailboxError):
    """The server refused a command or its answer could not be read."""

    remedy = "邮箱服务器拒绝了操作，稍后会自动重试；若一直如此，请到网页邮箱查看"


class Stopped(Exception):
    """The service is ending; nothing is wrong and nothing is half done."""
