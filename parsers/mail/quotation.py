"""Elements by which mail programs mark quoted mail in HTML."""

from __future__ import annotations

import re

from lxml import etree

_QUOTE_NAMES = re.compile(
    r"isReplyContent|isForwardContent|gmail_quote|gmail_extra|yahoo_quoted|moz-cite-prefix|"
    r"moz-forward-container|qmbox_reply|OutlookMessageHeader|origbody|replied_content|"
    r"protonmail_quote|tutanota_quote|zmail_extra|ntes_not_fresh|reply-quote|"
    r"foxmail_quote|alimail-quote|ntes-mailmaster-quote|reply139content|"
    r"OLK_SRC_BODY_SECTION|oriMsgHtmlSeperator|msg-quote"
)
_END_NAMES = re.compile(
    r"^(?:x_)?(?:divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|"
    r"ntes-pcmail-quote|_origin|reply-intro|replySplit)$"
)
_INDENTED = re.compile(r"margin\s*:\s*0(?:px)?\s+0(?:px)?\s+0(?:px)?\s+40px", re.IGNORECASE)
_LEFT_RULE = re.compile(
    r"border-(?:left|inline-start)(?:-(?:width|style|color))?\s*:\s*([^;]*)", re.IGNORECASE
)
_NO_RULE = re.compile(r"^\s*(?:none|0(?:px|pt|cm)?\b|initial|inherit|unset|hidden|transparent)")
_OUTLOOK_RULE = re.compile(
    r"border\s*:\s*none\s*;\s*border-top\s*:\s*solid\s+#?[a-z0-9]{3,9}\s+1(?:\.0)?p[tx]",
    re.IGNORECASE,
)
_HEADED = re.compile(r"\s*(?:发件人|發件人|寄件者|From)\s*[:：]")


def tag_of(element: etree._Element) -> str:
    """The tag; '' for a comment and the like, whose tag is no text."""
    tag: object = element.tag
    return tag if isinstance(tag, str) else ""


def text_in(element: etree._Element) -> str:
    """All text inside an element."""
    return "".join(str(piece) for piece in element.itertext())


def is_quotation(element: etree._Element, *, thread: bool) -> bool:
    """Whether all inside this element is quoted.

    What mail programs name as a quotation always is. A bare blockquote or a div with a rule at
    its left is one in the mail of a thread; elsewhere editors make headings and indents of them.
    """
    tag = tag_of(element)
    if not tag or not len(element.attrib):
        return thread and tag == "blockquote"
    if _named(element) or element.get("data-marker") == "__QUOTED_TEXT__":
        return True
    style = element.get("style") or ""
    if tag == "blockquote":
        cited = element.get("type") == "cite"
        return cited or (thread and _INDENTED.search(style) is None)
    return thread and tag == "div" and _has_left_rule(style)


def ends_own_text(element: etree._Element) -> bool:
    """Whether this element and all after it is quoted: Outlook puts a quoted mail side by side."""
    if tag_of(element) not in ("div", "span", "hr"):
        return False
    if _END_NAMES.match(element.get("id") or ""):
        return True
    if not _OUTLOOK_RULE.search(element.get("style") or ""):
        return False
    return _HEADED.match(text_in(element)[:200]) is not None


def _named(element: etree._Element) -> bool:
    names = f"{element.get('id') or ''} {element.get('class') or ''} {element.get('name') or ''}"
    return _QUOTE_NAMES.search(names) is not None


def _has_left_rule(style: str) -> bool:
    if "mso-element" in style:
        # a paragraph that its author framed in Word
        return False
    rules = _LEFT_RULE.findall(style)
    return any(rule.strip() and not _NO_RULE.match(rule.lower()) for rule in rules)
