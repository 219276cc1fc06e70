"""`mailbot init`: a commented configuration to start from."""

from __future__ import annotations

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.disk import reason
from mailbot.commands.faults import WRONG_USE, Fault
from mailbot.commands.options import json_option
from mailbot.config.example import write_example
from mailbot.terminal.output import print_json, say


@click.command("init", help=help_of("init"))
@json_option
@click.pass_context
def init_command(ctx: click.Context, as_json: bool) -> None:
    """Write the example configuration."""
    path = ctx.obj
    try:
        write_example(path)
    except FileExistsError as error:
        raise Fault(f"{path} 已存在，没有改动它", WRONG_USE) from error
    except OSError as error:
        raise Fault(f"写不出 {path}：{reason(error)}") from error
    if as_json:
        print_json({"config": str(path)})
        return
    say(f"已写出 {path}。请按本单位的活动修改，再运行 mailbot doctor 检查。")
