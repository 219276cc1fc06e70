"""What a file without a magic number is: markup, a mail, a table in text, or plain text."""

from __future__ import annotations

import re
from pathlib import Path

from parsers.files.encoding import decode

_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_REPLACED = "\N{REPLACEMENT CHARACTER}"
_HTML = re.compile(
    r"<(!doctype\s+html|html|head|body|table|meta|title|style|div|p|span|br|font|center)\b",
    re.IGNORECASE,
)
_HTML_START = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--(?:(?!-->).)*-->\s*)*"
    r"<(!doctype\s+html|html|head|body|table|meta|title|style|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_HEADER = re.compile(
    r"^(from|to|cc|subject|date|message-id|received|return-path|mime-version|delivered-to"
    r"|content-type|sender|reply-to|x-[a-z0-9-]+):",
    re.IGNORECASE | re.MULTILINE,
)
_PROOF = re.compile(
    r"^(mime-version|message-id|received|return-path):", re.IGNORECASE | re.MULTILINE
)
_WEB_ARCHIVE = re.compile(
    r"^(snapshot-content-location:|x-mimeole:.*mhtml|from:\s*\"?<?saved by)",
    re.IGNORECASE | re.MULTILINE,
)
_RELATED = re.compile(r"^content-type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_SENT = re.compile(r"^(to|cc|received|message-id|return-path):", re.IGNORECASE | re.MULTILINE)
"""Headers of a mail that went somewhere: Word's and Excel's web archives have none of them."""
_TABLE_SUFFIXES = (".csv", ".tsv", ".xls", ".xlsx", ".et")


def text_kind(head: bytes, filename: str) -> str:
    """Name the kind of a text from its first bytes, or `unknown` if they are no text."""
    text = decode(_whole_characters(head)).lstrip("\ufeff")
    if not _is_text(text):
        return "unknown"
    return _markup_kind(text) or _mail_kind(text) or _plain_kind(text, filename)


def _whole_characters(head: bytes) -> bytes:
    """Cut the head after its last line end, so that no character is cut in the middle."""
    if len(head) < 4096 or b"\n" not in head:
        return head
    return head[: head.rindex(b"\n") + (2 if b"\n\x00" in head else 1)]


def _is_text(text: str) -> bool:
    odd = len(_CONTROL.findall(text)) + text.count(_REPLACED)
    return odd * 50 <= len(text)


def _markup_kind(text: str) -> str:
    start = text.lstrip()[:2000]
    if start.startswith(("<?xml", "<office:document")):
        if 'progid="Excel.Sheet"' in start or "schemas-microsoft-com:office:spreadsheet" in start:
            return "html" if re.search(r"<html\b", start, re.IGNORECASE) else "xml_spreadsheet"
        if 'progid="Word.Document"' in start or "<w:wordDocument" in start:
            return "xml_word"
        if "<office:document" in start:
            return "flat_odf"
        if re.search(r"<svg\b", start):
            return "svg"
    return "html" if _HTML_START.match(text) else ""


def _mail_kind(text: str) -> str:
    block = re.split(r"\r?\n\r?\n", text.lstrip(), maxsplit=1)[0]
    first = block.split("\n", 1)[0]
    if not (_HEADER.match(first) or first.startswith("From ")):
        return ""
    if len(_HEADER.findall(block)) < 2 or not _PROOF.search(block):
        return ""
    page = _WEB_ARCHIVE.search(block) or (_RELATED.search(block) and not _SENT.search(block))
    return "mhtml" if page else "eml"


def _plain_kind(text: str, filename: str) -> str:
    suffix = Path(filename.lower()).suffix
    if suffix in (".html", ".htm", ".xls", ".doc") and _HTML.search(text):
        return "html"
    if suffix in (".mht", ".mhtml") and re.search(
        r"^content-type:\s*multipart/", text, re.IGNORECASE | re.MULTILINE
    ):
        return "mhtml"
    if suffix == ".eml" and _HEADER.match(text):
        return "eml"
    return "csv" if suffix in _TABLE_SUFFIXES and _looks_tabular(text) else "text"


def _looks_tabular(text: str) -> bool:
    return any(mark in text for mark in "\t,;，")
