"""`mailbot serve` as a process: what it refuses, what it prints, how it ends."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from mailbot.commands.main import cli
from mailbot.sample.mailbox import sample_config_text
from mailbot.web.passwords import password_matches
from tests.servers.command import Command, Ended


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A new office's configuration."""
    path = tmp_path / "config.toml"
    path.write_text(sample_config_text(), encoding="utf-8")
    return path


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def refusal(config: Path, *arguments: str) -> Ended:
    """A serve that must end by itself."""
    return Command(("--config", str(config), "serve", *arguments), os.environ).wait(60)


def test_other_machines_are_let_in_with_a_password_only(config: Path) -> None:
    done = refusal(config, "--host", "0.0.0.0")  # noqa: S104 - what is tested
    assert done.code == 2
    assert "--hash-password" in done.err


def test_what_is_no_hash_is_refused(config: Path) -> None:
    text = config.read_text(encoding="utf-8")
    config.write_text(
        text.replace('# password_hash = ""', 'password_hash = "secret"'), encoding="utf-8"
    )
    done = refusal(config)
    assert done.code == 2
    assert "secret" not in done.err


def test_a_hash_is_made_of_a_typed_password(config: Path) -> None:
    done = CliRunner().invoke(
        cli,
        ["--config", str(config), "serve", "--hash-password"],
        input="long enough\nlong enough\n",
    )
    assert done.exit_code == 0
    assert password_matches("long enough", done.stdout.strip().splitlines()[-1])
    short = CliRunner().invoke(cli, ["serve", "--hash-password"], input="short\nshort\n")
    assert short.exit_code != 0


def test_it_says_where_it_is_answers_there_and_ends_when_told(config: Path) -> None:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "mailbot", "--config", str(config), "serve", "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        try:
            assert process.stdout is not None
            found = re.search(r"http://\S+/", process.stdout.readline())
            assert found is not None
            transport = httpx.HTTPTransport(retries=8)
            with httpx.Client(transport=transport, timeout=30) as client:
                assert "还没有收到报送" in client.get(found[0]).text
            process.send_signal(signal.SIGTERM)
            assert process.wait(10) in (0, -signal.SIGTERM)
        finally:
            process.kill()
