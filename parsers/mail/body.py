"""Which parts of a mail are its text, which are files, and what the text says."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from parsers.mail.charset import decode_text, printable
from parsers.mail.fields import Buffer
from parsers.mail.links import OFFERS
from parsers.mail.markup import read_page
from parsers.mail.pictures import Picture, take_pictures
from parsers.mail.quoting import NO_TEXT, Split, split_text
from parsers.mail.transfer import Decoded
from parsers.mail.tree import Part

_TEXTS = frozenset({"text/plain", "text/html", "text/enriched", "text/richtext"})
_MARKUP = re.compile(
    r"\s*(?:<!doctype html|<html\b|<(?:div|p|table|body|meta)\b[^>]*>)", re.IGNORECASE
)
_STUB = 20
_BODY_BYTES = 64 << 20
_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Layout:
    """The parts of a mail by their use; `texts` holds each text as its alternatives."""

    texts: tuple[tuple[Part, ...], ...]
    files: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What a mail says: own words apart from quoted ones, own markup, all markup.

    `plain` is the sender's own text where no markup stands for it, with the list of large files
    that his program appended. `pictures` were written into the markup itself. `cut` says that a
    text was too long to be read whole.
    """

    text: Split = NO_TEXT
    own_html: str = ""
    whole_html: str = ""
    plain: str = ""
    whole_plain: str = ""
    cids: frozenset[str] = frozenset()
    pictures: tuple[Picture, ...] = ()
    cut: bool = False


def lay_out(root: Part) -> Layout:
    """Sort the leaves into texts and files; a report's own fields and signatures are neither."""
    files: list[Part] = []
    waiting: list[tuple[Part, str]] = [(root, "")]
    while waiting:
        part, within = waiting.pop()
        waiting.extend((child, part.media_type) for child in reversed(part.children))
        is_leaf = not part.media_type.startswith("multipart/")
        if is_leaf and not is_text(part) and not _is_machinery(part, within, root):
            files.append(part)
    return Layout(texts=tuple(_texts(root)), files=tuple(files))


def _texts(part: Part) -> list[tuple[Part, ...]]:
    """The texts of a part, of each its alternatives; the richest alternative may be several."""
    if not part.children:
        return [(part,)] if is_text(part) else []
    offered = [texts for texts in map(_texts, part.children) if texts]
    if part.media_type != "multipart/alternative" or not offered:
        return [text for texts in offered for text in texts]
    rich = [texts for texts in offered if any(_is_html(text) for text in texts)]
    best = (rich or offered)[-1]
    if len(best) > 1:
        return best
    others = [one for texts in offered if texts is not best for text in texts for one in text]
    return [(*others, *best[0])]


def _is_html(alternatives: tuple[Part, ...]) -> bool:
    return any(part.media_type == "text/html" for part in alternatives)


def is_text(part: Part) -> bool:
    """Whether a part is something the sender wrote in the mail, no file."""
    named = bool(part.filename) or part.disposition[0] == "attachment"
    return part.media_type in _TEXTS and not named


def _is_machinery(part: Part, within: str, root: Part) -> bool:
    if within == "multipart/signed" and part.media_type in (
        "application/pkcs7-signature", "application/x-pkcs7-signature",
        "application/pgp-signature",
    ):  # fmt: skip
        return True
    if part.media_type in ("text/x-amp-html", "text/watch-html"):
        return True
    return root.media_type == "multipart/report" and part.media_type in (
        "message/delivery-status", "message/global-delivery-status", "text/rfc822-headers",
        "message/disposition-notification", "message/feedback-report",
    )  # fmt: skip


def read_body(data: Buffer, layout: Layout, *, thread: bool) -> Body:
    """Read all texts of a mail, of each the best alternative.

    `thread`: the mail answers or forwards another.
    """
    bodies = [_read_text(data, alternatives, thread) for alternatives in layout.texts]
    return Body(
        text=Split(_stacked(one.text.own for one in bodies), _stacked(
            one.text.quoted for one in bodies
        )),
        own_html="\n".join(one.own_html for one in bodies if one.own_html),
        whole_html="\n".join(one.whole_html for one in bodies if one.whole_html),
        plain=_stacked(one.plain for one in bodies),
        whole_plain=_stacked(one.whole_plain for one in bodies),
        cids=frozenset().union(*(one.cids for one in bodies)),
        pictures=tuple(picture for one in bodies for picture in one.pictures),
        cut=any(one.cut for one in bodies),
    )  # fmt: skip


def _read_text(data: Buffer, alternatives: tuple[Part, ...], thread: bool) -> Body:
    """HTML shows what is quoted and what is a table; plain text where the HTML says less."""
    htmls = [part for part in alternatives if part.media_type == "text/html"]
    plains = [part for part in alternatives if part.media_type != "text/html"]
    page = _read_html(data, htmls[-1], thread) if htmls else None
    plain = _read_plain(data, plains[-1], thread) if plains else None
    if page is None or plain is None:
        return page or plain or Body()
    shown = len(page.text.own) + len(page.text.quoted)
    other = len(plain.text.own) + len(plain.text.quoted)
    if shown < _STUB and other > 2 * shown:
        return Body(
            text=plain.text, plain=plain.plain, whole_plain=plain.whole_plain,
            own_html=page.own_html, whole_html=page.whole_html, cids=page.cids,
            cut=plain.cut,
        )  # fmt: skip
    return page


def _read_plain(data: Buffer, part: Part, thread: bool) -> Body:
    text, cut = _decoded(data, part)
    if part.media_type in ("text/enriched", "text/richtext"):
        text = html.unescape(re.sub(r"<[^<>]{0,200}>", "", text))
    if _MARKUP.match(text) and "</" in text:
        return _of_page(text, thread, cut)
    cut = cut or len(text) > _CHARACTERS
    text = printable(text[:_CHARACTERS])
    if part.parameters.get("format", "").lower() == "flowed":
        text = _unflowed(text, delete=part.parameters.get("delsp", "").lower() == "yes")
    found = split_text(text)
    offered = f"{found.own}\n{_appended(found.quoted)}"
    return Body(text=found, plain=offered, whole_plain=text, cut=cut)


def _read_html(data: Buffer, part: Part, thread: bool) -> Body:
    text, cut = _decoded(data, part)
    return _of_page(text, thread, cut)


def _of_page(markup: str, thread: bool, cut: bool) -> Body:
    bare, pictures = take_pictures(markup)
    page = read_page(bare[:_CHARACTERS], thread=thread)
    return Body(
        text=page.text,
        own_html=page.own_html,
        whole_html=page.whole_html,
        cids=page.cids,
        pictures=pictures,
        cut=cut or len(bare) > _CHARACTERS,
    )


def _appended(quoted: str) -> str:
    """The list of large files that QQ appends below the quotation, as this sender's own."""
    headings = list(OFFERS.finditer(quoted))
    if not headings:
        return ""
    line = quoted.rfind("\n", 0, headings[-1].start()) + 1
    return "" if quoted[line:].lstrip().startswith(">") else quoted[line:]


def _decoded(data: Buffer, part: Part) -> tuple[str, bool]:
    content = Decoded(data, part.start, part.end, part.encoding).whole(_BODY_BYTES + 1)
    charset = part.parameters.get("charset", "")
    return decode_text(content[:_BODY_BYTES], charset), len(content) > _BODY_BYTES


def _unflowed(text: str, *, delete: bool) -> str:
    """Join the lines that a mail program broke (RFC 3676)."""
    lines: list[str] = []
    open_depth: int | None = None
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip(">"))
        body = line[depth:].removeprefix(" ") if depth else line.removeprefix(" ")
        soft = body.endswith(" ") and body != "-- "
        kept = body[:-1] if soft and delete else body
        if open_depth == depth and lines:
            lines[-1] += kept
        else:
            lines.append(f"{'>' * depth}{' ' if depth else ''}{kept}")
        open_depth = depth if soft else None
    return "\n".join(lines)


def _stacked(texts: Iterable[str]) -> str:
    return "\n".join(text for text in texts if text)
