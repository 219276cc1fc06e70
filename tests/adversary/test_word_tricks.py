"""Numbers that a Word file shows, or only seems to hold, in other places than a cell's text."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from parsers.context import ReadingContext
from parsers.files.reader import read_file
from tests.adversary.letters import TITLE
from tests.adversary.test_creative_clerks import FORM

if TYPE_CHECKING:
    from pathlib import Path

    from parsers.results import FigureReading, FormReading

_W = nsdecls("w")
PROMPT = (
    f"<w:sdt {_W}><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    "<w:sdtContent><w:r><w:t>99</w:t></w:r></w:sdtContent></w:sdt>"
)
FILLED = f"<w:sdt {_W}><w:sdtContent><w:r><w:t>12</w:t></w:r></w:sdtContent></w:sdt>"
BOX = (
    f'<w:r {_W} xmlns:v="urn:schemas-microsoft-com:vml"><w:pict><v:shape><v:textbox>'
    "<w:txbxContent><w:p><w:r><w:t>12</w:t></w:r></w:p></w:txbxContent>"
    "</v:textbox></v:shape></w:pict></w:r>"
)


def test_a_content_control_s_own_prompt_is_no_figure(tmp_path: Path) -> None:
    (figure,) = _events(_read(tmp_path, PROMPT))
    assert (figure.state, figure.value) == ("blank", None)


def test_a_filled_content_control_is_one(tmp_path: Path) -> None:
    (figure,) = _events(_read(tmp_path, FILLED))
    assert figure.value == 12


def test_a_number_in_a_text_box_over_its_cell_is_read_and_questioned(tmp_path: Path) -> None:
    only = _read(tmp_path, BOX)
    (figure,) = _events(only)
    assert figure.value == 12
    assert "unsure_value" in {one.code for one in only.findings if one.field_key == "events"}


def _events(only: FormReading) -> list[FigureReading]:
    return [one for one in only.figures if one.field_key == "events"]


def _read(folder: Path, xml: str) -> FormReading:
    document = docx.Document()
    document.add_paragraph(TITLE)
    document.add_paragraph("填报单位：县教育局")
    rows = (("指标", "单位", "数量"), ("活动项数", "项", ""), ("参加人数", "人次", "3400"))
    table = document.add_table(rows=len(rows), cols=3)
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 2).paragraphs[0]._p.append(parse_xml(xml))
    file = io.BytesIO()
    document.save(file)
    (folder / "form").write_bytes(file.getvalue())
    (folder / "spool").mkdir()
    (only,) = read_file(
        folder / "form",
        folder / "spool",
        filename="统计表.docx",
        media_type="",
        context=ReadingContext(form=FORM),
    ).forms
    return only
