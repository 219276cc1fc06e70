"""`mailbot serve`: the staff's web pages, until stopped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from mailbot.commands.catalogue import help_of
from mailbot.commands.faults import FAILED, WRONG_USE, Fault
from mailbot.commands.opening import configuration, log_to_stderr, telling_faults
from mailbot.terminal.output import say

if TYPE_CHECKING:
    from mailbot.service.office import Office


@click.command("serve", help=help_of("serve"))
@click.option("--host", help="监听的地址，代替配置里的 [web] host")
@click.option("--port", type=click.IntRange(1, 65535), help="端口，代替配置里的 [web] port")
@click.option(
    "--compare",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="另一个数据库（如去年的），只读，用来对比",
)
@click.option("--name", "names", multiple=True, help="还可以用哪个域名访问（可写多次）")
@click.option(
    "--hash-password", is_flag=True, help="输入一个密码，打印 [web] password_hash 要写的值"
)
@click.pass_context
def serve_command(
    ctx: click.Context,
    host: str | None,
    port: int | None,
    compare: Path | None,
    names: tuple[str, ...],
    hash_password: bool,
) -> None:
    """Serve, or make the hash of a password."""
    if hash_password:
        _print_hash()
        return
    from mailbot.service.office import Office

    config = configuration(ctx.obj)
    log_to_stderr()
    with telling_faults(), Office(config) as office:
        serve_office(
            office,
            host=host or config.web.host,
            port=port or config.web.port,
            compare=compare,
            names=names,
        )


def serve_office(
    office: Office,
    *,
    host: str,
    port: int,
    compare: Path | None = None,
    names: tuple[str, ...] = (),
) -> None:
    """Serve an open office until SIGINT or SIGTERM."""
    import uvicorn

    from mailbot.config.checks import is_loopback
    from mailbot.web.application import application_of
    from mailbot.web.desk import Desk
    from mailbot.web.passwords import is_password_hash

    told = office.config.web.password_hash
    if told and not is_password_hash(told):
        raise Fault("[web] password_hash 不是 mailbot serve --hash-password 打印的值", WRONG_USE)
    if not told and not is_loopback(host):
        raise Fault(
            f"要开放到 {host}，必须先设密码：运行 mailbot serve --hash-password，"
            "把打印的值写进 [web] password_hash",
            WRONG_USE,
        )
    with Desk(office, compare=compare) as desk:
        application, _ = application_of(desk, host=host, names=names)
        shown = f"[{host}]" if ":" in host else host
        say(f"网页：http://{shown}:{port}/　（按 Ctrl+C 停止）")
        server = uvicorn.Server(
            uvicorn.Config(
                application,
                host=host,
                port=port,
                log_level="warning",
                server_header=False,
                timeout_graceful_shutdown=3,
                forwarded_allow_ips="",
            )
        )
        server.run()
        if not server.started:
            raise Fault(f"打不开端口 {port}：可能已被占用，请用 --port 换一个", FAILED)


def _print_hash() -> None:
    from mailbot.web.passwords import password_hash

    password = click.prompt("密码", hide_input=True, confirmation_prompt="再输一次", err=True)
    if len(password) < 8:
        raise Fault("密码至少 8 个字符", WRONG_USE)
    click.echo(password_hash(password))
