"""The SMTP server keeps what it takes and answers as it is told."""

from __future__ import annotations

import smtplib
import ssl

import pytest

from tests.servers.dovecot import Dovecot
from tests.servers.fixtures import dovecot, smtp_server
from tests.servers.smtp import PASSWORD, Letter, SmtpServer

__all__ = ["dovecot", "smtp_server"]

FROM, TO = "office@inbox.example", "unit@unit.example"
RAW = b"Subject: x\r\n\r\nbody\r\n"


def _hand_over(server: SmtpServer) -> None:
    with smtplib.SMTP("127.0.0.1", server.port, timeout=10) as client:
        client.login(FROM, PASSWORD)
        client.sendmail(FROM, [TO], RAW)


def test_a_letter_is_kept_after_login(smtp_server: SmtpServer) -> None:
    with smtplib.SMTP("127.0.0.1", smtp_server.port, timeout=10) as client:
        with pytest.raises(smtplib.SMTPException):
            client.sendmail(FROM, [TO], RAW)
        client.login(FROM, PASSWORD)
        client.sendmail(FROM, [TO], RAW)
    assert smtp_server.box == [Letter(FROM, TO, RAW)]
    assert smtp_server.to(TO.upper()) == smtp_server.box


@pytest.mark.parametrize(
    ("stage", "reply"),
    [
        ("login", "535 code expired"),
        ("rcpt", "550 User not found"),
        ("data", "450 later"),
        ("mail", "553 not you"),
        ("end", "554 DT:SPM"),
    ],
)
def test_a_stage_answers_as_told_and_nothing_is_kept(
    smtp_server: SmtpServer, stage: str, reply: str
) -> None:
    smtp_server.replies[stage] = reply
    with pytest.raises(smtplib.SMTPException, match=reply[:3]):
        _hand_over(smtp_server)
    assert smtp_server.box == []


def test_implicit_tls_is_spoken_with_a_certificate(dovecot: Dovecot) -> None:
    context = ssl.create_default_context(cafile=str(dovecot.certificate))
    with (
        SmtpServer(certificate=dovecot.certificate) as server,
        smtplib.SMTP_SSL("127.0.0.1", server.port, timeout=10, context=context) as client,
    ):
        client.login(FROM, PASSWORD)
        client.sendmail(FROM, [TO], RAW)
        assert len(server.box) == 1
