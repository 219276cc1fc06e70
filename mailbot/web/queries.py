"""Canned queries for the data pages: questions that staff ask, each with a word on its answer."""

from __future__ import annotations

from typing import Any


def _query(title: str, description: str, sql: str) -> dict[str, Any]:
    return {"title": title, "description": description, "sql": sql.strip()}


QUERIES: dict[str, dict[str, Any]] = {
    "今天收到": _query(
        "某一天收到的报送",
        "填一个日期（如 2022-06-10），列出那天收到的每一份报送。",
        """
SELECT s.received_local AS 收到时间, u.name AS 单位, m.subject AS 邮件主题, m.from_address AS 发件人
FROM submissions s JOIN messages m ON m.id = s.message_id
JOIN reporting_units u ON u.code = s.reporting_unit
WHERE substr(s.received_local, 1, 10) = :日期 ORDER BY s.received_at
""",
    ),
    "缺材料": _query(
        "还缺什么材料",
        "已经报送、但还缺必报材料的单位，可以据此打电话。",
        """
SELECT b.单位, b.缺少, u.contact AS 联系人, u.phone AS 电话, b.最近报送
FROM "报送情况" b JOIN reporting_units u ON u.code = b.代码 WHERE b.状态 = '缺材料'
ORDER BY u.position
""",
    ),
    "逾期单位": _query(
        "逾期报送的单位",
        "第一次报送晚于截止时间的单位和逾期天数。",
        "SELECT 单位, 首次报送, 逾期, 状态 FROM \"报送情况\" WHERE 逾期 <> ''",
    ),
    "指标排名": _query(
        "某个指标的排名",
        "填指标名称或其中几个字（如 参加人数），从大到小列出各单位。",
        """
SELECT 指标, 单位, 数值, 计量单位, 约数, 文件, 位置 FROM "数据来源"
WHERE 指标 LIKE '%' || :指标 || '%' AND 数值 IS NOT NULL ORDER BY 指标, 数值 DESC
""",
    ),
    "单位全部数据": _query(
        "一个单位的全部数据",
        "填单位名称（可以只写几个字），列出它的每个数和来源。",
        """
SELECT 单位, 指标, 数值, 计量单位, 原文, 文件, 位置, 收到时间, 更正 FROM "数据来源"
WHERE 单位 LIKE '%' || :单位 || '%'
""",
    ),
    "更正记录": _query(
        "人工更正过的数",
        "谁、什么时候、为什么改的，原来报的是多少。",
        """
SELECT u.name AS 单位, k.label AS 指标, f.value AS 原报, coalesce(c.value, c.value_text) AS 更正为,
    c.why AS 理由, c.who AS 经手人, c.made_at AS 时间, c.withdrawn_at AS 撤回时间
FROM corrections c JOIN reporting_units u ON u.code = c.reporting_unit
JOIN form_fields k ON k.key = c.field_key LEFT JOIN figures f ON f.id = c.figure_id
ORDER BY c.id DESC
""",
    ),
    "人工决定": _query(
        "所有人工决定",
        "指定单位、接受、不计入、已核对等决定，最近的在前。",
        """
SELECT d.made_at AS 时间, d.who AS 经手人, CASE d.kind WHEN 'assign' THEN '指定单位'
    WHEN 'ignore' THEN '与报送无关' WHEN 'reopen' THEN '重新处理' WHEN 'accept' THEN '计入'
    WHEN 'reject' THEN '不计入' ELSE '已核对' END AS 决定,
    coalesce(u.name, '') AS 单位, m.subject AS 邮件主题, d.why AS 理由
FROM decisions d LEFT JOIN messages m ON m.sha256 = d.message_sha256
LEFT JOIN reporting_units u ON u.code = d.reporting_unit ORDER BY d.id DESC
""",
    ),
    "前后变化": _query(
        "同一单位先后报的数不一样",
        "一个单位几次报送中数值不同的指标：先报多少，现在按多少算。",
        """
SELECT u.name AS 单位, k.label AS 指标, o.value AS 先前, n.value AS 现在,
    s.received_local AS 先前收到
FROM figures o JOIN submissions s ON s.id = o.submission_id
JOIN figures n ON n.reporting_unit = o.reporting_unit AND n.field_key = o.field_key
    AND n.current = 1
JOIN reporting_units u ON u.code = o.reporting_unit JOIN form_fields k ON k.key = o.field_key
WHERE o.current = 0 AND o.state = 'value' AND o.value IS NOT n.value
ORDER BY u.position, k.position
""",
    ),
    "打不开的文件": _query(
        "没有读出来的文件",
        "有密码、损坏、太大或暂时读不了的文件，可以请单位重发。",
        """
SELECT a.filename AS 文件, CASE a.state WHEN 'encrypted' THEN '有密码' WHEN 'too_large' THEN '太大'
    WHEN 'unreadable' THEN '打不开' ELSE '暂时读不了' END AS 情况,
    m.from_address AS 发件人, m.subject AS 邮件主题, m.received_local AS 收到时间
FROM attachments a JOIN messages m ON m.id = a.message_id
WHERE a.state NOT IN ('read', 'kept') ORDER BY m.received_at DESC
""",
    ),
    "名单外地址": _query(
        "从名单外地址报来的单位",
        "名单里没有登记的发件地址，核实后可以补进单位名单。",
        """
SELECT DISTINCT u.name AS 单位, m.from_address AS 发件地址, m.from_name AS 发件人
FROM submissions s JOIN messages m ON m.id = s.message_id
JOIN reporting_units u ON u.code = s.reporting_unit
WHERE NOT EXISTS (SELECT 1 FROM json_each(u.emails) e
    WHERE e.value = m.from_address COLLATE NOCASE) ORDER BY u.position
""",
    ),
    "照片数量": _query(
        "各单位报来的照片和视频",
        "按单位统计图片、视频、音频文件的个数和大小。",
        """
SELECT u.name AS 单位, a.family AS 种类, count(DISTINCT a.sha256) AS 个数,
    round(sum(a.size) / 1048576.0, 1) AS 兆字节
FROM attachments a JOIN submissions s ON s.message_id = a.message_id
JOIN reporting_units u ON u.code = s.reporting_unit
WHERE a.family IN ('image', 'video', 'audio') AND a.inline = 0 GROUP BY u.code, a.family
ORDER BY u.position
""",
    ),
}
"""By the name that stands in the address."""
