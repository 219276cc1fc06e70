"""pptx: the text and the tables of the slides, in their order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from parsers.files.format import Source
from parsers.files.ooxml import alternative, attribute, child, integer
from parsers.files.package import Package, local_name, open_package
from parsers.files.place import short_name
from parsers.files.spans import SpanningCell, laid_out
from parsers.grid import Grid
from parsers.results import FileContent, Paragraph


def read(source: Source) -> FileContent:
    """Read the slides that are shown; notes and masters are left out."""
    name = short_name(source.filename)
    paragraphs: list[Paragraph] = []
    grids: list[Grid] = []
    room = source.context.limits.cells
    with open_package(source.path, source.context.limits) as package:
        for number, slide in enumerate(_slides(package), start=1):
            for block in _blocks(slide):
                order = len(paragraphs) + len(grids)
                if local_name(block) == "tbl":
                    grid = _grid(block, f"{name} 第{number}页表{len(grids) + 1} ", order, room)
                    room = max(room - grid.rows * grid.columns, 0)
                    grids.append(grid)
                elif text := _text(block):
                    place = f"{name} 第{number}页"
                    paragraphs.append(Paragraph(text=text, order=order, place=place))
        pictures = sum(one.startswith("ppt/media/") for one in package.names)
    return FileContent(
        parser="pptx",
        paragraphs=tuple(paragraphs),
        grids=tuple(grids),
        title=paragraphs[0].text.split("\n")[0] if paragraphs else "",
        pictures=pictures,
    )


def _slides(package: Package) -> Iterator[etree._Element]:
    part = package.main_part("ppt/presentation.xml")
    related = package.related(part)
    listed = child(package.xml(part), "sldIdLst")
    for one in listed if listed is not None else ():
        identities = [str(value) for key, value in one.attrib.items() if str(key).endswith("}id")]
        target = related.get(identities[0], ("", ""))[1] if identities else ""
        if package.has(target):
            slide = package.xml(target)
            if attribute(slide, "show", "1") not in ("0", "false"):
                yield slide


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Text bodies and tables, outermost first."""
    for one in element:
        name = local_name(one)
        if name in ("txBody", "tbl"):
            yield one
        elif name == "AlternateContent":
            for chosen in alternative(one):
                yield from _blocks(chosen)
        elif _is_shown(one):
            yield from _blocks(one)


def _is_shown(shape: etree._Element) -> bool:
    """Whether a shape is not hidden on its slide."""
    properties = child(shape, "nvSpPr", "cNvPr")
    return attribute(properties, "hidden", "0") in ("0", "false")


def _text(body: etree._Element) -> str:
    lines = (_line(one) for one in body if local_name(one) == "p")
    return "\n".join(line for line in lines if line)


def _line(paragraph: etree._Element) -> str:
    pieces: list[str] = []
    for one in paragraph:
        if local_name(one) == "br":
            pieces.append("\n")
        text = child(one, "t")
        pieces.append((text.text or "") if text is not None else "")
    return "".join(pieces).strip()


def _grid(table: etree._Element, place: str, order: int, most: int) -> Grid:
    rows = [
        [_cell(cell) for cell in row if local_name(cell) == "tc" and not _is_covered(cell)]
        for row in table
        if local_name(row) == "tr"
    ]
    layout = laid_out(rows, most)
    return Grid(
        name=place.rsplit(maxsplit=1)[-1],
        place=place,
        order=order,
        rows=layout.rows,
        columns=layout.columns,
        cells=layout.cells,
    )


def _is_covered(cell: etree._Element) -> bool:
    return any(attribute(cell, name, "0") in ("1", "true") for name in ("hMerge", "vMerge"))


def _cell(cell: etree._Element) -> SpanningCell:
    body = child(cell, "txBody")
    return SpanningCell(
        text=_text(body) if body is not None else "",
        rowspan=max(integer(attribute(cell, "rowSpan"), 1), 1),
        colspan=max(integer(attribute(cell, "gridSpan"), 1), 1),
    )
