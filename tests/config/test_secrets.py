"""Passwords come from where the configuration says, or the operator is told what to do."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import pytest

from mailbot.config.secrets import MissingPassword, password_warnings, read_password
from mailbot.config.sections import Mailbox, Smtp


def mailbox(**source: object) -> Mailbox:
    return Mailbox(host="imap.inbox.example", username="office@inbox.example", **source)  # type: ignore[arg-type]  # the three sources differ in type


def test_a_password_comes_from_the_environment(tmp_path: Path) -> None:
    section = mailbox(password_env="MAILBOT_PASSWORD")
    assert read_password(section, {"MAILBOT_PASSWORD": " geheim \n"}, tmp_path) == "geheim"


@pytest.mark.parametrize("content", ["geheim", "geheim\n", "\ufeffgeheim\r\n", "\n geheim \n\n"])
def test_a_password_comes_from_a_file_beside_the_configuration(
    tmp_path: Path, content: str
) -> None:
    (tmp_path / "password.txt").write_text(content, encoding="utf-8")
    assert read_password(mailbox(password_file=Path("password.txt")), {}, tmp_path) == "geheim"


class _KeyringError(Exception):
    pass


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """A keyring that holds one password."""
    module, errors = ModuleType("keyring"), ModuleType("keyring.errors")
    held = {("mailbot", "office@inbox.example"): "geheim"}
    module.get_password = lambda service, name: held.get((service, name))  # type: ignore[attr-defined]  # a stand-in
    errors.KeyringError = _KeyringError  # type: ignore[attr-defined]  # a stand-in
    monkeypatch.setitem(sys.modules, "keyring", module)
    monkeypatch.setitem(sys.modules, "keyring.errors", errors)
    return module


@pytest.mark.usefixtures("keyring")
def test_a_password_comes_from_the_keyring(tmp_path: Path) -> None:
    assert read_password(mailbox(keyring="mailbot"), {}, tmp_path) == "geheim"


@pytest.mark.usefixtures("keyring")
def test_an_empty_keyring_is_told_with_the_command(tmp_path: Path) -> None:
    with pytest.raises(MissingPassword, match=r"keyring set other office@inbox\.example"):
        read_password(mailbox(keyring="other"), {}, tmp_path)


def test_a_locked_keyring_is_told(keyring: ModuleType, tmp_path: Path) -> None:
    def locked(service: str, name: str) -> str:
        raise _KeyringError("locked")

    keyring.get_password = locked  # type: ignore[attr-defined]  # a stand-in
    with pytest.raises(MissingPassword, match="钥匙串打不开（locked）"):
        read_password(mailbox(keyring="mailbot"), {}, tmp_path)


def test_a_keyring_that_is_not_installed_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "keyring", None)
    with pytest.raises(MissingPassword, match=r"pip install"):
        read_password(mailbox(keyring="mailbot"), {}, tmp_path)


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ({}, "没有写密码放在哪里"),
        ({"password_env": "MAILBOT_PASSWORD"}, "环境变量没有设置"),
        ({"password_file": Path("none.txt")}, "不存在"),
        ({"password_file": Path("empty.txt")}, "是空的"),
        ({"password_file": Path("two.txt")}, "不止一行"),
        ({"password_file": Path("binary.txt")}, "不是文本文件"),
        ({"password_file": Path()}, "打不开"),
    ],
)
def test_a_missing_password_says_what_to_do(
    tmp_path: Path, source: dict[str, object], told: str
) -> None:
    (tmp_path / "empty.txt").write_text("\n", encoding="utf-8")
    (tmp_path / "two.txt").write_text("one\ntwo\n", encoding="utf-8")
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(MissingPassword) as caught:
        read_password(mailbox(**source), {"MAILBOT_PASSWORD": " "}, tmp_path)
    message = str(caught.value)
    assert message.startswith("[mailbox] ")
    assert told in message
    assert "授权码”，不是登录网页的密码" in message


def test_a_code_in_the_place_of_a_name_is_not_repeated(tmp_path: Path) -> None:
    section = Smtp(host="smtp.inbox.example", password_env="ABCDEFGHIJKLMNOP")
    with pytest.raises(MissingPassword) as caught:
        read_password(section, {}, tmp_path)
    assert str(caught.value).startswith("[smtp] ")
    assert "ABCDEFGHIJKLMNOP" not in str(caught.value)


@pytest.mark.parametrize(("mode", "warned"), [(0o600, False), (0o400, False), (0o644, True)])
def test_a_password_that_others_can_read_is_warned_of(
    tmp_path: Path, mode: int, warned: bool
) -> None:
    path = tmp_path / "password.txt"
    path.write_text("geheim", encoding="utf-8")
    path.chmod(mode)
    told = password_warnings(mailbox(password_file=path), tmp_path)
    assert told == ((f"密码文件 {path} 别人也能读，请运行：chmod 600 {path}",) if warned else ())


def test_without_a_file_there_is_nothing_to_warn_of(tmp_path: Path) -> None:
    assert password_warnings(mailbox(password_env="A_B"), tmp_path) == ()
    assert password_warnings(mailbox(password_file=Path("none")), tmp_path) == ()
