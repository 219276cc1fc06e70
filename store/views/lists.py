"""未报送名单, 活动明细, 待处理, 回执: lists for staff."""

from __future__ import annotations

from store.decisions import WAITING_CODES
from store.views.quoting import LocalTime, text

_WAITING = ", ".join(map(text, WAITING_CODES))


def list_views(local: LocalTime) -> dict[str, str]:
    """Views that depend on no materials or fields."""
    return {
        "未报送名单": """
SELECT u.name AS 单位, u.contact AS 联系人, u.phone AS 联系电话,
    coalesce((SELECT group_concat(value, '、') FROM json_each(u.emails)), '') AS 联系邮箱,
    b.已回复通知 AS 已回复通知
FROM reporting_units u JOIN "报送情况" b ON b.代码 = u.code
WHERE u.expected = 1 AND b.状态 = '未报送' ORDER BY u.position
""",
        "活动明细": """
SELECT u.name AS 单位, t.ordinal AS 序号, t.name AS 活动名称, t.held_on AS 时间, t.place AS 地点,
    t.organiser AS 主办单位, t.participants AS 参加人数,
    coalesce(a.filename, '（邮件正文）') AS 文件,
    t.location AS 位置
FROM activities t JOIN submissions s ON s.id = t.submission_id
JOIN reporting_units u ON u.code = s.reporting_unit
LEFT JOIN attachments a ON a.id = t.attachment_id
WHERE s.id = (
    -- A later list replaces an earlier one, as its figures do.
    SELECT l.id FROM submissions l WHERE l.reporting_unit = s.reporting_unit
        AND l.state = 'accepted'
        AND EXISTS (SELECT 1 FROM activities o WHERE o.submission_id = l.id)
    ORDER BY l.received_at DESC, l.message_id DESC LIMIT 1)
ORDER BY u.position, t.attachment_id, t.ordinal
""",
        "待处理": f"""
SELECT '认单位' AS 类别, '' AS 单位, m.state_reason AS 内容, '' AS 位置, m.subject AS 邮件主题,
    m.from_address AS 发件人, m.received_local AS 收到时间, m.id AS 邮件编号,
    NULL AS 报送编号, NULL AS 问题编号
FROM messages m WHERE m.state = 'review'
UNION ALL
SELECT '打不开', '', m.state_reason, '', m.subject, m.from_address, m.received_local, m.id,
    NULL, NULL FROM messages m WHERE m.state = 'unreadable'
UNION ALL
SELECT '待确认', u.name, coalesce((SELECT group_concat(f.message, '；') FROM findings f
        WHERE f.submission_id = s.id AND f.resolved_at IS NULL
        AND f.code IN ({_WAITING})), '需要确认后才计入'),
    '', m.subject, m.from_address, m.received_local, m.id, s.id, NULL
FROM submissions s JOIN messages m ON m.id = s.message_id
JOIN reporting_units u ON u.code = s.reporting_unit WHERE s.state = 'review'
UNION ALL
SELECT '核对', u.name, o.message, o.location, m.subject, m.from_address, m.received_local, m.id,
    o.submission_id, o.id
FROM open_findings o JOIN messages m ON m.id = o.message_id
JOIN reporting_units u ON u.code = o.reporting_unit
WHERE o.submission_state <> 'review' OR o.code NOT IN ({_WAITING})
UNION ALL
SELECT '回执', coalesce(u.name, ''), CASE r.state WHEN 'uncertain' THEN '不知是否已发出'
        WHEN 'bounced' THEN '被退回' ELSE '没有发出' END || '：' || r.reason,
    r.to_address, r.subject, r.to_address, {local.minute("r.queued_at")}, r.message_id, NULL, NULL
FROM receipts r LEFT JOIN reporting_units u ON u.code = r.reporting_unit
WHERE r.state IN ('failed', 'uncertain', 'bounced')
""",
        "回执": f"""
SELECT r.id AS 编号, r.reference AS 回执编号,
    CASE r.kind WHEN 'receipt' THEN '回执' WHEN 'reminder' THEN '提醒' WHEN 'digest' THEN '日报'
        ELSE '告警' END AS 种类,
    coalesce(u.name, '') AS 单位, r.to_address AS 收件人, r.subject AS 主题,
    CASE r.state WHEN 'queued' THEN '待发送' WHEN 'sending' THEN '发送中' WHEN 'sent' THEN '已发送'
        WHEN 'failed' THEN '失败' WHEN 'uncertain' THEN '不确定' WHEN 'suppressed' THEN '未发'
        ELSE '被退回' END AS 状态,
    r.reason AS 原因, coalesce({local.minute("r.sent_at")}, '') AS 发送时间,
    r.smtp_reply AS 服务器答复
FROM receipts r LEFT JOIN reporting_units u ON u.code = r.reporting_unit ORDER BY r.id
""",
    }
