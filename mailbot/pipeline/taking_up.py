"""Taking up kept mails: read, understood, recorded with the receipt queued, each in its turn."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from mailbot.pipeline.answering import answer_facts
from mailbot.pipeline.assemble import Understood, understand
from mailbot.pipeline.context import Known, known_about
from mailbot.pipeline.reading import (
    ReaderUnavailable,
    ReadingFailed,
    ReadMail,
    Stopped,
    read_whole_mail,
)
from mailbot.pipeline.reading_mark import reading_mark
from mailbot.pipeline.workshop import Workshop
from mailbot.receipts.bounces import record_bounce
from mailbot.receipts.queue import queue_receipt
from store.database import StoreError, faults_told, writing
from store.giving_up import give_up
from store.ledger import (
    PendingMessage,
    begin_attempt,
    find_duplicate,
    mark_duplicate,
    pending_messages,
    withdraw_attempt,
)
from store.recording import record_message
from store.records import MessageRecord

_log = logging.getLogger("mailbot.pipeline")
_TRIES = 3


@dataclass(slots=True, kw_only=True)
class TakenUp:
    """What one pass over the pending mails did, by the state each mail ended in."""

    recorded: int = 0
    review: int = 0
    ignored: int = 0
    duplicate: int = 0
    unreadable: int = 0
    failed: int = 0

    @property
    def all(self) -> int:
        """Mails that were tried."""
        return (
            self.recorded
            + self.review
            + self.ignored
            + self.duplicate
            + self.unreadable
            + self.failed
        )


def take_up_pending(shop: Workshop, progress: Callable[[int, int], None] | None = None) -> TakenUp:
    """Take up all that waits, oldest first; a mail that fails does not stop those behind it.

    Raises StoreError for the store's own faults and Stopped when the service is ending; what was
    not taken up stays pending.
    """
    done = TakenUp()
    waiting = pending_messages(shop.db)
    for count, message in enumerate(waiting, start=1):
        if shop.stop():
            raise Stopped
        state = take_up(shop, message)
        setattr(done, state, getattr(done, state) + 1)
        if progress:
            progress(count, len(waiting))
    return done


def take_up(shop: Workshop, message: PendingMessage, *, answer: bool = True) -> str:
    """Take up one mail; the state it ends in, `failed` when it is to be tried again.

    Without `answer` nothing is queued: a rebuild writes to nobody.
    """
    attempt = begin_attempt(shop.db, message.id)
    try:
        if attempt > _TRIES:
            # The tries before ended with the whole process: the mail is what all have in common.
            return _give_up(shop, message, "读取时多次中断")
        if message.size > shop.config.limits.message_mb << 20:
            give_up(shop.db, message.id, "邮件太大", now=shop.clock(), code="too_large")
            return "unreadable"
        return _read_and_record(shop, message, answer=answer)
    except (Stopped, StoreError, OSError, ReaderUnavailable):
        # The service ends, or the machine has a fault: that says nothing of the mail.
        with suppress(StoreError):
            withdraw_attempt(shop.db, message.id)
        raise
    except ReadingFailed as error:
        _log.warning("邮件 %s 读取失败：%s", message.id, error)
        return _give_up(shop, message, str(error)) if attempt >= _TRIES else "failed"
    except Exception:  # noqa: BLE001 - the one place for it: around one mail
        # One mail must never stop the ones behind it: its bytes are kept, the fault is logged.
        _log.exception("邮件 %s 处理出错", message.id)
        return _give_up(shop, message, "程序出错") if attempt >= _TRIES else "failed"


def _give_up(shop: Workshop, message: PendingMessage, reason: str) -> str:
    give_up(shop.db, message.id, reason, now=shop.clock())
    return "unreadable"


def _read_and_record(shop: Workshop, message: PendingMessage, *, answer: bool) -> str:
    if not shop.blobs.exists(message.blob_sha256):
        # One lost file is that mail's trouble, not a reason to leave all behind it unread.
        raise ReadingFailed("原件不在磁盘上")
    read = read_whole_mail(
        shop.reader,
        shop.blobs,
        message.blob_sha256,
        scratch=shop.scratch,
        bounds=shop.config.reading_bounds(),
        stop=shop.stop,
    )
    if not message.source.startswith("imap:"):
        # Only our own server's word on the sender counts; a file can claim anything.
        read = replace(read, mail=replace(read.mail, sender_check="unknown"))
    mail = read.mail
    with faults_told():
        twin = find_duplicate(shop.db, message.id, mail.header_message_id, mail.content_sha256)
        known = known_about(shop, message, read, reused=twin is not None)
    if twin and twin[0] == "duplicate":
        return _record_duplicate(shop, message, read, twin[1])
    found = understand(
        read,
        known.arrival,
        known.around,
        materials=shop.config.materials,
        campaign_words=shop.config.campaign_words(),
    )
    _record(shop, message, read, known, found, answer=answer)
    _log_line(message, found.record)
    return found.record.state


def _record(
    shop: Workshop,
    message: PendingMessage,
    read: ReadMail,
    known: Known,
    found: Understood,
    *,
    answer: bool,
) -> None:
    """The record and its receipt in one transaction: both, or neither."""
    now = shop.clock()
    facts = answer_facts(shop, message, read, known, found)
    record = replace(found.record, read_with=reading_mark(shop.config))
    with writing(shop.db):
        record_message(shop.db, message.id, record, now=now, received_local=message.received_local)
        if answer and read.mail.is_bounce:
            record_bounce(
                shop.db,
                read.mail.bounced_message_ids,
                read.mail.bounced_addresses,
                f"退信：{read.mail.subject}",
                now,
            )
        if answer:
            thread = found.record.thread_ids
            queue_receipt(shop.db, message.id, facts, shop.config, now, thread_ids=thread)


def _record_duplicate(shop: Workshop, message: PendingMessage, read: ReadMail, first: int) -> str:
    """Keep what its headers say; all else stands at the first one."""
    mail = read.mail
    record = MessageRecord(
        header_message_id=mail.header_message_id,
        from_address=mail.from_address,
        from_name=mail.from_name,
        subject=mail.subject,
        sent_at=mail.sent_at,
        received_at=message.received_at,
        state="duplicate",
        state_reason="",
        sender_verified=None,
        content_sha256=mail.content_sha256,
    )
    with writing(shop.db):
        record_message(
            shop.db,
            message.id,
            record,
            now=shop.clock(),
            received_local=message.received_local,
        )
        mark_duplicate(shop.db, message.id, first)
    _log_line(message, replace(record, state_reason=f"与邮件 {first} 相同"))
    return "duplicate"


def _log_line(message: PendingMessage, record: MessageRecord) -> None:
    """One line per mail, without texts of strangers beyond the address."""
    units = "、".join(one.reporting_unit for one in record.submissions) or "-"
    figures = sum(len(one.figures) for one in record.submissions)
    _log.info(
        "邮件 %s %s 来自 %r：%s，单位 %s，文件 %d 个，数据 %d 项",
        message.id,
        message.received_local,
        record.from_address[:100],
        record.state,
        units,
        len(record.attachments),
        figures,
    )
