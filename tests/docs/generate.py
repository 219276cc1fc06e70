"""`python -m tests.docs.generate` writes anew all that docs/ takes from the code."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from sqlite_utils import Database

from parsers.files.registry import FORMATS
from tests.desk.demo import run_demo

DOCS = Path(__file__).parents[2] / "docs"
SHOWN = 3
"""Rows of an answer that the page shows."""
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A worked question of docs/store.md: its heading, its SQL and the answer shown."""

    heading: str
    sql: str
    answer: str


_QUESTION = re.compile(
    r"(### (\d+\. [^\n]*)\n(?:(?!### ).*\n)*?```sql\n([^`]*)```\n\n)((?:(?!### ).*\n)*)"
)


def questions(page: str) -> Iterator[Question]:
    """All questions of the page."""
    for _, heading, sql, answer in _QUESTION.findall(page):
        yield Question(heading=heading, sql=sql, answer=answer.strip())


def answer(db: Database, sql: str) -> str:
    """The first rows as a table."""
    found = db.execute(sql)
    columns = [one[0] for one in found.description]
    rows = found.fetchmany(SHOWN)
    lines = [_line(columns), _line(["---"] * len(columns)), *map(_line, rows)]
    return "\n".join(lines if rows else [*lines, "", "（样例里没有。）"])


def _line(cells: object) -> str:
    assert isinstance(cells, list | tuple)
    return f"| {' | '.join('' if cell is None else str(cell) for cell in cells)} |"


def store_page(db: Database) -> str:
    """docs/store.md with the answers that the sample store gives."""
    page = (DOCS / "store.md").read_text(encoding="utf-8") + "\n"
    return _QUESTION.sub(lambda one: f"{one[1]}{answer(db, one[3])}\n\n", page).rstrip() + "\n"


def main() -> None:
    """Write the pages."""
    with tempfile.TemporaryDirectory() as folder:
        run_demo(Path(folder))
        page = store_page(Database(Path(folder) / "demo" / "data" / "mailbot.db"))
        (DOCS / "store.md").write_text(page, encoding="utf-8")
    (DOCS / "files.md").write_text(files_page(), encoding="utf-8")
    (DOCS / "commands.md").write_text(commands_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
