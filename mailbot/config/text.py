"""The text of config.toml, and what is wrong where it is no TOML."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from mailbot.config.problems import ConfigurationError

_PLACE = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_CHINESE_MARKS = re.compile(r"[“”‘’＝［］【】＂]")
_SAYINGS = (
    ("Unescaped '\\'", "文字里的 \\ 要写成 \\\\；Windows 路径请用 / 代替 \\"),
    ("Illegal character '\\n'", "这一行的引号没有配对"),
    ("Unterminated string", "引号没有配对"),
    ("Unclosed array", "方括号没有配对"),
    ("Cannot overwrite a value", "同一个键写了两次"),
    ("Cannot declare", "同一节写了两次"),
    ("Invalid value", "等号后面的写法不对：文字要加英文双引号"),
    ("Expected '=' after a key", "键的后面要有英文等号"),
    ("Expected newline or end of document", "一行只能写一个设置；文字要加英文双引号"),
)


def read_toml(path: Path) -> tuple[str, dict[str, object]]:
    """The text and its values; raises ConfigurationError for a file that cannot be read."""
    try:
        # Windows Notepad puts a mark before UTF-8.
        text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError as error:
        told = f"找不到 {path}，先用 mailbot init 写一个，或用 --config 指定"
        raise ConfigurationError((told,)) from error
    except OSError as error:
        raise ConfigurationError((f"{path} 打不开：{error.strerror}",)) from error
    except UnicodeDecodeError as error:
        raise ConfigurationError((f"{path.name} 要存为 UTF-8 编码",)) from error
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError((_told(path.name, text, str(error)),)) from error


def _told(name: str, text: str, message: str) -> str:
    found = _PLACE.search(message)
    number = int(found[1]) if found and found[1] else None
    what = next((told for start, told in _SAYINGS if message.startswith(start)), "写法不对")
    if number is None:
        return f"{name}：{what}"
    lines = text.splitlines()
    line = lines[number - 1] if number <= len(lines) else ""
    marks = "".join(dict.fromkeys(_CHINESE_MARKS.findall(line.partition("#")[0])))
    if marks:
        what = f"有中文标点 {marks}，要换成英文的引号、等号、方括号"
    return f"{name} 第{number}行：{what}"
