"""What the doctor sees of a mail server: a login, nothing sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mailbot.doctor.check import Check
from mailbot.doctor.sending import check_sending
from mailbot.receipts.settings import ServerSettings
from tests.servers.smtp import PASSWORD, SmtpServer


def looked_at(server: SmtpServer, password: str = PASSWORD, port: int | None = None) -> Check:
    return check_sending(replace(server.settings, port=port or server.port), password)


def test_a_login_that_works_is_fine_and_nothing_is_sent(smtp_server: SmtpServer) -> None:
    check = looked_at(smtp_server)
    assert check.state == "ok"
    assert "office@inbox.example" in check.told
    assert smtp_server.box == []


@pytest.mark.parametrize(
    "reply", ["535 Error: authentication failed", "550 User has no permission"]
)
def test_a_refused_login_names_the_authorization_code(smtp_server: SmtpServer, reply: str) -> None:
    smtp_server.replies["login"] = reply
    check = looked_at(smtp_server)
    assert check.state == "failed"
    assert reply[:3] in check.told
    assert "授权码" in check.remedy
    assert "SMTP" in check.remedy


def test_a_wrong_password_does_too(smtp_server: SmtpServer) -> None:
    assert "授权码" in looked_at(smtp_server, "the web password").remedy


def test_a_server_that_is_not_there_names_the_settings(smtp_server: SmtpServer) -> None:
    check = looked_at(smtp_server, port=1)
    assert check.state == "failed"
    assert "[smtp]" in check.remedy


def test_no_server_is_a_warning(smtp_server: SmtpServer) -> None:
    settings = ServerSettings(host="", port=25, tls="none", username="")
    check = check_sending(settings, "")
    assert (check.state, smtp_server.logins) == ("warning", [])
    assert "[smtp]" in check.remedy
