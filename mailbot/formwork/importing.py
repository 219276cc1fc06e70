"""A blank form of the office's own, read into fields."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path

from mailbot.reading.conversion import Original, Target
from mailbot.reading.facilities import facilities
from mailbot.reading.process import Brood
from parsers.context import ReadingContext
from parsers.errors import Encrypted, ParserError, Unsupported
from parsers.files.content import read_content
from parsers.files.format import Source
from parsers.form.blank import fields_of_blank
from parsers.form.definition import FormDefinition
from parsers.results import FileContent


class NoForm(Exception):
    """The file cannot be read as a form; the text is Chinese and says what to do."""


def import_form(path: Path) -> FormDefinition:
    """Read a blank form (xlsx, docx; xls and doc through LibreOffice). Raises NoForm."""
    with tempfile.TemporaryDirectory() as folder:
        content = _content(path, Path(folder))
    title, fields = fields_of_blank(content)
    if not fields:
        raise NoForm("没有找到表格里的指标：请确认文件里有一张表，指标名在左边或上边")
    return FormDefinition(title=title, fields=fields)


def _content(path: Path, folder: Path) -> FileContent:
    source = Source(
        path=path,
        spool=folder,
        filename=path.name,
        media_type="",
        context=ReadingContext(form=FormDefinition(title="", fields=())),
    )
    try:
        kind, content = read_content(source)
        if content.need in ("convert_docx", "convert_xlsx"):
            made = _converted(path, kind, content, folder)
            _, content = read_content(replace(source, path=made))
    except Encrypted as error:
        raise NoForm("文件有密码，请去掉密码后再试") from error
    except Unsupported as error:
        raise NoForm(f"这种文件读不了，请另存为 {error.instead}") from error
    except ParserError as error:
        raise NoForm("文件打不开或已损坏，请用 Excel 或 Word 重新保存后再试") from error
    return content


def _converted(path: Path, kind: str, content: FileContent, folder: Path) -> Path:
    converter = facilities().converter
    if converter is None:
        raise NoForm("读旧格式要先安装 LibreOffice，或把文件另存为 .xlsx、.docx")
    target = folder / "converted"
    target.mkdir()
    originals = (Original(path, kind),)
    wanted: Target = "xlsx" if content.need == "convert_xlsx" else "docx"
    (made,) = converter.convert(originals, wanted, target, Brood())
    if not isinstance(made, Path):
        raise NoForm("LibreOffice 没能转换这个文件，请另存为 .xlsx 或 .docx 后再试")
    return made
