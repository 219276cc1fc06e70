"""What styles of an ODF document make of a text: struck out, white on white, a hidden sheet."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from parsers.files.ooxml import attribute, child
from parsers.files.package import local_name

_NO_LINE = ("", "none")
_NO_FILL = ("", "transparent", "#ffffff")


@dataclass(frozen=True, slots=True, kw_only=True)
class OdsStyles:
    """Names of automatic styles: of text and cells struck out, of white cells, of hidden sheets."""

    struck: frozenset[str] = frozenset()
    white: frozenset[str] = frozenset()
    hidden: frozenset[str] = frozenset()


def read_styles(root: etree._Element) -> OdsStyles:
    """The styles of a content part."""
    listed = child(root, "automatic-styles")
    styles = [one for one in (listed if listed is not None else ()) if local_name(one) == "style"]
    return OdsStyles(
        struck=frozenset(attribute(one, "name") for one in styles if _is_struck(one)),
        white=frozenset(attribute(one, "name") for one in styles if _is_white(one)),
        hidden=frozenset(
            attribute(one, "name")
            for one in styles
            if attribute(child(one, "table-properties"), "display") == "false"
        ),
    )


def _is_struck(style: etree._Element) -> bool:
    """A line through the text; what is written into a style twice is there if either says so."""
    look = child(style, "text-properties")
    lines = ("text-line-through-style", "text-line-through-type")
    return any(attribute(look, name).lower() not in _NO_LINE for name in lines)


def _is_white(style: etree._Element) -> bool:
    white = attribute(child(style, "text-properties"), "color").lower() == "#ffffff"
    fill = attribute(child(style, "table-cell-properties"), "background-color").lower()
    return white and fill in _NO_FILL
