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
        f"{_received(one)} AS {name(label)},\n    "
        for one, label in zip(materials, labels, strict=True)
    )
    missing = " || ".join(_missing(one) for one in materials if one.required) or "''"
    return {
        "unit_missing": f"""
SELECT u.code, CASE WHEN EXISTS (SELECT 1 FROM counted_submissions s
        WHERE s.reporting_unit = u.code AND s.is_zero_report = 1) THEN ''
    ELSE {missing} END AS missing FROM reporting_units u
""",
        # A unit that nobody expects, or that the roster names no more, has a line once it has
        # sent something.
        "报送情况": f"""
SELECT u.name AS 单位,
    CASE WHEN coalesce(n.submissions, 0) = 0 THEN '未报送'
        WHEN n.accepted = 0 THEN '待核对'
        WHEN m.missing <> '' THEN '缺材料'
        WHEN o.open_findings > 0 OR n.accepted < n.submissions THEN '待核对'
        ELSE '已报齐' END AS 状态,
    {columns}coalesce(n.first_local, '') AS 首次报送, coalesce(n.last_local, '') AS 最近报送,
    CASE WHEN n.seconds_late > 0
        THEN '逾期' || ((n.seconds_late + 86399) / 86400) || '天' ELSE '' END AS 逾期,
    rtrim(replace(m.missing, char(31), '、'), '、') AS 缺少,
    coalesce(o.open_findings, 0) + coalesce(n.submissions - n.accepted, 0) AS 待核对,
    CASE WHEN EXISTS (SELECT 1 FROM messages g WHERE g.reporting_unit = u.code
        AND g.acknowledges_notice = 1) THEN '是' ELSE '' END AS 已回复通知,
    coalesce((SELECT group_concat(value, '、') FROM json_each(u.emails)), '') AS 联系邮箱,
    u.code AS 代码
FROM reporting_units u
JOIN unit_missing m ON m.code = u.code
LEFT JOIN (SELECT reporting_unit, count(*) AS submissions, sum(state = 'accepted') AS accepted,
        min(received_local) AS first_local, max(received_local) AS last_local,
        strftime('%s', min(received_at)) - strftime('%s', (SELECT deadline FROM campaign))
            AS seconds_late
    FROM counted_submissions GROUP BY reporting_unit) n ON n.reporting_unit = u.code
LEFT JOIN (SELECT reporting_unit, count(*) AS open_findings FROM open_findings
    WHERE submission_state = 'accepted' GROUP BY reporting_unit) o ON o.reporting_unit = u.code
WHERE u.expected = 1 OR EXISTS (SELECT 1 FROM submissions s WHERE s.reporting_unit = u.code)
ORDER BY u.position
""",
    }


def _received(one: Material) -> str:
    held = _files(one)
    return (
        f"CASE WHEN EXISTS ({held} AND s.state = 'accepted') THEN '已收到'"
        f" WHEN EXISTS ({held}) THEN '待核对'"
        " WHEN EXISTS (SELECT 1 FROM counted_submissions s WHERE s.reporting_unit = u.code"
        " AND s.is_zero_report = 1) THEN '零报送' ELSE '' END"
    )


def _files(one: Material) -> str:
    return (
        "SELECT 1 FROM submission_files f JOIN submissions s ON s.id = f.submission_id"
        " WHERE s.reporting_unit = u.code AND s.state <> 'superseded'"
        f" AND f.material = {text(one.key)}"
    )


def _missing(one: Material) -> str:
    """The label with a separator behind it, and what came instead: a blank form or a link."""
    if one.key == "statistics":
        instead = _instead("blank_form", "（空白表）")
    else:
        instead = _instead("offered_link", "（仅链接）")
    label = text(one.label)
    return f"CASE WHEN EXISTS ({_files(one)}) THEN '' ELSE {label} || {instead} || char(31) END"


def _instead(code: str, words: str) -> str:
    return (
        "CASE WHEN EXISTS (SELECT 1 FROM findings g JOIN submissions s ON s.id = g.submission_id"
        " WHERE s.reporting_unit = u.code AND s.state <> 'superseded'"
        f" AND g.code = {text(code)})"
        f" THEN {text(words)} ELSE '' END"
    )
