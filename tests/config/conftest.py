"""Small configurations written to a folder and loaded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mailbot.config.loading import load_configuration
from mailbot.config.model import Configuration
from mailbot.config.problems import ConfigurationError

PARTS = {
    "top": "",
    "campaign": (
        '[campaign]\ntitle = "2022年科技活动周"\nopens = 2022-05-18\ndeadline = 2022-06-14\n'
    ),
    "mailbox": (
        '[mailbox]\nhost = "imap.inbox.example"\nusername = "office@inbox.example"\n'
        'password_env = "MAILBOT_PASSWORD"\n'
    ),
    "smtp": '[smtp]\nhost = "smtp.inbox.example"\n',
    "rest": "",
}
"""The least that a configuration must say, and places to say more."""

Load = Callable[..., Configuration]
Problems = Callable[..., list[str]]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    """Load the least configuration with some parts replaced."""

    def load(environ: Mapping[str, str] | None = None, **parts: str) -> Configuration:
        path = tmp_path / "config.toml"
        path.write_text("".join((PARTS | parts).values()), encoding="utf-8")
        return load_configuration(path, environ or {})

    return load


@pytest.fixture
def problems(load: Load) -> Problems:
    """What is said of the least configuration with some parts replaced."""

    def problems(environ: Mapping[str, str] | None = None, **parts: str) -> list[str]:
        with pytest.raises(ConfigurationError) as caught:
            load(environ, **parts)
        return [one.removeprefix("config.toml ") for one in caught.value.problems]

    return problems
