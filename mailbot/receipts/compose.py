"""From a receipt's content to the letter that goes into the outbox."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from mailbot.receipts.content import DETAILS, ReceiptContent, cut_to
from mailbot.receipts.headers import (
    AUTOMATIC,
    answers_header,
    derive_message_id,
    receipt_subject,
    thread_headers,
)
from mailbot.receipts.samples import worst_contents
from mailbot.receipts.settings import LetterSettings
from mailbot.receipts.templating import LETTER_BYTES, check_folder, render
from store.records import ReceiptDraft


def compose(content: ReceiptContent, *, settings: LetterSettings) -> ReceiptDraft:
    """The letter, shortened until it fits; `content.reference` must be set."""
    seed = f"receipt/{content.kind}/{content.message_sha256}/{content.reference}"
    thread = thread_headers(content.header_message_id, content.thread_ids)
    answered = content.answered or (content.message_sha256,)
    return ReceiptDraft(
        kind="receipt",
        to_address=content.to_address,
        subject=receipt_subject(content.reference, content.subject),
        body=receipt_text(content, settings.templates),
        header_message_id=derive_message_id(seed, settings.from_address),
        reference=content.reference,
        message_id=content.message_id,
        reporting_unit=content.reporting_unit,
        extra_headers=(*AUTOMATIC, answers_header(answered), *thread),
    )


def receipt_text(content: ReceiptContent, folder: Path | None = None) -> str:
    """The text in the most generous detail that stays within `LETTER_BYTES`."""
    text = ""
    for detail in DETAILS:
        text = render(f"{content.kind}.txt", {"c": cut_to(content, detail)}, folder)
        if len(text.encode()) <= LETTER_BYTES:
            return text
    return _cut_whole_lines(text)


def _cut_whole_lines(text: str) -> str:
    """The last resort for more flagged figures than any letter holds."""
    closing = "\n".join(text.splitlines()[-3:])
    notice = "（内容较多，以上只列出一部分，其余请与工作人员联系。）"
    room = LETTER_BYTES - len(f"{notice}\n\n{closing}\n".encode())
    kept: list[str] = []
    for line in text.splitlines():
        room -= len(line.encode()) + 1
        if room < 0:
            break
        kept.append(line)
    while kept and (not kept[-1] or kept[-1].startswith("【")):
        kept.pop()  # a heading whose first line found no room
    return "\n".join([*kept, notice, "", closing]) + "\n"


def check_templates(folder: Path) -> None:
    """Refuse an office's templates that would fail or overflow: raises TemplateProblem."""
    check_folder(folder, _samples())


def _samples() -> Iterator[tuple[str, dict[str, object]]]:
    for content in worst_contents():
        yield f"{content.kind}.txt", {"c": cut_to(content, DETAILS[0])}
