"""The files of a mail as its sender knows them, and what each was taken for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlite_utils import Database

from mailbot.receipts.content import FileLine, LinkLine
from mailbot.receipts.plain import middle_cut
from store.times import from_text

Row = Mapping[str, Any]

_STATES = {
    "unreadable": "打不开",
    "encrypted": "有密码，打不开",
    "too_large": "太大，没有读取",
    "unsupported": "暂时读不了",
}
_FORMS_OF_NO_USE = {
    "other_form": "不是本次的统计表",
    "form_unreadable": "统计表（没有读出数据）",
    "blank_form": "空白的统计表",
}


def file_lines(
    db: Database, message_id: int, labels: Mapping[str, str], *, undecided: bool
) -> tuple[FileLine, ...]:
    """The outer files of a mail, logos left out; an archive is what its members are."""
    rows = list(
        db.query("select * from attachments where message_id = ? order by id", [message_id])
    )
    materials = _materials(db, message_id, rows, labels)
    told = _told_of(db, message_id)
    outer = [row for row in rows if row["parent_id"] is None and not row["inline"]]
    return tuple(
        FileLine(
            filename=middle_cut(row["filename"] or "未命名文件", 100),
            taken_for=_taken_for(row, materials[row["id"]], told, undecided),
            state=_STATES.get(row["state"], "") if materials[row["id"]] else "",
        )
        for row in outer
    )


def _taken_for(
    row: Row, materials: Mapping[str, None], told: Mapping[int, str], undecided: bool
) -> str:
    """The materials it brings; else what keeps it from bringing one."""
    if materials:
        return "、".join(materials)
    if row["state"] in _STATES:
        return _STATES[row["state"]]
    return told.get(row["id"]) or ("待核对" if undecided else "其他文件")


def _told_of(db: Database, message_id: int) -> dict[int, str]:
    """What was found of a file that was meant to be the campaign's form, or looks like it."""
    marks = ", ".join("?" for _ in _FORMS_OF_NO_USE)
    rows = db.query(
        "select attachment_id, code from findings where message_id = ?"  # noqa: S608 - marks alone
        f" and attachment_id is not null and code in ({marks})",
        [message_id, *_FORMS_OF_NO_USE],
    )
    return {row["attachment_id"]: _FORMS_OF_NO_USE[row["code"]] for row in rows}


def _materials(
    db: Database, message_id: int, rows: Sequence[Row], labels: Mapping[str, str]
) -> dict[int, dict[str, None]]:
    """Materials of each file and of all files inside it, in order of appearance."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    parents = {row["id"]: row["parent_id"] for row in rows}
    for row in db.query(
        "select f.attachment_id, f.material from submission_files f"
        " join submissions s on s.id = f.submission_id"
        " where s.message_id = ? and f.attachment_id is not null order by f.attachment_id",
        [message_id],
    ):
        place = row["attachment_id"]
        while place is not None:
            found[place].setdefault(labels.get(row["material"], row["material"]))
            place = parents.get(place)
    return found


def link_lines(db: Database, message_id: int, zone: ZoneInfo) -> tuple[LinkLine, ...]:
    """Files offered as links, with the expiry that was printed beside them."""
    return tuple(
        LinkLine(
            filename=middle_cut(row["filename"] or "", 80),
            expires=local_time(from_text(row["expires_at"]), zone) if row["expires_at"] else "",
        )
        for row in db.query("select * from links where message_id = ? order by rowid", [message_id])
    )


def local_time(moment: datetime, zone: ZoneInfo) -> str:
    """2022年6月10日 16:00."""
    local = moment.astimezone(zone)
    return f"{local.year}年{local.month}月{local.day}日 {local:%H:%M}"
