"""`python -m tests.docs.generate` writes anew all that docs/ takes from the code."""

from __future__ import annotations

import subprocess
import sys
from itertools import groupby
from pathlib import Path

from parsers.files.registry import FORMATS

DOCS = Path(__file__).parents[2] / "docs"
BEGIN, END = "<!-- 开始 -->", "<!-- 结束 -->"
_FAMILIES = {
    "spreadsheet": "表格",
    "document": "文档",
    "image": "图片",
    "mail": "邮件",
    "archive": "压缩包",
    "video": "视频",
    "audio": "音频",
    "other": "其他",
}


def files_table() -> str:
    """Kinds of file against what is read; kinds that are read alike share a line."""
    lines = ["| 归为 | 种类 | 常见后缀 | 读出什么 |", "|---|---|---|---|"]
    for (family, reads), alike in groupby(FORMATS, key=lambda one: (one.family, one.reads)):
        kinds = list(alike)
        names = "、".join(f"`{one.name}`" for one in kinds)
        suffixes = " ".join(suffix for one in kinds for suffix in one.suffixes) or "（不限）"
        lines.append(f"| {_FAMILIES[family]} | {names} | {suffixes} | {reads} |")
    return "\n".join(lines)


def files_page() -> str:
    """docs/files.md with its table as the registry says."""
    head, _, rest = (DOCS / "files.md").read_text(encoding="utf-8").partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{files_table()}\n{END}{tail}"


def commands_page() -> str:
    """docs/commands.md as `--help` says.

    In a process of its own: the page depends on the width and language of nobody's terminal.
    """
    return subprocess.run(
        [sys.executable, "-m", "mailbot.commands.documentation"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
        cwd=DOCS.parent,
    ).stdout


def main() -> None:
    """Write the pages."""
    (DOCS / "files.md").write_text(files_page(), encoding="utf-8")
    (DOCS / "commands.md").write_text(commands_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
