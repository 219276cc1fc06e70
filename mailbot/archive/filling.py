"""Filling the archive: what is there already is not copied again, and nothing is removed."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from mailbot.archive.plan import Placed
from mailbot.workbook.dressing import dress
from mailbot.workbook.style import LINK_FONT, finish, header_row, put, title_row
from store.blobs import Blobs

INDEX = "目录.xlsx"
_MANIFEST = ".mailbot-archive.json"
_COLUMNS = ("单位", "材料", "文件", "原文件名", "邮件主题", "收到时间")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """How many files the archive holds, how many were copied now, which blobs are lost."""

    files: int
    copied: int
    lost: tuple[str, ...]


def fill_archive(
    planned: Sequence[Placed],
    blobs: Blobs,
    folder: Path,
    progress: Callable[[int, int], None] | None = None,
) -> Filled:
    """Copy what is missing, streamed; then write the index. Raises OSError."""
    copied = 0
    lost: list[str] = []
    held = _read_manifest(folder)
    for done, one in enumerate(planned, start=1):
        target = folder.joinpath(*one.place.parts)
        if not blobs.exists(one.sha256):
            lost.append(str(one.place))
        elif not (held.get(str(one.place)) == one.sha256 and target.exists()):
            _copy(blobs.path(one.sha256), target)
            held[str(one.place)] = one.sha256
            copied += 1
        if progress:
            progress(done, len(planned))
    _write_index(planned, folder)
    (folder / _MANIFEST).write_text(json.dumps(held, ensure_ascii=False), encoding="utf-8")
    return Filled(files=len(planned), copied=copied, lost=tuple(lost))


def _read_manifest(folder: Path) -> dict[str, str]:
    """Which blob each name held at the last run: a size alone would not tell two files apart."""
    try:
        held = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(place): str(sha256) for place, sha256 in held.items()}


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.part")
    try:
        shutil.copyfile(source, partial)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def _write_index(planned: Sequence[Placed], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "目录"
    title_row(sheet, "各单位报送文件目录", len(_COLUMNS))
    header_row(sheet, 2, _COLUMNS)
    for row, one in enumerate(planned, start=3):
        texts = (
            one.reporting_unit,
            one.material,
            one.place.name,
            one.filename,
            one.subject,
            one.received_local,
        )
        for column, text in enumerate(texts, start=1):
            put(sheet.cell(row, column), text)
        link = sheet.cell(row, 3)
        link.hyperlink = str(one.place)
        dress(link, font=LINK_FONT)
    finish(sheet, header=2, columns=len(_COLUMNS))
    partial = folder / f".{INDEX}.part"
    book.save(partial)
    partial.replace(folder / INDEX)
