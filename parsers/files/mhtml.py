"""Web pages saved as one file (MHTML), as browsers and old reporting systems write them."""

from __future__ import annotations

from email import message_from_bytes

from parsers.errors import TooLarge, Unreadable
from parsers.files.format import Source
from parsers.files.html import html_content, page_text
from parsers.files.place import short_name
from parsers.results import FileContent


def read(source: Source) -> FileContent:
    """Read the first page in the file; its pictures are not looked at."""
    limits = source.context.limits
    if source.path.stat().st_size > limits.expanded_bytes:
        raise TooLarge("a page larger than any package may be")
    message = message_from_bytes(source.path.read_bytes())
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes):
                return html_content(page_text(payload), short_name(source.filename), limits=limits)
    raise Unreadable("a web archive without a page")
