"""An incident is told once, again only after it was over; a healthy service says nothing."""

from __future__ import annotations

import email
import email.policy
import sys
from pathlib import Path

import pytest

from mailbot.receipts.gate import LOGIN, stop_for_login
from mailbot.service.alerts import alert
from mailbot.service.health import health_of
from mailbot.service.receiving import IMAP_LOGIN
from store.holds import lift
from tests.servers.smtp import PASSWORD, SmtpServer
from tests.service.quiet_office import QuietOffice, quiet_office

STAFF = "staff@office.example"
TO_STAFF = f'["{STAFF}"]'


@pytest.fixture
def office(tmp_path: Path) -> QuietOffice:
    return quiet_office(tmp_path, digest_to=TO_STAFF)


def told(office: QuietOffice, **environ: str) -> list[str]:
    """The kinds of trouble that are told now."""
    base = Path(office.office.store_path.parent)
    found = alert(office.office.db, office.config, office.now, environ=environ, base=base)
    return [one.kind for one in found]


def test_a_healthy_service_says_nothing(office: QuietOffice) -> None:
    for _ in range(50):
        office.round()
        assert told(office) == []
        office.wait(minutes=30)
    assert office.letters("alert") == []
    office.round()
    assert health_of(office.office.db, office.config, office.now).troubles == ()


def test_a_store_that_no_service_has_used_says_nothing(office: QuietOffice) -> None:
    office.wait(days=300)
    assert told(office) == []


def test_an_hour_without_a_round_is_told_once_and_again_after_recovery(
    office: QuietOffice,
) -> None:
    office.round()
    office.wait(minutes=59)
    assert told(office) == []
    office.wait(minutes=2)
    assert told(office) == ["silent"]
    for _ in range(5):
        office.wait(hours=3)
        office.round("邮箱连不上")
        assert told(office) == [], "the same incident"
    office.round()
    assert told(office) == []
    office.wait(hours=2)
    assert told(office) == ["silent"], "a new incident"
    assert office.letters("alert") == [STAFF, STAFF]


def test_failing_from_the_very_first_round_is_told_too(office: QuietOffice) -> None:
    office.round("邮箱连不上")
    office.wait(minutes=61)
    office.round("邮箱连不上")
    assert told(office) == ["silent"]


@pytest.mark.parametrize("kind", [IMAP_LOGIN, LOGIN])
def test_a_refused_login_is_told_at_once_with_its_remedy_and_no_secret(
    office: QuietOffice, kind: str
) -> None:
    office.round()
    stop_for_login(office.office.db, kind, "535 authentication failed", "s3cret", office.now)
    assert told(office) == [kind]
    assert told(office) == []
    row = next(office.office.db.query("SELECT subject, body FROM receipts"))
    assert "授权码" in row["body"]
    assert "s3cret" not in row["body"] + row["subject"]
    assert "凭据" not in row["body"] + row["subject"]
    lift(office.office.db, kind, office.now)
    assert told(office) == []
    stop_for_login(office.office.db, kind, "535 again", "s3cret", office.now)
    assert told(office) == [kind]


def test_two_incidents_are_two_alerts(office: QuietOffice) -> None:
    office.round()
    stop_for_login(office.office.db, IMAP_LOGIN, "refused", "x", office.now)
    assert told(office) == [IMAP_LOGIN]
    office.wait(hours=2)
    assert told(office) == ["silent"]


def test_a_command_gets_the_text_and_the_inbox_sends_nothing(tmp_path: Path) -> None:
    """The inbox's own account may be what failed."""
    heard = tmp_path / "heard"
    program = f"import sys; open({str(heard)!r}, 'a').write(sys.stdin.read())"
    office = quiet_office(
        tmp_path, f"command = ['''{sys.executable}''', '-c', '''{program}''']", digest_to=TO_STAFF
    )
    office.round()
    office.wait(hours=2)
    assert told(office) == ["silent"]
    text = heard.read_text(encoding="utf-8")
    assert "120 分钟没有成功收取邮件" in text
    assert "处理办法：运行 mailbot doctor" in text
    assert told(office) == []
    assert heard.read_text(encoding="utf-8") == text
    assert office.letters("alert") == []


def test_a_command_that_fails_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    for command in ("['/nowhere/at/all']", "['false']"):
        folder = tmp_path / command.strip("['/]").replace("/", "-")
        folder.mkdir()
        office = quiet_office(folder, f"command = {command}", digest_to=TO_STAFF)
        office.round()
        office.wait(hours=2)
        assert told(office) == ["silent"]
        assert "告警命令没有成功" in caplog.text
        caplog.clear()


SMTP = """
[alerts.smtp]
host = "127.0.0.1"
port = {port}
tls = "none"
username = "alarm@other.example"
password_env = "ALARM"
"""


def test_a_mail_account_of_its_own_sends_the_alert(tmp_path: Path) -> None:
    with SmtpServer(password=PASSWORD) as server:
        office = quiet_office(tmp_path, SMTP.format(port=server.port), digest_to=TO_STAFF)
        office.round()
        office.wait(hours=2)
        assert told(office, ALARM=PASSWORD) == ["silent"]
        assert told(office, ALARM=PASSWORD) == []
        (letter,) = server.box
    assert (letter.mail_from, letter.to) == ("alarm@other.example", STAFF)
    mail = email.message_from_bytes(letter.raw, policy=email.policy.default)
    assert mail["Auto-Submitted"] == "auto-generated"
    assert "没有成功收取邮件" in mail["Subject"]
    assert office.letters("alert") == [], "not by the inbox's account too"


@pytest.mark.parametrize("environ", [{}, {"ALARM": "wrong"}])
def test_an_account_that_fails_is_logged_and_stops_nothing(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, environ: dict[str, str]
) -> None:
    with SmtpServer(password=PASSWORD) as server:
        office = quiet_office(tmp_path, SMTP.format(port=server.port), digest_to=TO_STAFF)
        office.round()
        office.wait(hours=2)
        assert told(office, **environ) == ["silent"]
        assert server.box == []
    assert "告警邮件没有发出" in caplog.text
    assert "已有 120 分钟没有成功收取邮件" in caplog.text, "on stderr always"
