"""Passwords from where the configuration says they are; never from the configuration itself."""

from __future__ import annotations

import importlib
import os
import stat
from collections.abc import Mapping
from pathlib import Path

from mailbot.config.sections import Mailbox, Smtp

_WHERE_FROM = (
    "要填的是邮箱的“授权码”，不是登录网页的密码：在邮箱网页版的设置里开启 IMAP/SMTP 服务后得到"
    "（163 邮箱在“设置 → POP3/SMTP/IMAP → 新增授权密码”）"
)


class MissingPassword(Exception):
    """No password where the configuration says it is; the text is Chinese and says what to do."""

    def __init__(self, section: Mailbox | Smtp, told: str) -> None:
        name = "mailbox" if isinstance(section, Mailbox) else "smtp"
        super().__init__(f"[{name}] {told}。{_WHERE_FROM}。")


def read_password(section: Mailbox | Smtp, environ: Mapping[str, str], base: Path) -> str:
    """The password of a mailbox or server; raises MissingPassword. `base`: config.toml's folder."""
    if section.password_env:
        return _from_environment(section, environ)
    if section.password_file is not None:
        return _from_file(section, base / section.password_file)
    if section.keyring:
        return _from_keyring(section)
    raise MissingPassword(
        section, "没有写密码放在哪里：password_env、password_file、keyring 选一个"
    )


def password_warnings(section: Mailbox | Smtp, base: Path) -> tuple[str, ...]:
    """What is unwise about where the password lies, with the remedy."""
    if section.password_file is None or os.name != "posix":
        return ()
    path = base / section.password_file
    try:
        mode = path.stat().st_mode
    except OSError:
        return ()
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        return (f"密码文件 {path} 别人也能读，请运行：chmod 600 {path}",)
    return ()


def _from_environment(section: Mailbox | Smtp, environ: Mapping[str, str]) -> str:
    password = environ.get(section.password_env, "").strip()
    if not password:
        # The name is not repeated: an authorization code may stand there by mistake.
        told = "password_env 所指的环境变量没有设置，请把授权码放进这个环境变量再启动"
        raise MissingPassword(section, told)
    return password


def _from_file(section: Mailbox | Smtp, path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise MissingPassword(section, f"密码文件 {path} 不存在，请建立它并写入授权码") from error
    except OSError as error:
        raise MissingPassword(section, f"密码文件 {path} 打不开（{error.strerror}）") from error
    except UnicodeDecodeError as error:
        raise MissingPassword(section, f"密码文件 {path} 不是文本文件") from error
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if not lines:
        raise MissingPassword(section, f"密码文件 {path} 是空的，请写入授权码")
    if len(lines) > 1:
        raise MissingPassword(section, f"密码文件 {path} 不止一行，里面只能有授权码")
    return lines[0]


def _from_keyring(section: Mailbox | Smtp) -> str:
    try:
        keyring = importlib.import_module("keyring")
        errors = importlib.import_module("keyring.errors")
    except ModuleNotFoundError as error:
        told = '没有安装钥匙串支持，请运行：pip install "mailbot[keyring]"'
        raise MissingPassword(section, told) from error
    try:
        password = keyring.get_password(section.keyring, section.username)
    except errors.KeyringError as error:
        raise MissingPassword(section, f"系统钥匙串打不开（{error}）") from error
    if not password:
        told = f"钥匙串里没有密码，请运行：keyring set {section.keyring} {section.username}"
        raise MissingPassword(section, told)
    return str(password)
