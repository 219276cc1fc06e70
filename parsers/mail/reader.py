"""Reads one mail: headers, the sender's own words, the files, and who or what sent it."""

from __future__ import annotations

import mmap
from pathlib import Path

from parsers.context import ReadingContext
from parsers.errors import TooLarge, Unreadable
from parsers.findings import Finding, finding
from parsers.looking import Look, seen_grids
from parsers.mail.authentication import sender_check
from parsers.mail.automatic import automatic_marks
from parsers.mail.body import Body, lay_out, read_body
from parsers.mail.bounce import read_bounce
from parsers.mail.courtesy import courtesy_mark
from parsers.mail.fields import Buffer
from parsers.mail.fingerprint import content_sha256
from parsers.mail.headers import Headers, read_headers
from parsers.mail.inset import inset_grids, read_inset_forms
from parsers.mail.links import find_links
from parsers.mail.quoting import is_forward, is_thread
from parsers.mail.spool import Spool
from parsers.mail.tree import read_tree
from parsers.results import Link, MailReading

_PREAMBLE = 1000


def read_mail(
    path: Path,
    spool: Path,
    *,
    context: ReadingContext,
    place: str = "正文",
    look: Look | None = None,
) -> MailReading:
    """Read the mail at `path`; its files are written to `spool`, an empty folder.

    Locations of figures in its own text begin with `place`. With `look` the reading holds the
    tables that a person wants to see.

    Raises Unreadable for what is no mail at all and TooLarge beyond `message_bytes`; any other
    structure, however broken, gives a reading.
    """
    size = path.stat().st_size
    if size > context.limits.message_bytes:
        raise TooLarge(f"a mail of {size} bytes")
    if size == 0:
        raise Unreadable("an empty file")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _read(data, spool, context, place, look)


def _read(
    data: Buffer, spool: Path, context: ReadingContext, place: str, look: Look | None
) -> MailReading:
    root, cut = read_tree(data, _beginning(data), len(data))
    fields = root.fields
    if not fields.items:
        raise Unreadable("no header field at the beginning")
    headers = read_headers(fields)
    layout = lay_out(root)
    answers = bool(headers.in_reply_to or headers.references) or is_thread(headers.subject)
    body = read_body(data, layout, thread=answers)
    files = Spool(spool, data)
    for part in layout.files:
        files.add(part, inline=bool(part.content_id) and part.content_id in body.cids)
    for picture in body.pictures:
        files.add_picture(picture)
    bounce = read_bounce(data, root, headers.subject, headers.from_address)
    leaves = (part for part in root.walk() if not part.children)
    return MailReading(
        header_message_id=headers.message_id,
        from_address=headers.from_address,
        from_name=headers.from_name,
        subject=headers.subject,
        sent_at=headers.sent_at,
        received_at=headers.received_at,
        in_reply_to=headers.in_reply_to,
        references=headers.references,
        to_addresses=headers.to_addresses,
        own_text=body.text.own[: context.limits.text_characters],
        quoted_text=body.text.quoted[: context.limits.text_characters],
        forms=read_inset_forms(body, context, place=place),
        automatic_marks=(
            *automatic_marks(fields, root, headers.subject, headers.from_address),
            *_said_by_a_program(body, files),
        ),
        is_bounce=bounce.is_bounce,
        bounced_message_ids=bounce.message_ids,
        bounced_addresses=bounce.addresses,
        sender_check=sender_check(fields, headers.from_address),
        links=_links(body, headers),
        members=tuple(files.members),
        content_sha256=content_sha256(data, fields, leaves),
        findings=(*files.findings, *_cut(cut or fields.cut or body.cut)),
        grids=seen_grids(inset_grids(body, context, place=place), look) if look else (),
    )


def _said_by_a_program(body: Body, files: Spool) -> tuple[str, ...]:
    """A text without a file may be an answering machine's that marks itself nowhere else."""
    mark = "" if files.members else courtesy_mark(body.text.own)
    return (f"text {mark}",) if mark else ()


def _beginning(data: Buffer) -> int:
    """Past what exports put before the first header: blank lines, a mark, mbox's From line."""
    head = data[:_PREAMBLE]
    rest = head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n \t")
    if rest.startswith((b"From ", b">From ")):
        _, _, rest = rest.partition(b"\n")
    return len(head) - len(rest) if rest else 0


def _links(body: Body, headers: Headers) -> tuple[Link, ...]:
    """Offers of the sender's own; in a forwarded mail those of the forwarded one too."""
    if is_forward(headers.subject, body.text.quoted):
        return find_links(body.whole_html, body.whole_plain)
    return find_links(body.own_html, body.plain)


def _cut(was_cut: bool) -> tuple[Finding, ...]:
    return (finding("truncated", filename="邮件正文"),) if was_cut else ()
