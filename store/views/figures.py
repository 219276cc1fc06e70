"""统计汇总, 统计合计 and 数据来源: the figures that count, and where each came from."""

from __future__ import annotations

from collections.abc import Sequence

from store.views.quoting import LocalTime, NumberedField, name, text, unique


def figure_views(fields: Sequence[NumberedField], local: LocalTime) -> dict[str, str]:
    """The views with one column, or one row, per form field."""
    labels = unique((one.label for one in fields), ("单位", "待核对项数"))
    columns = "".join(
        f"{_value(one)} AS {name(label)},\n    " for one, label in zip(fields, labels, strict=True)
    )
    return {
        "统计汇总": f"""
SELECT u.name AS 单位,
    {columns}(SELECT count(*) FROM open_findings o
        WHERE o.reporting_unit = u.code AND o.field_key IS NOT NULL
        AND o.submission_state = 'accepted') AS 待核对项数
FROM reporting_units u
WHERE u.expected = 1
    OR EXISTS (SELECT 1 FROM counted_submissions s WHERE s.reporting_unit = u.code)
ORDER BY u.expected DESC, u.position
""",
        "统计合计": """
SELECT k.label AS 指标, k.unit_measure AS 计量单位,
    CASE WHEN count(e.value) = 0 THEN NULL
        WHEN k.decimals = 0 AND total(e.value) < 9e15 THEN CAST(round(total(e.value)) AS INTEGER)
        ELSE round(total(e.value), k.decimals) END AS 合计,
    count(CASE WHEN e.state = 'value' THEN 1 END) AS 已报单位数,
    count(e.approximation) AS 约数个数,
    (SELECT count(*) FROM open_findings o WHERE o.field_key = k.key
        AND o.submission_state = 'accepted') AS 待核对个数
FROM form_fields k LEFT JOIN effective_figures e ON e.field_key = k.key
WHERE k.type <> 'text' GROUP BY k.key ORDER BY k.position
""",
        "数据来源": f"""
SELECT u.name AS 单位, k.label AS 指标, coalesce(e.value, e.value_text) AS 数值,
    k.unit_measure AS 计量单位, coalesce(e.raw, '') AS 原文,
    coalesce(a.filename, CASE WHEN e.figure_id IS NULL THEN '' ELSE '（邮件正文）' END) AS 文件,
    coalesce(e.location, '') AS 位置, coalesce(m.subject, '') AS 邮件主题,
    coalesce(m.received_local, '') AS 收到时间,
    coalesce((SELECT c.who || ' ' || {local.day("c.made_at")} || '：' || c.why
        FROM corrections c WHERE c.id = e.correction_id), '') AS 更正,
    CASE e.state WHEN 'value' THEN '有数' WHEN 'none' THEN '注明没有' WHEN 'blank' THEN '空白'
        ELSE '未能读出' END AS 情况,
    CASE e.approximation WHEN 'at_least' THEN '不少于' WHEN 'at_most' THEN '不超过'
        WHEN 'about' THEN '约' ELSE '' END AS 约数
FROM effective_figures e
JOIN reporting_units u ON u.code = e.reporting_unit JOIN form_fields k ON k.key = e.field_key
LEFT JOIN submissions s ON s.id = e.submission_id LEFT JOIN messages m ON m.id = s.message_id
LEFT JOIN attachments a ON a.id = e.attachment_id ORDER BY u.position, k.position
""",
    }


def _value(one: NumberedField) -> str:
    column = "value" if one.numeric else "value_text"
    return (
        f"(SELECT e.{column} FROM effective_figures e WHERE e.reporting_unit = u.code"
        f" AND e.field_key = {text(one.key)})"
    )
