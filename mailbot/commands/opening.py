"""From the configuration file's path to an open office, with every fault told to the caller."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from mailbot.commands.disk import reason
from mailbot.commands.faults import BUSY, FAILED, WRONG_USE, Fault
from mailbot.config.loading import ConfigurationError, load_configuration
from mailbot.config.model import Configuration
from mailbot.config.secrets import MissingPassword
from mailbot.mailbox.errors import MailboxError
from mailbot.service.lock import Busy
from mailbot.service.office import Office
from store.database import faults_told
from store.errors import StoreError


def configuration(path: Path) -> Configuration:
    """Read the configuration; a missing or wrong one is wrong use (exit code 2)."""
    if not path.exists():
        raise Fault(f"没有配置文件 {path}：先运行 mailbot init，或用 --config 指定", WRONG_USE)
    try:
        return load_configuration(path, os.environ)
    except ConfigurationError as error:
        raise Fault(str(error), WRONG_USE) from error


@contextmanager
def office_of(ctx: click.Context) -> Iterator[Office]:
    """Open the office that the command was called for; faults inside become exit codes."""
    with telling_faults(), Office(configuration(ctx.obj)) as office:
        yield office


@contextmanager
def telling_faults() -> Iterator[None]:
    """Name the environment's faults with their remedy and end with the right exit code."""
    try:
        with faults_told():
            yield
    except StoreError as error:
        raise Fault(f"数据库：{_told(error)}\n处理办法：{error.remedy}", FAILED) from error
    except Busy as error:
        raise Fault(str(error), BUSY) from error
    except MissingPassword as error:
        raise Fault(str(error), WRONG_USE) from error
    except MailboxError as error:
        raise Fault(f"邮箱：{error}\n处理办法：{error.remedy}", FAILED) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        place = f"{error.filename}：" if error.filename else ""
        told = f"本机：{place}{reason(error)}\n处理办法：请检查磁盘空间和文件夹权限"
        raise Fault(told, FAILED) from error


def _told(error: StoreError) -> str:
    """What the disk says of a file in Chinese; what SQLite says as it says it."""
    cause = error.__cause__
    if not isinstance(cause, OSError):
        return str(error)
    return f"{reason(cause)}（{cause.filename}）" if cause.filename else reason(cause)


def log_to_stderr(*, verbose: bool = False) -> None:
    """A line per mail on stderr, as a service manager expects it."""
    logging.basicConfig(
        level=logging.DEBUG if verbose else logging.INFO,
        stream=sys.stderr,
        format="%(asctime)s %(levelname)s %(name)s: %(message)s",
        force=True,
    )
    for noisy in ("apscheduler", "imapclient", "pdfminer"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
