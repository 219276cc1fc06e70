"""What is already known when a mail is taken up: decisions, threads, earlier reports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import PurePath

from mailbot.pipeline.assemble import Arrival
from mailbot.pipeline.reading import ReadMail
from mailbot.pipeline.roster import Roster
from mailbot.pipeline.sorting import is_junk_folder
from mailbot.pipeline.submissions import Surroundings
from mailbot.pipeline.workshop import Workshop
from mailbot.receipts.thread import AnsweredLetter, answered_letter
from parsers.form.reply import figures_in_reply
from parsers.form.zero_report import is_zero_report
from parsers.results import FigureReading
from store.decisions import decisions_for
from store.ledger import PendingMessage
from store.roster import roster_rows
from store.standing import address_proven, figure_senders, recurring_pictures, replaced_files


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """The two arguments of `understand`, and the letter of ours that the mail answers."""

    arrival: Arrival
    around: Surroundings
    letter: AnsweredLetter | None


def known_about(shop: Workshop, message: PendingMessage, read: ReadMail, *, reused: bool) -> Known:
    """Ask the store all that bears on this mail."""
    mail = read.mail
    thread = (*mail.in_reply_to, *mail.references)
    letter = answered_letter(shop.db, thread, mail.subject)
    received_at = message.received_at
    replied = _reply_figures(shop, read, letter)
    arrival = Arrival(
        folder=_mailbox_folder(message),
        received_at=received_at,
        received_local=message.received_local,
        own_addresses=shop.config.own_addresses(),
        proven_before=address_proven(
            shop.db, mail.from_address, before=received_at, excluding_message=message.id
        ),
        thread_unit=letter.reporting_unit if letter and _is_own_letter(read, letter) else None,
        answers_receipt=letter is not None,
        reused=reused,
        decided=decisions_for(shop.db, message.sha256),
        recurring=_recurring(shop, message, read),
    )
    around = Surroundings(
        form=shop.config.form_definition(),
        roster=Roster.of(roster_rows(shop.db)),
        received_at=received_at,
        deadline_at=shop.config.campaign.deadline_at,
        earlier_senders=lambda code: _earlier_senders(shop, message.id, code, received_at),
        replaced_files=lambda code: _replaced_files(shop, message.id, code, received_at),
        answers_receipt=letter is not None,
        zero_report=is_zero_report(mail.subject, mail.own_text),
        reply_figures=replied,
    )
    return Known(arrival=arrival, around=around, letter=letter)


def _mailbox_folder(message: PendingMessage) -> str:
    """The folder alone: of a file on disk its own name must not count as one.

    A mail that also lies in a folder of no ill repute is judged as lying there.
    """
    if message.source.startswith("imap:"):
        return next((one for one in message.folders if not is_junk_folder(one)), message.folder)
    if not message.folder.endswith(".eml"):
        return message.folder
    return str(PurePath(message.folder).parent)


def _is_own_letter(read: ReadMail, letter: AnsweredLetter) -> bool:
    """Only the one we wrote to answers for its unit: a forwarded receipt proves nothing."""
    return letter.to_address.lower() == read.mail.from_address.lower()


def _reply_figures(
    shop: Workshop, read: ReadMail, letter: AnsweredLetter | None
) -> tuple[FigureReading, ...]:
    if letter is None or not _is_own_letter(read, letter):
        return ()
    return figures_in_reply(read.mail.own_text, shop.config.form_definition())


def _recurring(shop: Workshop, message: PendingMessage, read: ReadMail) -> frozenset[str]:
    pictures = (f.member.sha256 for f in read.files if f.reading.family == "image")
    return recurring_pictures(
        shop.db, pictures, before=message.received_at, excluding_message=message.id
    )


def _earlier_senders(
    shop: Workshop, message_id: int, code: str, before: datetime
) -> frozenset[str]:
    return figure_senders(shop.db, code, before=before, excluding_message=message_id)


def _replaced_files(shop: Workshop, message_id: int, code: str, before: datetime) -> frozenset[str]:
    return replaced_files(shop.db, code, before=before, excluding_message=message_id)
