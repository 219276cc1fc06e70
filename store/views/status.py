"""报送情况: a line per reporting unit."""

from __future__ import annotations

from collections.abc import Sequence

from store.views.quoting import Material, name, text, unique

_LABELS = (
    "单位",
    "状态",
    "首次报送",
    "最近报送",
    "逾期",
    "缺少",
    "待核对",
    "已回复通知",
    "联系邮箱",
    "代码",
)


def status_view(materials: Sequence[Material]) -> dict[str, str]:
    """The view with one column per material."""
    labels = unique((one.label for one in materials), _LABELS)
    columns = "".join(
        f"{_received(place)} AS {name(label)},\n    " for place, label in enumerate(labels)
    )
    required = [(place, one) for place, one in enumerate(materials) if one.required]
    lacks = " OR ".join(f"h.held_{place} = 0" for place, _ in required) or "0"
    missing = " || ".join(_missing(place, one) for place, one in required) or "''"
    lacking = f"CASE WHEN h.zero_report = 1 THEN '' ELSE {missing} END"
    held = f"({_held(materials)}) h"
    return {
        "unit_missing": f"SELECT h.code, {lacking} AS missing FROM {held}",
        # A unit that nobody expects, or that the roster names no more, has a line once it has
        # sent something. `+reporting_unit`: SQLite would read row after row along the index to
        # group them, which takes three times as long as to sort the few that are found.
        "报送情况": f"""
SELECT u.name AS 单位,
    CASE WHEN coalesce(n.submissions, 0) = 0 THEN '未报送'
        WHEN n.accepted = 0 THEN '待核对'
        WHEN h.zero_report = 0 AND ({lacks}) THEN '缺材料'
        WHEN o.open_findings > 0 OR n.accepted < n.submissions THEN '待核对'
        ELSE '已报齐' END AS 状态,
    {columns}coalesce(n.first_local, '') AS 首次报送, coalesce(n.last_local, '') AS 最近报送,
    CASE WHEN n.seconds_late > 0
        THEN '逾期' || ((n.seconds_late + 86399) / 86400) || '天' ELSE '' END AS 逾期,
    rtrim(replace({lacking}, char(31), '、'), '、') AS 缺少,
    coalesce(o.open_findings, 0) + coalesce(n.submissions - n.accepted, 0) AS 待核对,
    CASE WHEN EXISTS (SELECT 1 FROM messages g WHERE g.reporting_unit = u.code
        AND g.acknowledges_notice = 1) THEN '是' ELSE '' END AS 已回复通知,
    coalesce((SELECT group_concat(value, '、') FROM json_each(u.emails)), '') AS 联系邮箱,
    u.code AS 代码
FROM reporting_units u
JOIN {held} ON h.code = u.code
LEFT JOIN (SELECT reporting_unit, count(*) AS submissions, sum(state = 'accepted') AS accepted,
        min(received_local) AS first_local, max(received_local) AS last_local,
        strftime('%s', min(received_at)) - strftime('%s', (SELECT deadline FROM campaign))
            AS seconds_late
    FROM counted_submissions GROUP BY +reporting_unit) n ON n.reporting_unit = u.code
LEFT JOIN (SELECT reporting_unit, count(*) AS open_findings FROM open_findings
    WHERE submission_state = 'accepted' GROUP BY +reporting_unit) o ON o.reporting_unit = u.code
WHERE u.expected = 1 OR EXISTS (SELECT 1 FROM submissions s WHERE s.reporting_unit = u.code)
ORDER BY u.position
""",
    }


def _held(materials: Sequence[Material]) -> str:
    """By unit: 2 for a material that is accepted, 1 for one that waits for a person, else 0.

    One walk over a unit's files for all materials; to ask for each by itself took seven times as
    long.
    """
    columns = "".join(
        f", max(CASE WHEN f.material = {text(one.key)}"
        f" THEN 1 + (s.state = 'accepted') ELSE 0 END) AS held_{place}"
        for place, one in enumerate(materials)
    )
    return (
        f"SELECT v.code, coalesce(max(s.is_zero_report), 0) AS zero_report{columns}"
        " FROM reporting_units v"
        " LEFT JOIN submissions s ON s.reporting_unit = v.code AND s.state <> 'superseded'"
        " LEFT JOIN submission_files f ON f.submission_id = s.id GROUP BY v.code"
    )


def _received(place: int) -> str:
    return (
        f"CASE WHEN h.held_{place} = 2 THEN '已收到' WHEN h.held_{place} = 1 THEN '待核对'"
        " WHEN h.zero_report = 1 THEN '零报送' ELSE '' END"
    )


def _missing(place: int, one: Material) -> str:
    """The label with a separator behind it, and what came instead: a blank form or a link."""
    if one.key == "statistics":
        instead = _instead("blank_form", "（空白表）")
    else:
        instead = _instead("offered_link", "（仅链接）")
    label = text(one.label)
    return f"CASE WHEN h.held_{place} > 0 THEN '' ELSE {label} || {instead} || char(31) END"


def _instead(code: str, words: str) -> str:
    return (
        "CASE WHEN EXISTS (SELECT 1 FROM findings g JOIN submissions s ON s.id = g.submission_id"
        " WHERE s.reporting_unit = h.code AND s.state <> 'superseded'"
        f" AND g.code = {text(code)})"
        f" THEN {text(words)} ELSE '' END"
    )
