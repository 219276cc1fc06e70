"""The text of a Word paragraph as it reads with all tracked changes accepted."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from parsers.files.ooxml import alternative, attribute, child, is_on
from parsers.files.package import local_name

_SKIPPED = frozenset(
    {
        "pPr",
        "rPr",
        "sdtPr",
        "del",
        "moveFrom",
        "delText",
        "instrText",
        "delInstrText",
        "fldData",
        "rt",
        "annotation",
        "textpath",
    }
)
_CHARACTERS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "noBreakHyphen": "-",
}
_TICKS = {"F052": "☑", "F0FE": "☑", "F0FD": "☒", "F0A8": "□", "F06F": "□", "F0A3": "□"}
"""Symbols of the Wingdings fonts that forms use for boxes to tick."""


@dataclass(slots=True)
class ParagraphText:
    """What a paragraph holds: its text, its text boxes' contents, its pictures."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    pictures: int = 0

    @property
    def text(self) -> str:
        """The text without blanks at its ends."""
        return "".join(self.pieces).strip(" \t\n\u3000")


def paragraph_text(paragraph: etree._Element) -> ParagraphText:
    """Gather a paragraph's text; deleted and hidden runs are left out."""
    found = ParagraphText()
    for one in paragraph:
        _gather(one, found)
    return found


def _gather(element: etree._Element, found: ParagraphText) -> None:
    name = local_name(element)
    if name in _SKIPPED or (name == "r" and is_on(child(element, "rPr", "vanish"))):
        return
    if name == "t":
        found.pieces.append(element.text or "")
    elif name == "br":
        found.pieces.append("" if attribute(element, "type") == "page" else "\n")
    elif name in _CHARACTERS:
        found.pieces.append(_CHARACTERS[name])
    elif name == "sym":
        found.pieces.append(_TICKS.get(attribute(element, "char").upper(), ""))
    elif name == "txbxContent":
        found.boxes.append(element)
    else:
        found.pictures += name in ("blip", "imagedata")
        for one in alternative(element) if name == "AlternateContent" else element:
            _gather(one, found)
