"""The proxy shows what was measured at 163.com; without that the other tests prove little."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError, LoginError, ProtocolError

from tests.servers import dovecot as dovecot_module
from tests.servers.dovecot import PASSWORD, Dovecot, DovecotMissing
from tests.servers.fixtures import Inbox, dovecot, inbox

__all__ = ["dovecot", "inbox"]

RAW = b"From: unit@unit.example\r\nSubject: report\r\n\r\nbody\r\n"


@pytest.fixture
def client(inbox: Inbox) -> Iterator[IMAPClient]:
    """Logged in, ID not sent yet."""
    inbox.account.deliver(RAW)
    with IMAPClient("127.0.0.1", inbox.proxy.port, ssl=False, timeout=10) as opened:
        opened.login(inbox.account.username, PASSWORD)
        yield opened


@pytest.mark.parametrize("readonly", [True, False])
def test_a_folder_opens_only_after_id(client: IMAPClient, readonly: bool) -> None:
    with pytest.raises(IMAPClientError, match="Unsafe Login"):
        client.select_folder("INBOX", readonly=readonly)
    client.id_({"name": "test"})
    assert client.select_folder("INBOX", readonly=readonly)[b"EXISTS"] == 1


def test_no_uidnext_and_always_the_same_uidvalidity(client: IMAPClient) -> None:
    client.id_({"name": "test"})
    selected = client.select_folder("INBOX")
    assert b"UIDNEXT" not in selected
    assert selected[b"UIDVALIDITY"] == 1
    assert client.folder_status("INBOX", ["UIDNEXT"]) == {}
    assert client.folder_status("INBOX", ["UIDVALIDITY"]) == {b"UIDVALIDITY": 1}


def test_extensions_that_163_lacks_are_hidden(client: IMAPClient) -> None:
    hidden = ("IDLE", "MOVE", "CONDSTORE", "ESEARCH", "SASL-IR", "ENABLE", "BINARY")
    assert [one for one in hidden if client.has_capability(one)] == []
    assert client.has_capability("ID")
    assert client.has_capability("UIDPLUS")


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        (["FROM", "unit@unit.example"], []),
        (["SUBJECT", "report"], []),
        (["HEADER", "Subject", "report"], []),
        (["BODY", "body"], []),
        ("ALL", [1]),
        (["UID", "7:*"], [1]),
    ],
)
def test_search_is_blind_but_for_all_and_uid(
    client: IMAPClient, criteria: list[str] | str, found: list[int]
) -> None:
    client.id_({"name": "test"})
    client.select_folder("INBOX")
    assert client.search(criteria) == found


def test_structures_cannot_be_parsed(client: IMAPClient) -> None:
    client.id_({"name": "test"})
    client.select_folder("INBOX")
    with pytest.raises(ProtocolError):
        client.fetch([1], ["BODYSTRUCTURE"])
    assert client.fetch([1], ["BODY.PEEK[]"])[1][b"BODY[]"] == RAW


def test_a_wrong_password_is_refused(inbox: Inbox) -> None:
    with (
        IMAPClient("127.0.0.1", inbox.proxy.port, ssl=False, timeout=10) as opened,
        pytest.raises(LoginError),
    ):
        opened.login(inbox.account.username, "wrong")


def test_without_dovecot_the_tests_fail_and_say_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dovecot_module, "_BINARY", "/nonexistent/dovecot")
    with pytest.raises(DovecotMissing, match="dovecot-imapd"):
        Dovecot(tmp_path)
