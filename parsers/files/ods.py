"""ods: a grid for every sheet, with merged areas and the texts as they are shown."""

from __future__ import annotations

from lxml import etree

from parsers.errors import Unreadable
from parsers.files.format import Source
from parsers.files.odf import refuse_encrypted
from parsers.files.ods_cells import read_table
from parsers.files.ods_styles import read_styles
from parsers.files.ooxml import attribute, child
from parsers.files.package import Package, local_name, open_package
from parsers.files.place import short_name
from parsers.files.sheet import Sheet
from parsers.files.spreadsheet import spreadsheet_content
from parsers.results import FileContent


def read(source: Source) -> FileContent:
    """Read all sheets, hidden ones marked."""
    limits = source.context.limits
    with open_package(source.path, limits) as package:
        refuse_encrypted(package)
        root = package.xml("content.xml")
        calculated = _is_calculated(package)
        pictures = sum(name.startswith("pictures/") for name in package.names)
    sheets: list[Sheet] = []
    room = limits.cells
    styles = read_styles(root)
    for table in _tables(root):
        found = read_table(table, room, styles, calculated=calculated)
        room = max(room - len(found.cells), 0)
        sheets.append(
            Sheet(
                name=attribute(table, "name"),
                cells=tuple(found.cells),
                merged=tuple(found.merged),
                hidden=attribute(table, "style-name") in styles.hidden,
                conceals=found.conceals,
                struck=found.struck,
                cut=found.cut,
            )
        )
    return spreadsheet_content(
        "ods", sheets, filename=short_name(source.filename), limits=limits, pictures=pictures
    )


def _is_calculated(package: Package) -> bool:
    """LibreOffice and its kin calculate before they save; they write no result for ''."""
    meta = package.unpacked("meta.xml") if package.has("meta.xml") else b""
    return b"OpenOffice" in meta or b"LibreOffice" in meta


def _tables(root: etree._Element) -> list[etree._Element]:
    body = child(root, "body", "spreadsheet")
    if body is None:
        raise Unreadable("a spreadsheet without sheets")
    return [one for one in body if local_name(one) == "table"]
