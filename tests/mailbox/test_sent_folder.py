"""The folder of sent mail tells whether a letter is there, by its Message-ID alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mailbot.mailbox.sent_folder import ImapSentFolder
from mailbot.receipts.headers import answers_header
from mailbot.receipts.sent import SentFolder, SentFolderError
from tests.mailbox.conftest import mail
from tests.servers.dovecot import PASSWORD
from tests.servers.fixtures import Inbox
from tests.servers.netease_proxy import Fault

FOLDED = b"From: a@unit.example\r\nMESSAGE-ID:\r\n <folded@unit.example>\r\n\r\nx\r\n"


NOON = datetime(2022, 6, 10, 4, 0, tzinfo=UTC)


def _opened(inbox: Inbox, newest: int = 200) -> ImapSentFolder:
    return ImapSentFolder(inbox.settings(), PASSWORD, newest=newest)


def test_letters_are_found_by_their_message_id_among_the_newest(inbox: Inbox) -> None:
    for number in range(60):
        inbox.account.deliver(mail(number), "已发送")
    inbox.account.deliver(FOLDED, "已发送")
    with _opened(inbox, newest=55) as folder:
        assert folder.contains("<m59@unit.example>")
        assert folder.contains("<m6@unit.example>")
        assert folder.contains("<folded@unit.example>")
        assert not folder.contains("<m5@unit.example>")
        assert not folder.contains("<m599@unit.example>")
    assert inbox.behaviour.connections == 1
    assert inbox.behaviour.said("SEARCH") == []


def test_a_filed_copy_is_there_as_it_was_written(inbox: Inbox) -> None:
    with _opened(inbox) as opened:
        folder: SentFolder = opened
        assert not folder.contains("<m1@unit.example>")
        folder.file_copy(mail(1))
        assert folder.contains("<m1@unit.example>")
    assert inbox.account.mails("已发送") == [mail(1, end=b"\n")]  # as this maildir stores lines


def test_a_lost_answer_to_append_is_not_tried_again(inbox: Inbox) -> None:
    inbox.behaviour.faults.append(Fault("^APPEND", "hang_up", times=-1))
    with _opened(inbox) as folder:
        with pytest.raises(SentFolderError):
            folder.file_copy(mail(1))
        assert len(inbox.behaviour.said("^APPEND")) == 1
        assert not folder.contains("<m1@unit.example>")


def test_an_answer_that_leaves_mails_out_is_no_proof_of_absence(inbox: Inbox) -> None:
    inbox.account.deliver(mail(1), "已发送")
    inbox.behaviour.faults.append(Fault("^FETCH", "empty"))
    with _opened(inbox) as folder:
        with pytest.raises(SentFolderError):
            folder.contains("<m1@unit.example>")
        assert folder.contains("<m1@unit.example>")


def test_a_refused_login_is_tried_once_for_all_letters(inbox: Inbox) -> None:
    inbox.behaviour.refuse_login = "LOGIN Login error"
    with _opened(inbox) as folder:
        for number in range(3):
            with pytest.raises(SentFolderError):
                folder.contains(f"<m{number}@unit.example>")
    assert len(inbox.behaviour.said("^LOGIN")) == 1


def test_a_hang_up_between_two_letters_is_mended(inbox: Inbox) -> None:
    inbox.account.deliver(mail(1), "已发送")
    with _opened(inbox) as folder:
        assert folder.contains("<m1@unit.example>")
        inbox.proxy.hang_up()
        assert folder.contains("<m1@unit.example>")


def test_letters_are_told_back_to_a_moment_with_the_mails_they_answer(inbox: Inbox) -> None:
    """Newest first; the walk ends with the first answer that is older as a whole."""
    for number in range(130):
        at = NOON + timedelta(hours=number)
        inbox.account.deliver(mail(number), "已发送", internaldate=at)
    marks = [f"{number:064x}"[::-1] for number in range(40)]
    name, value = answers_header(marks)
    folded = value.replace(" ", "\r\n ")
    head = f"Message-ID: <r@inbox.example>\r\nIn-Reply-To:\r\n <m@x.example>\r\n{name}: {folded}"
    raw = f"{head}\r\n\r\nx\r\n".encode()
    inbox.account.deliver(raw, "已发送", internaldate=NOON + timedelta(hours=130))
    with _opened(inbox) as folder:
        letters = folder.letters_since(NOON + timedelta(hours=100))
    newest, second = letters[:2]
    assert (newest.header_message_id, newest.in_reply_to) == ("<r@inbox.example>", "<m@x.example>")
    assert newest.answers == tuple(one[:16] for one in marks)
    assert newest.filed_at == NOON + timedelta(hours=130)
    assert (second.header_message_id, second.answers) == ("<m129@unit.example>", ())
    assert {f"<m{number}@unit.example>" for number in range(100, 130)} <= {
        one.header_message_id for one in letters
    }
    assert len(inbox.behaviour.said("^FETCH")) == 2
    assert inbox.behaviour.said("SEARCH") == []


def test_an_empty_folder_tells_of_no_letters(inbox: Inbox) -> None:
    inbox.account.folder("已发送")
    with _opened(inbox) as folder:
        assert folder.letters_since(NOON) == ()


def test_letters_left_out_of_an_answer_are_no_letters_that_are_not_there(inbox: Inbox) -> None:
    inbox.account.deliver(mail(1), "已发送")
    inbox.behaviour.faults.append(Fault("^FETCH", "empty"))
    with _opened(inbox) as folder:
        with pytest.raises(SentFolderError):
            folder.letters_since(NOON)
        assert len(folder.letters_since(NOON)) == 1
