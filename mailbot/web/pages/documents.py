"""Summaries, cases and press pieces as readable text."""

from __future__ import annotations

from typing import Any

from mailbot.web.asked import Asked, NotFound

_PAGE = 60


def documents(asked: Asked) -> dict[str, Any]:
    """All texts that are a material, newest first."""
    material = asked.words.get("material", "")
    page = asked.page()
    rows = list(
        asked.db.query(
            _LIST, {"material": material, "count": _PAGE + 1, "start": (page - 1) * _PAGE}
        )
    )
    return {
        "documents": rows[:_PAGE],
        "material": material,
        "materials": list(asked.db.query(_MATERIALS)),
        "page": page,
        "more": len(rows) > _PAGE,
    }


def document(asked: Asked) -> dict[str, Any]:
    """One text."""
    for row in asked.db.query(_ONE, [asked.number("id")]):
        lines = (line.strip() for line in row["text"].splitlines())
        return {"document": row, "paragraphs": [line for line in lines if line]}
    raise NotFound("没有这份材料，可能邮件已重新读取，请从列表再点一次")


_SELECT = """
SELECT d.id, d.title, d.material, d.attachment_id, length(d.text) AS characters,
    substr(d.text, 1, 160) AS beginning, m.id AS message_id, m.subject, m.received_local,
    coalesce(t.label, '') AS label, coalesce(u.name, '') AS unit, u.code, a.filename
"""
_FROM = """
FROM documents d JOIN messages m ON m.id = d.message_id
LEFT JOIN submissions s ON s.id = d.submission_id
LEFT JOIN reporting_units u ON u.code = s.reporting_unit
LEFT JOIN materials t ON t.key = d.material LEFT JOIN attachments a ON a.id = d.attachment_id
"""
_LIST = f"""
{_SELECT} {_FROM} WHERE d.material IS NOT NULL AND d.material <> 'statistics'
    AND (:material = '' OR d.material = :material)
ORDER BY m.received_at DESC, d.id LIMIT :count OFFSET :start
"""
_ONE = f"{_SELECT}, d.text {_FROM} WHERE d.id = ?"
_MATERIALS = """
SELECT t.key, t.label, count(*) AS n FROM documents d JOIN materials t ON t.key = d.material
WHERE d.material <> 'statistics' GROUP BY t.key ORDER BY t.position
"""
