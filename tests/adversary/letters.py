"""Letters and forms as a stranger would make them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import SMTP

import openpyxl

TITLE = "2022年全国科技活动周开展情况统计表"


def letter(
    *,
    sender: str = "县教育局 <clerk@school.example>",
    subject: str = "统计表",
    text: str = "请查收",
    files: Sequence[tuple[str, bytes]] = (),
    date: str = "Wed, 08 Jun 2022 10:00:00 +0800",
    message_id: str = "",
    html: str = "",
) -> bytes:
    """A mail's raw bytes; its Message-ID is its own unless one is given."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["To"], mail["Subject"] = sender, "office@inbox.example", subject
    mail["Date"] = date
    mail["Message-ID"] = message_id or f"<{abs(hash((sender, subject, text, date)))}@x.example>"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    for name, data in files:
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def workbook(rows: Sequence[Sequence[object]], *, sheet: str = "Sheet1") -> bytes:
    """A workbook of one sheet with these rows."""
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet
    for row in rows:
        page.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def form(unit: str, *rows: Sequence[object], title: str = TITLE) -> bytes:
    """A filled form: 指标, 单位, 数量."""
    head = ([title], [f"填报单位（盖章）：{unit}"], ["指标", "单位", "数量"])
    return workbook([*head, *rows])
