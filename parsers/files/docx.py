"""docx and docm: text in order, tables with merged cells, text boxes, headers and footers.

Read from the package itself: python-docx refuses files whose relationships point at nothing, as
WPS writes them, and skips content controls.
"""

from __future__ import annotations

from parsers.errors import Unreadable
from parsers.files.docx_story import Story
from parsers.files.docx_styles import read_styles
from parsers.files.format import Source
from parsers.files.ooxml import child
from parsers.files.package import Package, open_package
from parsers.files.place import short_name
from parsers.findings import finding
from parsers.results import FileContent


def read(source: Source) -> FileContent:
    """Read a Word document with all its tracked changes accepted."""
    limits = source.context.limits
    name = short_name(source.filename)
    with open_package(source.path, limits) as package:
        part = package.main_part("word/document.xml")
        body = child(package.xml(part), "body")
        if body is None:
            raise Unreadable("a document without a body")
        styles = _part_of(package, part, "styles")
        story = Story(
            name=name,
            limits=limits,
            styles=read_styles(package.xml(styles[0]) if styles else None),
        )
        try:
            story.add_blocks(body)
            for edge in (*_part_of(package, part, "header"), *_part_of(package, part, "footer")):
                story.add_blocks(package.xml(edge), "page_edge")
        except RecursionError as fault:
            raise Unreadable("elements nested too deeply") from fault
    return FileContent(
        parser="docx",
        paragraphs=tuple(story.paragraphs),
        grids=tuple(story.grids),
        pictures=story.pictures,
        findings=(finding("truncated", filename=name),) if story.cut else (),
    )


def _part_of(package: Package, part: str, kind: str) -> list[str]:
    """The existing parts of a kind that the document refers to."""
    targets = dict.fromkeys(
        target for found, target in package.related(part).values() if found == kind
    )
    return [target for target in targets if package.has(target)]
