"""Which HTML elements a person sees; what is struck out counts as not there."""

from __future__ import annotations

import re

from lxml import etree

_UNSEEN = frozenset(
    """
    head script style noscript template object embed iframe svg math audio video canvas
    s strike del title meta link base input select option textarea datalist
    """.split()  # noqa: SIM905 - a list of words is read more easily as words
)
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all"
    r"|font-size\s*:\s*0(?:px|pt|em)?\s*(?:;|!|$)|text-decoration[^;:]*:[^;]*line-through"
    r"|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$))",
    re.IGNORECASE,
)


def tag_of(element: etree._Element) -> str:
    """An element's name in lower case; '' for comments and processing instructions."""
    tag: object = element.tag
    return tag.lower() if isinstance(tag, str) else ""


def is_visible(element: etree._Element) -> bool:
    """Whether the element itself is shown; its ancestors are not asked."""
    tag = tag_of(element)
    if not tag or tag in _UNSEEN or element.get("hidden") is not None:
        return False
    return not _HIDING.search(element.get("style") or "")
