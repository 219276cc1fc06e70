"""All commands: where each is, and its line in `mailbot --help`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A command's module, its name in it, its help line, and what its own help adds."""

    module: str
    attribute: str
    help: str
    more: str = ""


def _entry(name: str, help_line: str, more: str = "") -> Entry:
    return Entry(f"mailbot.commands.{name}", f"{name}_command", help_line, more)


PROGRAM = """材料报送邮箱助手：收取报送邮件，读出数据，自动回执，汇总成表。

第一次使用：mailbot init 写出配置文件，改好后用 mailbot doctor 检查。
退出码：0 正常，1 有失败，2 用法或配置有误，3 另一轮正在运行。"""


COMMANDS: dict[str, Entry] = {
    "init": _entry("init", "在当前文件夹写出带说明的 config.toml", "已有的文件不会被覆盖。"),
    "doctor": _entry("doctor", "检查配置、数据库、邮箱、发信、转换程序和磁盘"),
    "demo": _entry("demo", "用自带的样例邮箱完整演示一遍，不需要服务器和密码"),
    "run": _entry("run", "启动服务：按计划收信、回执、提醒、日报"),
    "poll": _entry("poll", "收取并处理一轮，然后退出"),
    "ingest": _entry("ingest", "导入 .eml 文件、文件夹、Maildir 或 mbox"),
    "status": _entry("status", "各单位报送情况一览"),
    "show": _entry(
        "show",
        "一个单位的全部情况：邮件、文件、数据及来源、问题、回执",
        "UNIT 写单位全称、简称或代码。",
    ),
    "search": _entry(
        "search", "在邮件、材料正文和文件名里查找", "几个词要同时出现；一两个字也可以。"
    ),
    "review": Entry(
        "mailbot.commands.review.group", "review_command", "需要人工处理的事项，以及各种人工决定"
    ),
    "remind": _entry("remind", "催报：给未报送、缺材料的单位发提醒，默认只显示"),
    "export": _entry("export", "导出 Excel 工作簿（汇总表、报送情况、数据来源等），或 CSV"),
    "archive": _entry("archive", "把各单位的文件整理到各自的文件夹，名字一看就懂"),
    "reparse": _entry("reparse", "改了表格、名单或升级后，从原始邮件重新读取"),
    "form": _entry("form", "把空白表变成配置，或试读一份填好的表"),
    "serve": _entry(
        "serve",
        "打开工作人员用的网页：总览、汇总、待处理、查询",
        "没有设密码（[web] password_hash）时只能在本机访问。",
    ),
    "backup": _entry(
        "backup", "备份数据库和原件（运行中也可以）", "服务运行中也可以；已备份过的原件不再复制。"
    ),
}

REVIEW: dict[str, str] = {
    "list": "列出需要人工处理的事项",
    "assign": "指定邮件 MESSAGE 是哪个单位的；名单外的单位用 --new 单位名称",
    "accept": "接受报送 SUBMISSION，计入汇总",
    "reject": "不接受报送 SUBMISSION，保留但不计入",
    "correct": "更正单位 UNIT 的指标 FIELD 为 VALUE；VALUE 写 - 表示撤回先前的更正",
    "dismiss": "问题 FINDING 已核对，不再提示",
    "ignore": "邮件 MESSAGE 与报送无关",
    "reopen": "重新处理邮件 MESSAGE",
    "resend": "重新发送没有发出、被退回或不确定的信 RECEIPT",
    "sent": "信 RECEIPT 已确认发出",
}
"""The subcommands of `mailbot review`."""

FORM: dict[str, str] = {
    "import": "读空白表 FILE（xlsx、docx，xls 和 doc 要有 LibreOffice），打印它的 [form] 配置",
    "check": "试读填好的表 FILE，逐格显示会怎样读取；不存入数据库",
}
"""The subcommands of `mailbot form`."""


def help_of(name: str) -> str:
    """What `mailbot NAME --help` says first."""
    entry = COMMANDS[name]
    return f"{entry.help}。{entry.more}"
