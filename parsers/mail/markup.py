"""The HTML of a mail: its lines as a reader sees them, own ones apart from quoted ones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from urllib.parse import unquote

from lxml import etree, html

from parsers.mail.charset import printable
from parsers.mail.links import OFFERS, provider_of
from parsers.mail.quotation import ends_own_text, is_quotation, tag_of, text_in
from parsers.mail.quoting import Split, joined, quoted_lines

_DATA_LENGTH = 80
_UNSEEN = frozenset(
    {"script", "style", "head", "title", "meta", "link", "template", "noscript", "object"}
    | {"applet", "iframe", "select"}
)
_BLOCKS = frozenset(
    {"p", "div", "table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "li", "dl", "dt", "dd"}
    | {"h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "hr", "br", "body", "form"}
    | {"section", "article", "header", "footer", "center", "address", "fieldset", "caption"}
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_KEPT = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)
_LONGEST_LIST = 60
_SPACES = re.compile(r"[ \t\r\n\f]+")


@dataclass(slots=True)
class _Slot:
    """A text of the tree: an element's own text, or what stands after its end (`tail`)."""

    element: etree._Element
    tail: bool


@dataclass(slots=True)
class _Line:
    """One line as it is shown; `anchors` are the links and pictures in it.

    `offer`: it belongs to the list of large files that the mail program appended to this mail.
    """

    text: str = ""
    slots: list[_Slot] = field(default_factory=list)
    anchors: list[etree._Element] = field(default_factory=list)
    quoted: bool = False
    offer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A mail's HTML in two: text and markup of the sender's own part, text of the quoted one."""

    text: Split
    own_html: str
    whole_html: str
    cids: frozenset[str]


def read_page(markup: str, *, thread: bool) -> Page:
    """Part the HTML of a mail; `thread` says that it answers or forwards another.

    Markup that cannot be parsed at all is an empty page.
    """
    root = _parse(markup)
    if root is None:
        return Page(text=Split(), own_html="", whole_html="", cids=frozenset())
    lines = _lines(root, thread)
    for line in lines:
        line.text = _shown(line.text)
    _mark_offers(lines)
    flags = quoted_lines([line.text for line in lines], [line.quoted for line in lines])
    text = joined([line.text for line in lines], flags)
    cids = frozenset(_cids(root))
    whole = _serialised(root)
    for line, quoted in zip(lines, flags, strict=True):
        if quoted and not line.offer:
            _blank(line)
    _drop_empty_tables(root)
    return Page(text=text, own_html=_serialised(root), whole_html=whole, cids=cids)


def _parse(markup: str) -> etree._Element | None:
    """Parse leniently; no network, no entities of the mail's own."""
    clean = printable(markup).encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, no_network=True, remove_pis=True)
    try:
        root: etree._Element | None = html.document_fromstring(clean, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def _lines(root: etree._Element, thread: bool) -> list[_Line]:
    """Walk the tree without recursion and put its texts into lines."""
    lines = [_Line()]
    depth = 0
    rest = False
    cell: etree._Element | None = None
    kept = 0
    for step, element in _steps(root):
        tag = tag_of(element)
        opens = step == "open"
        if tag in _BLOCKS and (opens or (step == "close" and tag != "br")):
            if cell is None and (tag == "br" or lines[-1].text.strip()):
                lines.append(_Line())
            if cell is None:
                lines[-1].quoted = depth > 0 or rest
            else:
                lines[-1].text += " "
        quotes = is_quotation(element, thread=thread)
        if cell is None and lines[-1].text.strip() and quotes:
            lines.append(_Line(quoted=depth > 0 or rest))
        if opens and cell is None and tag in ("td", "th") and _is_data(element):
            cell = element
        elif step == "close" and element is cell:
            cell = None
        kept += (opens - (step == "close")) * _keeps_lines(element)
        if opens:
            rest = rest or ends_own_text(element)
            depth += quotes
            lines[-1].quoted = depth > 0 or rest
            _open(lines, element, tag, kept > 0 and cell is None)
        elif step == "close":
            depth -= quotes
            lines[-1].quoted = depth > 0 or rest
        else:
            _add(lines, element, tail=True, kept=kept > 0 and cell is None)
    return lines


def _steps(root: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    waiting: list[tuple[str, etree._Element]] = [("open", root)]
    while waiting:
        step, element = waiting.pop()
        if step == "open" and _is_unseen(element):
            continue
        yield step, element
        if step == "open":
            waiting.append(("close", element))
            for child in reversed(element):
                waiting.append(("tail", child))
                waiting.append(("open", child))


def _is_unseen(element: etree._Element) -> bool:
    if tag_of(element) in ("", *_UNSEEN):
        return True
    return _HIDDEN.search(element.get("style") or "") is not None


def _is_data(cell: etree._Element) -> bool:
    """Whether a cell holds a value, so that it stays on the line of its row; else it is layout."""
    length = 0
    for element in cell.iter():
        if element.tag in ("table", "blockquote", "hr") or is_quotation(element, thread=True):
            return False
        length += len((element.text or "").strip()) + len((element.tail or "").strip())
        if length > _DATA_LENGTH:
            return False
    return True


def _open(lines: list[_Line], element: etree._Element, tag: str, kept: bool) -> None:
    line = lines[-1]
    if tag in ("td", "th") and line.text.strip():
        line.text += "\x00"
    if tag in ("a", "img"):
        line.anchors.append(element)
    _add(lines, element, tail=False, kept=kept)


def _add(lines: list[_Line], element: etree._Element, *, tail: bool, kept: bool) -> None:
    """Add a text to the line; where the mail keeps its line ends, each begins a line."""
    slot = _Slot(element, tail)
    text = (element.tail if tail else element.text) or ""
    for place, piece in enumerate(text.split("\n") if kept else (text,)):
        if place:
            lines.append(_Line(quoted=lines[-1].quoted))
        lines[-1].slots.append(slot)
        lines[-1].text += piece


def _keeps_lines(element: etree._Element) -> bool:
    return tag_of(element) == "pre" or _KEPT.search(element.get("style") or "") is not None


def _shown(text: str) -> str:
    """White space as a browser shows it; cells apart by tabs."""
    cells = text.split("\x00")
    return "\t".join(_SPACES.sub(" ", cell).replace("\xa0", " ").strip() for cell in cells)


def _mark_offers(lines: list[_Line]) -> None:
    """Mark the lists of large files: QQ appends them below the quotation, as this sender's own.

    What stands inside a quotation's own element is another's.
    """
    for position, line in enumerate(lines):
        if line.quoted or not OFFERS.search(line.text):
            continue
        listed = lines[position : position + _LONGEST_LIST]
        ends = [
            place
            for place, one in enumerate(listed)
            if any(provider_of(anchor.get("href") or "") for anchor in one.anchors)
        ]
        for one in listed[: ends[-1] + 2 if ends else 0]:
            one.offer = not one.quoted


def _blank(line: _Line) -> None:
    """Take a quoted line out of the tree."""
    for slot in line.slots:
        if slot.tail:
            slot.element.tail = None
        else:
            slot.element.text = None
    for anchor in line.anchors:
        for name in ("href", "src"):
            if name in anchor.attrib:
                del anchor.attrib[name]


def _drop_empty_tables(root: etree._Element) -> None:
    for table in list(root.iter("table")):
        parent = table.getparent()
        if parent is not None and not text_in(table).strip():
            table.tag = "div"
            for inner in list(table):
                table.remove(inner)


def _cids(root: etree._Element) -> Iterator[str]:
    for element in root.iter("img", "v:imagedata", "input", "td", "table", "body"):
        for name in ("src", "background"):
            address = element.get(name) or ""
            if address[:4].lower() == "cid:":
                yield unquote(address[4:]).strip("<> ")


def _serialised(root: etree._Element) -> str:
    """The markup inside the body, so that several texts of one mail can be joined."""
    body = root.find("body")
    inner = [root] if body is None else list(body)
    text = "" if body is None else escape(body.text or "")
    return text + "".join(str(html.tostring(one, encoding="unicode")) for one in inner)
