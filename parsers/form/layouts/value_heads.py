"""The heads over the value columns of one run: which add to a row's label, which are rivals."""

from __future__ import annotations

import re

from parsers.form.labels import Label
from parsers.form.layouts.columns import Columns
from parsers.form.layouts.headers import is_generic
from parsers.form.measures import measure_of
from parsers.form.names import Names
from parsers.form.similar import tells_apart

_OTHER_MATTER = re.compile(
    r"人数$|次数$|分值|得分|评分|分数|权重|单价|金额|预算|经费|费用|标准|排名|名次|等级|时间|日期|电话"
)


class ValueHeads:
    """Labels over each value column that a row's own label needs to be told apart."""

    def __init__(self, run: Columns, names: Names) -> None:
        self.names, self.heads = names, run.heads
        self.is_alone = len({run.heads[column] for column in run.values}) == 1
        self.over = {column: self._adding(run.heads[column]) for column in run.values}
        self.rivals = {column: self._rivals(column) for column in run.values}

    def are_one(self, column: int, other: int) -> bool:
        """Whether the same merged heads stand over two value columns."""
        return column in self.over and self.heads[column] == self.heads.get(other)

    def _adding(self, heads: tuple[Label, ...]) -> tuple[Label, ...]:
        """数量 adds nothing; nor does any other word over the only column (数景, 县教育局)."""
        kept = [
            head
            for head in heads
            if not is_generic(head.text) or (head.is_total and not self.is_alone)
        ]
        return tuple(head for head in kept if not self.is_alone or self._is_told(head))

    def _is_told(self, head: Label) -> bool:
        """Whether the form, or a word that always tells fields apart, explains a head."""
        return (
            self._is_named(head)
            or measure_of(head.text) is not None
            or bool(_OTHER_MATTER.search(head.text))
            or tells_apart(head.text)
        )

    def _is_named(self, head: Label) -> bool:
        names = self.names
        return not names.names or names.is_part(head) or names.is_known(head) or head.is_child

    def _rivals(self, column: int) -> tuple[int, ...]:
        """Columns whose number may as well be meant: 审核数 beside 上报数, 累计 beside 本月."""
        own = self.over[column]
        if any(not head.is_total for head in own) or not self.names.names:
            return ()
        others = [one for one in self.over if one != column]
        if own and len(others) > 1:
            return ()
        explained = self._is_named if own else self._is_told
        return tuple(one for one in others if not any(explained(head) for head in self.over[one]))
