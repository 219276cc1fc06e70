"""Office XML by local names: strict files have other namespaces than ordinary ones."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from parsers.files.package import local_name

_OFF = ("0", "false", "off", "none")


def attribute(element: etree._Element | None, name: str, default: str = "") -> str:
    """An attribute's value whatever its namespace."""
    if element is not None:
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] == name:
                return str(value)
    return default


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """The first element down a path of local names."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local_name(one) == name), None)
    return element


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as `<w:b/>` is there and not set to off."""
    return element is not None and attribute(element, "val", "1").lower() not in _OFF


def alternative(element: etree._Element) -> Iterator[etree._Element]:
    """The content of an mc:AlternateContent once: its first choice, else the fallback."""
    choice = child(element, "Choice")
    chosen = choice if choice is not None else child(element, "Fallback")
    return iter(chosen if chosen is not None else ())


def integer(value: str, default: int) -> int:
    """A count written in an attribute; what is none, or absurd, is the default."""
    return int(value) if value.isdecimal() and len(value) < 8 else default
