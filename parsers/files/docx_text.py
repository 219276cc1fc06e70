"""The text of a Word paragraph as it reads with all tracked changes accepted."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from parsers.files.ooxml import alternative, attribute, child, is_on
from parsers.files.package import local_name
from parsers.files.raised import raised

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
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
"""Any other symbol: left out, it would join the digits around it."""
_RAISED = ("superscript", "subscript")


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
    """Gather a paragraph's text; deleted, struck out and hidden runs are left out."""
    found = ParagraphText()
    for one in paragraph:
        _gather(one, found)
    return found


def _gather(element: etree._Element, found: ParagraphText) -> None:
    name = local_name(element)
    if name in _SKIPPED or is_prompt(element):
        return
    if name == "r":
        _gather_run(element, found)
    elif name in ("t", "br", "sym") or name in _CHARACTERS:
        found.pieces.append(_characters(element, name))
    elif name == "txbxContent":
        found.boxes.append(element)
    else:
        found.pictures += name in ("blip", "imagedata")
        for one in alternative(element) if name == "AlternateContent" else element:
            _gather(one, found)


def is_prompt(element: etree._Element) -> bool:
    """Whether it is a content control that still shows its own prompt (17.5.2.39)."""
    return local_name(element) == "sdt" and is_on(child(element, "sdtPr", "showingPlcHdr"))


def _gather_run(run: etree._Element, found: ParagraphText) -> None:
    """A run; what is hidden or struck out does not count, a raised number is set off."""
    look = child(run, "rPr")
    if any(is_on(child(look, name)) for name in ("vanish", "strike", "dstrike")):
        return
    start = len(found.pieces)
    for one in run:
        _gather(one, found)
    if attribute(child(look, "vertAlign"), "val") in _RAISED:
        text = "".join(found.pieces[start:])
        del found.pieces[start:]
        found.pieces.append(raised(text, found.pieces))


def _characters(element: etree._Element, name: str) -> str:
    if name == "t":
        return element.text or ""
    if name == "br":
        return "" if attribute(element, "type") == "page" else "\n"
    if name == "sym":
        return _TICKS.get(attribute(element, "char").upper(), _UNKNOWN)
    return _CHARACTERS[name]
