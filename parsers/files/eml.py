"""Mails attached to a mail: their own text, their tables, and their files passed on."""

from __future__ import annotations

from parsers.files.format import Source
from parsers.files.place import short_name
from parsers.mail.reader import read_mail
from parsers.results import FileContent, MailReading, Paragraph


def read(source: Source) -> FileContent:
    """Read an attached mail; who wrote it is said in its text and is not this mail's sender."""
    mail = read_mail(source.path, source.spool, context=source.context)
    name = short_name(source.filename)
    return FileContent(
        parser="eml",
        paragraphs=_paragraphs(mail, name),
        title=mail.subject,
        links=mail.links,
        members=mail.members,
        findings=mail.findings,
        forms=mail.forms,
    )


def _paragraphs(mail: MailReading, name: str) -> tuple[Paragraph, ...]:
    """Subject, author, own and quoted text, a line each."""
    author = f"{mail.from_name} <{mail.from_address}>".strip()
    head = [(mail.subject, "heading")] if mail.subject else []
    lines = [
        *([f"发件人：{author}"] if mail.from_address else []),
        *mail.own_text.splitlines(),
        *mail.quoted_text.splitlines(),
    ]
    texts = [*head, *((line.strip(), "text") for line in lines)]
    kept = [(text, style) for text, style in texts if text]
    return tuple(
        Paragraph(
            text=text,
            order=order,
            place=f"{name} 第{order + 1}段",
            style="heading" if style == "heading" else "text",
        )
        for order, (text, style) in enumerate(kept)
    )
