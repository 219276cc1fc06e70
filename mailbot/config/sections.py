"""The sections of config.toml that say where mail comes from, goes to, and is kept.

Every key's meaning stands here once, in the Chinese that the operator reads: the error messages
and docs/configuration.md are made from it. A path is relative to the folder of config.toml.
"""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

Tls = Literal["implicit", "starttls", "none"]
After = Literal["leave", "move"]
UnknownSenders = Literal["review", "reply", "ignore"]

UNSET = date.min
"""A date that the file does not give and that follows from others."""

_TLS = '加密："implicit" 一连接就加密，"starttls" 先连接后加密，"none" 不加密（只许本机）'
_HOST = "服务器地址"
_FROM_ENVIRONMENT = "存放密码（授权码）的环境变量名"
_FROM_FILE = "存放密码（授权码）的文件，里面只有一行"
_FROM_KEYRING = "系统钥匙串里的服务名（要先装 mailbot[keyring]）"


class Mailbox(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The inbox that units write to, over IMAP."""

    host: Annotated[str, Meta(min_length=1, description=f"收件{_HOST}，如 imap.163.com")]
    username: Annotated[str, Meta(min_length=1, description="邮箱的完整地址")]
    port: Annotated[
        int,
        Meta(ge=1, le=65535, description="端口", extra={"default": "993；starttls、none 时 143"}),
    ] = 0
    tls: Annotated[Tls, Meta(description=_TLS)] = "implicit"
    password_env: Annotated[str, Meta(description=_FROM_ENVIRONMENT)] = ""
    password_file: Annotated[Path | None, Meta(description=_FROM_FILE)] = None
    keyring: Annotated[str, Meta(description=_FROM_KEYRING)] = ""
    folders: Annotated[
        tuple[str, ...],
        Meta(min_length=1, description="要查看的文件夹，写显示的名字，或 \\Junk 这样的标志"),
    ] = ("INBOX", "\\Junk", "广告邮件", "订阅邮件")
    since: Annotated[
        date,
        Meta(description="早于这一天的邮件不收取，只计数", extra={"default": "opens 之前 30 天"}),
    ] = UNSET
    after: Annotated[
        After,
        Meta(description='处理后的邮件："leave" 留在原处，"move" 移到 move_to 指定的文件夹'),
    ] = "leave"
    move_to: Annotated[str, Meta(description='after = "move" 时移到哪个文件夹')] = ""


class Smtp(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The server that receipts, reminders and digests are handed to."""

    host: Annotated[
        str,
        Meta(description=f"发件{_HOST}，如 smtp.163.com；不发回执、提醒、日报时可以不写"),
    ] = ""
    port: Annotated[
        int,
        Meta(
            ge=1,
            le=65535,
            description="端口",
            extra={"default": "465；starttls 时 587，none 时 25"},
        ),
    ] = 0
    tls: Annotated[Tls, Meta(description=_TLS)] = "implicit"
    username: Annotated[
        str,
        Meta(
            description="登录名，也就是回执的发件地址",
            extra={"default": "与 [mailbox] username 相同"},
        ),
    ] = ""
    password_env: Annotated[
        str, Meta(description=_FROM_ENVIRONMENT, extra={"default": "与 [mailbox] 用同一个密码"})
    ] = ""
    password_file: Annotated[Path | None, Meta(description=_FROM_FILE)] = None
    keyring: Annotated[str, Meta(description=_FROM_KEYRING)] = ""
    from_name: Annotated[str, Meta(max_length=60, description="回执上显示的发件人名称")] = ""
    daily_limit: Annotated[
        int, Meta(ge=1, le=100_000, description="一天最多发多少封；回执优先于提醒和日报")
    ] = 50
    min_interval_seconds: Annotated[
        float, Meta(ge=0, le=3600, description="两封信之间至少隔多少秒")
    ] = 10.0


class Store(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where everything is kept."""

    path: Annotated[Path, Meta(description="数据库文件；原始邮件和附件存放在它旁边的文件夹里")] = (
        Path("data/mailbot.db")
    )


class Schedule(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When the service does what."""

    poll_seconds: Annotated[int, Meta(ge=10, le=86_400, description="每隔多少秒查一次邮箱")] = 180
    reminders: Annotated[bool, Meta(description="是否自动给未报送、缺材料的单位发提醒")] = False
    remind_before: Annotated[
        tuple[Annotated[int, Meta(ge=0, le=366)], ...],
        Meta(description="截止日之前几天各提醒一次，0 是截止当天"),
    ] = (7, 3, 1)
    remind_after: Annotated[
        tuple[Annotated[int, Meta(ge=1, le=366)], ...],
        Meta(description="截止日之后几天各提醒一次，到 closes 为止"),
    ] = (1, 3, 7)
    digest: Annotated[
        time, Meta(description='每天什么时间发日报，如 "17:30"（campaign 的时区）')
    ] = time(17, 30)
    digest_to: Annotated[
        tuple[str, ...], Meta(description="日报和告警发给哪些地址；空着就不发")
    ] = ()
    alert_after_minutes: Annotated[
        int, Meta(ge=5, le=10_080, description="多少分钟没有一次成功收信就告警")
    ] = 60


class Alerts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A way out for alerts that does not hang on the inbox's own password."""

    command: Annotated[
        tuple[str, ...],
        Meta(description="告警时运行的命令，程序和参数分开写成一组，告警文字从标准输入给它"),
    ] = ()
    smtp: Annotated[
        Smtp | None, Meta(description="告警专用的另一个发件邮箱，收件人是 digest_to")
    ] = None


class Limits(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Bounds that keep one mail from harming the rest."""

    message_mb: Annotated[
        int, Meta(ge=1, le=2048, description="超过这么多 MB 的邮件只保存，不读取")
    ] = 100
    attachment_mb: Annotated[
        int, Meta(ge=1, le=2048, description="超过这么多 MB 的附件只保存，不读取")
    ] = 100
    expanded_mb: Annotated[int, Meta(ge=1, le=20_480, description="一个压缩包最多解开多少 MB")] = (
        500
    )
    archive_depth: Annotated[
        int, Meta(ge=0, le=20, description="压缩包里套压缩包，最多打开几层")
    ] = 5
    archive_entries: Annotated[
        int, Meta(ge=1, le=100_000, description="一封邮件最多打开多少个文件")
    ] = 500
    parse_seconds: Annotated[int, Meta(ge=1, le=3600, description="读一个文件最多用多少秒")] = 60
    parse_memory_mb: Annotated[
        int, Meta(ge=256, le=65_536, description="读一个文件最多用多少 MB 内存")
    ] = 1024
    receipts_per_sender_per_day: Annotated[
        int, Meta(ge=1, le=1000, description="同一个地址一天最多收到几封回执")
    ] = 10
    receipts_per_hour: Annotated[
        int, Meta(ge=1, le=10_000, description="一小时最多发出几封回执，超过就暂停并告警")
    ] = 30


class Receipts(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Whether and how senders are answered."""

    enabled: Annotated[bool, Meta(description="是否发回执")] = True
    backlog_days: Annotated[
        int,
        Meta(ge=0, le=366, description="第一次启动时，早于这么多天的旧邮件只登记，不补发回执"),
    ] = 3
    unknown_senders: Annotated[
        UnknownSenders,
        Meta(
            description='认不出单位的邮件："reply" 回复“已收到，正在核对”，'
            '"review" 不回复、等人核对，"ignore" 不回复'
        ),
    ] = "reply"
    templates: Annotated[
        Path | None, Meta(description="自己的回执模板文件夹；没有的模板用自带的")
    ] = None


class Web(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The staff's web pages."""

    host: Annotated[
        str, Meta(min_length=1, description="网页监听的地址；不是本机地址时必须设密码")
    ] = "127.0.0.1"
    port: Annotated[int, Meta(ge=1, le=65535, description="网页的端口")] = 8001
    password_hash: Annotated[
        str,
        Meta(description="网页密码的散列值，不是密码本身；用 mailbot serve --hash-password 得到"),
    ] = ""
