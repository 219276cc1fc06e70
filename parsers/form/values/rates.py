"""Numbers that are never added up: shares, rates, means, marks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from parsers.form.naming.labels import Label
from parsers.form.values.measures import Measure

_NEVER = re.compile(
    r"率(?:\(.*\))?$|比例|比重|占比|百分比|同比|环比|平均|[人户亩场次月日家]均|均值|单价|均价"
    r"|得分|评分|分数|排名|名次|密度|浓度|温度"
)


def is_rate(path: Iterable[Label], measure: Measure | None) -> bool:
    """Whether the number under these labels is a rate, so that a sum of several means nothing."""
    if measure is not None and measure.base in ("%", "‰", "分"):
        return True
    return any(_NEVER.search(label.text) for label in path)
