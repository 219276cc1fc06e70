"""Faults of the store that are the environment's, not a mail's."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager


class StoreError(Exception):
    """The store cannot be used; `remedy` tells the operator what to do."""

    remedy = "请检查数据库文件所在的磁盘和权限"


class StoreLocked(StoreError):
    """Another process held the store longer than we wait."""

    remedy = "数据库正被其他程序占用，请关闭其他打开它的程序后重试"


class StoreFull(StoreError):
    """The disk is full; nothing was half written."""

    remedy = "磁盘已满，请清理空间；邮件都还在邮箱里，不会丢失"


@contextmanager
def disk_faults_told() -> Iterator[None]:
    """Raise the disk's faults as StoreFull or StoreError."""
    try:
        yield
    except OSError as error:
        full = error.errno in (errno.ENOSPC, errno.EDQUOT)
        raise (StoreFull if full else StoreError)(str(error)) from error
