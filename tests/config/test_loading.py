"""What a sound configuration becomes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest

from mailbot.config.loading import load_configuration
from tests.config.conftest import PARTS, Load


def test_the_least_configuration_is_complete(load: Load, tmp_path: Path) -> None:
    config = load()
    assert config.campaign.id == "campaign-2022"
    assert config.campaign.timezone == "Asia/Shanghai"
    assert config.mailbox.since == date(2022, 4, 18)
    assert config.mailbox.folders == ("INBOX", "\\Junk", "广告邮件", "订阅邮件")
    assert (config.mailbox.port, config.smtp.port) == (993, 465)
    assert config.smtp.username == "office@inbox.example"
    assert config.smtp.password_env == "MAILBOT_PASSWORD"
    assert config.store.path == tmp_path / "data" / "mailbot.db"
    assert config.schedule.digest == time(17, 30)
    assert not config.schedule.reminders
    assert [one.key for one in config.materials] == ["statistics"]


@pytest.mark.parametrize(
    ("server", "tls", "imap", "smtp"),
    [("127.0.0.1", "none", 143, 25), ("mail.example", "starttls", 143, 587)],
)
def test_ports_follow_the_encryption(
    load: Load, server: str, tls: str, imap: int, smtp: int
) -> None:
    config = load(
        mailbox=f'[mailbox]\nhost = "{server}"\ntls = "{tls}"\nusername = "a@b.example"\n'
        'keyring = "mailbot"\n',
        smtp=f'[smtp]\nhost = "{server}"\ntls = "{tls}"\n',
    )
    assert (config.mailbox.port, config.smtp.port) == (imap, smtp)


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2022-06-14", datetime(2022, 6, 14, 15, 59, 59, tzinfo=UTC)),
        ('"2022-06-14"', datetime(2022, 6, 14, 15, 59, 59, tzinfo=UTC)),
        ("2022-06-14T18:00:00", datetime(2022, 6, 14, 10, 0, tzinfo=UTC)),
        ('"2022-06-14 18:00"', datetime(2022, 6, 14, 10, 0, tzinfo=UTC)),
        ("2022-06-14T18:00:00+09:00", datetime(2022, 6, 14, 9, 0, tzinfo=UTC)),
    ],
)
def test_a_deadline_is_the_end_of_its_day_or_a_time(
    load: Load, written: str, moment: datetime
) -> None:
    config = load(campaign=PARTS["campaign"].replace("2022-06-14", written))
    assert config.campaign.deadline_at == moment


def test_paths_are_relative_to_the_file(load: Load, tmp_path: Path) -> None:
    (tmp_path / "letters").mkdir()
    config = load(
        rest='[store]\npath = "../kept/a.db"\n[receipts]\ntemplates = "letters"\n',
        smtp='[smtp]\nhost = "smtp.inbox.example"\npassword_file = "/run/secret"\n',
    )
    assert config.store.path == tmp_path / "../kept/a.db"
    assert config.receipts.templates == tmp_path / "letters"
    assert config.smtp.password_file == Path("/run/secret")
    assert config.smtp.password_env == ""


def test_nothing_need_be_sent(load: Load) -> None:
    config = load(smtp="", rest="[receipts]\nenabled = false\n")
    assert config.smtp.host == ""


@pytest.mark.parametrize(
    ("field_type", "decimals"),
    [("", 0), ('type = "decimal"', 2), ('type = "decimal"\ndecimals = 3', 3), ('type = "text"', 0)],
)
def test_decimals_follow_the_type(load: Load, field_type: str, decimals: int) -> None:
    config = load(rest=f'[[form.fields]]\nkey = "a"\nlabel = "经费"\n{field_type}\n')
    assert config.form.fields[0].decimals == decimals


def test_a_configuration_from_notepad_loads(load: Load, tmp_path: Path) -> None:
    """A mark before UTF-8 and Windows line ends."""
    text = "".join(PARTS.values()).replace("\n", "\r\n")
    (tmp_path / "other.toml").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert load() == load_configuration(tmp_path / "other.toml", {})


def test_a_wide_space_is_an_ordinary_character(load: Load) -> None:
    config = load(campaign=PARTS["campaign"] + 'contact = "县科技局\u3000359-2333259"\n')
    assert config.campaign.contact == "县科技局\u3000359-2333259"
