"""xlsx and xlsm: a grid for every worksheet, with merged areas and number formats."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from parsers.errors import Unreadable
from parsers.files.cell_value import builtin_format
from parsers.files.format import Source
from parsers.files.ooxml import child, is_on
from parsers.files.package import Package, local_name, open_package
from parsers.files.place import short_name
from parsers.files.sheet import Sheet
from parsers.files.sheet_xml import Workbook, read_sheet_xml, rich_text
from parsers.files.spreadsheet import spreadsheet_content
from parsers.results import FileContent

_INTERNAL = "WpsReserved_"
"""Sheets that WPS hides in a workbook for its own use; nobody wrote anything there."""


def read(source: Source) -> FileContent:
    """Read all worksheets, hidden ones marked; chart sheets hold nothing to read."""
    limits = source.context.limits
    with open_package(source.path, limits) as package:
        part = package.main_part("xl/workbook.xml")
        root = package.xml(part)
        related = package.related(part)
        workbook = _workbook(package, root, related)
        sheets: list[Sheet] = []
        room = limits.cells
        for name, target, hidden in _worksheets(root, related):
            found = read_sheet_xml(package.read(target), workbook, room)
            room = max(room - len(found.cells), 0)
            sheets.append(
                Sheet(
                    name=name,
                    cells=tuple(found.cells),
                    merged=tuple(found.merged),
                    hidden=hidden,
                    conceals=found.conceals,
                    struck=found.struck,
                    cut=found.cut,
                )
            )
        pictures = sum(name.startswith("xl/media/") for name in package.names)
    return spreadsheet_content(
        "xlsx", sheets, filename=short_name(source.filename), limits=limits, pictures=pictures
    )


def _workbook(
    package: Package, root: etree._Element, related: dict[str, tuple[str, str]]
) -> Workbook:
    targets = dict(related.values())
    texts: tuple[str, ...] = ()
    if "sharedStrings" in targets and package.has(targets["sharedStrings"]):
        strings = package.xml(targets["sharedStrings"])
        texts = tuple(rich_text(one) for one in strings if local_name(one) == "si")
    formats: tuple[str, ...] = ()
    struck: frozenset[int] = frozenset()
    white: frozenset[int] = frozenset()
    if "styles" in targets and package.has(targets["styles"]):
        styles = package.xml(targets["styles"])
        formats, struck, white = _formats(styles), _struck(styles), _white(styles)
    properties = next((one for one in root if local_name(one) == "workbookPr"), None)
    from_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    return Workbook(texts=texts, formats=formats, struck=struck, white=white, from_1904=from_1904)


def _formats(styles: etree._Element) -> tuple[str, ...]:
    """The number format of every cell style, in order."""
    sections = {local_name(one): one for one in styles}
    own = {one.get("numFmtId"): one.get("formatCode", "") for one in sections.get("numFmts", ())}
    return tuple(
        own.get(number) or builtin_format(int(number) if number.isdecimal() else 0)
        for number in (one.get("numFmtId", "0") for one in sections.get("cellXfs", ()))
    )


def _struck(styles: etree._Element) -> frozenset[int]:
    """The cell styles whose font is struck out: such a cell is crossed out, not filled in."""
    fonts = _numbers(styles, "fonts", lambda font: is_on(child(font, "strike")))
    return frozenset(
        number
        for number, one in enumerate(_section(styles, "cellXfs"))
        if one.get("fontId") in fonts
    )


def _white(styles: etree._Element) -> frozenset[int]:
    """The cell styles of white font on no colour: nobody sees what such a cell holds."""
    fonts = _numbers(styles, "fonts", lambda font: _is_white(child(font, "color")))
    fills = _numbers(styles, "fills", _is_no_colour)
    return frozenset(
        number
        for number, one in enumerate(_section(styles, "cellXfs"))
        if one.get("fontId") in fonts and one.get("fillId", "0") in fills
    )


def _is_white(colour: etree._Element | None) -> bool:
    rgb = colour is not None and colour.get("rgb", "").upper() in ("FFFFFFFF", "00FFFFFF", "FFFFFF")
    return rgb or (colour is not None and colour.get("theme") == "0" and not colour.get("tint"))


def _is_no_colour(fill: etree._Element) -> bool:
    pattern = child(fill, "patternFill")
    kind = pattern.get("patternType", "none") if pattern is not None else ""
    return kind == "none" or (kind == "solid" and _is_white(child(pattern, "fgColor")))


def _numbers(
    styles: etree._Element, section: str, fits: Callable[[etree._Element], bool]
) -> frozenset[str]:
    """The numbers, as cell styles name them, of a section's entries that fit."""
    listed = enumerate(_section(styles, section))
    return frozenset(str(number) for number, one in listed if fits(one))


def _section(styles: etree._Element, name: str) -> list[etree._Element]:
    return list(next((one for one in styles if local_name(one) == name), ()))


def _worksheets(
    root: etree._Element, related: dict[str, tuple[str, str]]
) -> list[tuple[str, str, bool]]:
    """Name, part and whether it is hidden, of every worksheet in the workbook's order."""
    listed = next((one for one in root if local_name(one) == "sheets"), None)
    if listed is None:
        raise Unreadable("a workbook without a list of sheets")
    found: list[tuple[str, str, bool]] = []
    for one in listed:
        identity = next(
            (one.get(name, "") for name in map(str, one.keys()) if name.endswith("}id")), ""
        )
        kind, target = related.get(identity, ("", ""))
        name = one.get("name", "")
        if kind == "worksheet" and not name.startswith(_INTERNAL):
            found.append((name, target, one.get("state", "visible") != "visible"))
    return found
