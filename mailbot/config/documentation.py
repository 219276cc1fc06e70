"""docs/configuration.md, made from the code: `python -m mailbot.config.documentation`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import time
from pathlib import Path
from typing import Any

from msgspec.structs import FieldInfo, fields

from mailbot.config.allowed import allowed, bare, is_section, item_of, meta_of
from mailbot.config.model import Configuration, Smtp
from mailbot.config.units_file import COLUMNS, units_template

_OPENING = """\
# 设置：config.toml

（本页由 `python -m mailbot.config.documentation` 从程序生成，请不要直接修改。）

一次收集的全部设置都在 `config.toml` 一个文件里。`mailbot init` 在当前文件夹写出一份带说明的例子，
改好后运行 `mailbot doctor` 检查。换一次活动、换一个单位名单，只要改这个文件，不用改程序。

## 怎么写

- 每行一个设置：`键 = 值`。`#` 后面是说明。
- 文字放在英文双引号里：`title = "科技活动周"`。引号、等号、方括号、逗号都要用英文的。
- 几个并列的放在方括号里：`folders = ["INBOX", "广告邮件"]`。
- 是、否写 `true`、`false`。
- 日期写 `2022-06-14`；`deadline` 可以写到几点：`2022-06-14T18:00:00`。日期也可以加引号。
- `[campaign]` 这样的一行开始一节；`[[materials]]` 这样的一节可以有许多个：
  一个单位、一项材料、一个指标各一节。
- 相对路径从 `config.toml` 所在的文件夹算起。文件存为 UTF-8 编码。

写错的键、写错的值、互相矛盾的设置，程序启动时一次全部指出，例如：

```
config.toml 第12行 [mailbox] prot：没有这个键，是不是 port？可用的是 host、username、port…
config.toml 第31行 [campaign] closes：2022-06-01 早于 deadline（报送截止）2022-06-14
```

## 密码

密码（邮箱的**授权码**，不是登录网页的密码）不写在 `config.toml` 里，下面三种放法选一种：

| 写法 | 密码放在哪里 |
|---|---|
| `password_env = "MAILBOT_PASSWORD"` | 这个名字的环境变量 |
| `password_file = "password.txt"` | 一个只有一行的文件；请设成只有自己能读（`chmod 600`） |
| `keyring = "mailbot"` | 系统钥匙串；先装 `mailbot[keyring]`，再 `keyring set mailbot 邮箱地址` |

163 邮箱的授权码：登录网页版，在“设置 → POP3/SMTP/IMAP”里开启 IMAP/SMTP 服务，按提示取得。

## 单位名单文件

单位多时可以不写 `[[reporting_units]]`，在 `config.toml` 最前面（任何一节之前）写
`reporting_units_file = "units.xlsx"`。
可以是 Excel（.xlsx、.xls、.et）的第一张表，或 CSV（UTF-8 或 GBK）。首行是列名，前面可以有标题行；
只有“单位”一列是必须的，认不得的列不看：
"""

_CLOSING = """\
## 互相之间的要求

- `opens` ≤ `deadline` ≤ `closes`；`since` 不晚于 `opens`。
- `tls = "none"` 只许用于本机的服务器；网页不是只给本机看时必须有 `password_hash`。
- `after = "move"` 要写 `move_to`，并且不能是 `folders` 里的文件夹。
- 发回执、提醒或日报要写 `[smtp] host`；`[smtp]` 的登录名与收件邮箱不同时要写它自己的密码来源。
- 材料的 `key`、名称、字样不能重复；有 `[form]` 就要有 `key = "statistics"` 的材料。
- 指标的 `key`、名称、别名不能重复；`sum_of`、`at_least` 只能指向别的数字指标，不能绕成圈。
- 一个名称、别名、代码或邮箱只能属于一个单位。
- `templates` 文件夹里的模板在启动时全部试填一遍，有错就指出哪个文件第几行。
"""

_SEVERAL = "，可以有几节"


def documentation() -> str:
    """The whole page."""
    headings = "\n".join(
        f"| {'、'.join(names)} | {_key_meaning(key)} |" for key, names in COLUMNS.items()
    )
    sample = f"例如一个 CSV 文件：\n\n```\n{units_template()}```\n\n"
    table = f"\n| 列名（写一个就行） | 内容 |\n|---|---|\n{headings}\n\n{sample}"
    sections = "\n".join(_sections())
    return f"{_OPENING}{table}## 全部的键\n\n{sections}\n{_CLOSING}"


def _key_meaning(key: str) -> str:
    unit = item_of(_field("reporting_units").type)
    return next(str(meta_of(one.type).description) for one in fields(unit) if one.name == key)


def _field(name: str) -> FieldInfo:
    return next(one for one in fields(Configuration) if one.name == name)


def _sections() -> Iterator[str]:
    yield "### 文件最前面，任何一节之前\n"
    yield _table([one for one in fields(Configuration) if _section_of(one) is None])
    for one in fields(Configuration):
        yield from _section(one, one.name)


def _section_of(field: FieldInfo) -> Any:
    """The section that a key opens, one or several, or None for a plain key."""
    kind = bare(item_of(field.type) or field.type)
    return kind if is_section(kind) else None


def _section(field: FieldInfo, dotted: str) -> Iterator[str]:
    kind = _section_of(field)
    if kind is None:
        return
    several = item_of(field.type) is not None
    heading = f"[[{dotted}]]" if several else f"[{dotted}]"
    default = (meta_of(field.type).extra or {}).get("default")
    told = f"；不写就是：{default}" if default else ""
    yield f"### `{heading}`\n"
    if kind is Smtp and dotted != "smtp":
        yield f"{meta_of(field.type).description}。键与 `[smtp]` 的相同，登录名和密码来源必填。\n"
        return
    yield f"{meta_of(field.type).description}{_SEVERAL if several else ''}{told}。\n"
    yield _table([one for one in fields(kind) if _section_of(one) is None])
    for one in fields(kind):
        yield from _section(one, f"{dotted}.{one.name}")


def _table(keys: list[FieldInfo]) -> str:
    rows = [
        (f"`{one.name}`", allowed(one.type), _default(one), str(meta_of(one.type).description))
        for one in keys
    ]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return "\n".join(("| 键 | 写什么 | 默认 | 说明 |", "|---|---|---|---|", *lines, ""))


def _default(field: FieldInfo) -> str:
    told = (meta_of(field.type).extra or {}).get("default")
    if told:
        return str(told)
    return "**必填**" if field.required else written(field.default)


def written(value: object) -> str:
    """A default as it would stand in the file."""
    if value in (None, ""):
        return "不写"
    if isinstance(value, tuple):
        return f"`[{', '.join(written(one).strip('`') for one in value)}]`"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, time):
        return f'`"{value:%H:%M}"`'
    if isinstance(value, str | Path):
        escaped = str(value).replace("\\", "\\\\")
        return f'`"{escaped}"`'
    return f"`{value}`"


def main(arguments: list[str]) -> None:
    """Write the page to the path given, or to docs/configuration.md."""
    path = Path(arguments[0] if arguments else "docs/configuration.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(documentation(), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
