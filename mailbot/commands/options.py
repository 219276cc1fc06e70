"""Options that several commands share."""

from __future__ import annotations

import getpass

import click

NUMBER = click.IntRange(1, 2**63 - 1)
"""The number of a row; SQLite holds no greater one."""
json_option = click.option("--json", "as_json", is_flag=True, help="输出 JSON，供程序使用")


def _user() -> str:
    """Who is logged in; a container may know no name for its user."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "工作人员"


who_option = click.option("--who", default=_user, show_default="当前系统用户", help="谁做的决定")
why_option = click.option("--why", default="", help="理由")
