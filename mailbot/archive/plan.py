"""Which file goes where: decided from the store alone, the same every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from sqlite_utils import Database

from mailbot.archive.names import ending_of, safe_name

_OTHER, _RAW = "其他文件", "原始邮件"
_OWN_NAME = frozenset({"image", "video", "audio"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A blob with its place in the archive; texts for the index."""

    sha256: str
    place: PurePosixPath
    reporting_unit: str
    material: str
    filename: str
    subject: str
    received_local: str


def plan_archive(db: Database) -> list[Placed]:
    """Every file of every unit under its material, and the raw mails; names unique per folder."""
    taken: Counter[str] = Counter()
    return [_placed(row, taken) for row in _rows(db)]


def _rows(db: Database) -> Iterator[dict[str, Any]]:
    yield from db.query(_FILES)
    yield from db.query(_MAILS)


def _placed(row: dict[str, Any], taken: Counter[str]) -> Placed:
    folder = f"{row['number']:02d}_{safe_name(row['unit'], '单位')}"
    inner = _inner_folder(row)
    name = _unique(folder, inner, _name(row), taken)
    return Placed(
        sha256=row["sha256"],
        place=PurePosixPath(folder, inner, name) if inner else PurePosixPath(folder, name),
        reporting_unit=row["unit"],
        material=row["material"] or _OTHER,
        filename=row["filename"],
        subject=row["subject"],
        received_local=row["received_local"],
    )


def _inner_folder(row: dict[str, Any]) -> str:
    """Documents lie in the unit's own folder; what comes in numbers has one of its own."""
    material = row["material"] or _OTHER
    alone = row["family"] not in _OWN_NAME and material not in (_OTHER, _RAW)
    return "" if alone else safe_name(material, _OTHER)


def _name(row: dict[str, Any]) -> str:
    """`统计表_2022-06-10.xlsx`; pictures and other files keep their own name behind the date."""
    day = row["received_local"][:10]
    own = safe_name(PurePosixPath(row["filename"].replace("\\", "/")).name, "未命名")
    if row["material"] == _RAW:
        return f"{day}_{safe_name(row['subject'] or '无主题', '无主题')[:40]}.eml"
    if row["material"] and row["family"] not in _OWN_NAME:
        return f"{safe_name(row['material'], '材料')}_{day}{ending_of(row['filename'])}"
    return f"{day}_{own}"


def _unique(folder: str, inner: str, name: str, taken: Counter[str]) -> str:
    """A second file of the same name gets a number; disks that fold case are thought of."""
    key = f"{folder}/{inner}/{name}".lower()
    taken[key] += 1
    if taken[key] == 1:
        return name
    path = PurePosixPath(name)
    return _unique(folder, inner, f"{path.stem}_{taken[key]}{path.suffix}", taken)


_FILES = """
SELECT u.position + 1 AS number, u.name AS unit, a.sha256, a.filename, a.family, m.subject,
    m.received_local,
    (SELECT coalesce(t.label, f.material) FROM submission_files f
        LEFT JOIN materials t ON t.key = f.material
        WHERE f.submission_id = s.id AND f.attachment_id = a.id
        ORDER BY t.position LIMIT 1) AS material
FROM submissions s JOIN reporting_units u ON u.code = s.reporting_unit
JOIN messages m ON m.id = s.message_id JOIN attachments a ON a.message_id = m.id
WHERE s.state <> 'superseded' AND a.inline = 0
    AND NOT EXISTS (SELECT 1 FROM attachments inner_file WHERE inner_file.parent_id = a.id)
ORDER BY u.position, m.received_at, a.ordinal
"""

_MAILS = """
SELECT u.position + 1 AS number, u.name AS unit, m.blob_sha256 AS sha256, '' AS filename,
    'mail' AS family, m.subject, m.received_local, '原始邮件' AS material
FROM submissions s JOIN reporting_units u ON u.code = s.reporting_unit
JOIN messages m ON m.id = s.message_id WHERE s.state <> 'superseded'
ORDER BY u.position, m.received_at
"""
