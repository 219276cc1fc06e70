"""按日进度: how many units reported, by day and in all."""

from __future__ import annotations


def progress_views() -> dict[str, str]:
    """Statistics of the collection itself."""
    return {
        "按日进度": """
WITH firsts AS (
    SELECT s.reporting_unit, min(substr(s.received_local, 1, 10)) AS day
    FROM counted_submissions s JOIN reporting_units u ON u.code = s.reporting_unit
    WHERE u.expected = 1 GROUP BY s.reporting_unit
)
SELECT day AS 日期, count(*) AS 当日新报单位,
    sum(count(*)) OVER (ORDER BY day) AS 累计已报单位,
    (SELECT count(*) FROM reporting_units WHERE expected = 1) AS 应报单位
FROM firsts GROUP BY day ORDER BY day
""",
    }
