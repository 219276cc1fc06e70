"""Which Word paragraphs are headings: by style, by outline level, or by their look."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lxml import etree

from parsers.files.ooxml import attribute, child, is_on
from parsers.files.package import local_name

_HEADING_NAME = re.compile(r"(heading|标题|title|subtitle|副标题)\s*\d*", re.IGNORECASE)
_LOOKED_AT = 6
"""How many first paragraphs may be a heading by their look alone."""
_LENGTH = 50
_CHAIN = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A paragraph style: its name, its outline level ('' for none), its looks, its parent."""

    name: str
    outline: str = ""
    centred: bool = False
    bold: bool = False
    parent: str = ""


def read_styles(root: etree._Element | None) -> Mapping[str, Style]:
    """The styles part's paragraph styles by their identity."""
    if root is None:
        return {}
    return {
        attribute(one, "styleId"): Style(
            name=attribute(child(one, "name"), "val"),
            outline=attribute(child(one, "pPr", "outlineLvl"), "val"),
            centred=attribute(child(one, "pPr", "jc"), "val") == "center",
            bold=is_on(child(one, "rPr", "b")),
            parent=attribute(child(one, "basedOn"), "val"),
        )
        for one in root
        if local_name(one) == "style" and attribute(one, "type") == "paragraph"
    }


def is_heading(
    paragraph: etree._Element, text: str, styles: Mapping[str, Style], *, position: int
) -> bool:
    """Whether a paragraph is a heading; `position` counts the document's paragraphs before it."""
    properties = child(paragraph, "pPr")
    own = attribute(child(properties, "outlineLvl"), "val")
    chain = _chain(attribute(child(properties, "pStyle"), "val"), styles)
    if _is_level(own) or any(
        _is_level(one.outline) or _HEADING_NAME.fullmatch(one.name) for one in chain
    ):
        return len(text) <= 2 * _LENGTH
    if position >= _LOOKED_AT or len(text) > _LENGTH or re.search(r"[。；：:]$", text):
        return False
    alignment = attribute(child(properties, "jc"), "val")
    centred = alignment == "center" or (not alignment and any(one.centred for one in chain))
    return centred or _all_bold(paragraph) or any(one.bold for one in chain)


def _chain(identity: str, styles: Mapping[str, Style]) -> list[Style]:
    """A style and those it is based on."""
    chain: list[Style] = []
    while identity in styles and len(chain) < _CHAIN:
        chain.append(styles[identity])
        identity = styles[identity].parent
    return chain


def _is_level(outline: str) -> bool:
    return outline.isdecimal() and int(outline) < 9


def _all_bold(paragraph: etree._Element) -> bool:
    runs = [one for one in paragraph.iter("{*}r") if child(one, "t") is not None]
    return bool(runs) and all(is_on(child(one, "rPr", "b")) for one in runs)
