"""What each value column of one run is, decided once for all its rows.

A column is the plain one (数量, 本月), of a dimension the form has (线上), another matter (金额),
the whole of the others (合计), cumulative (累计), or a stranger (甲村, 审核数).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from parsers.form.layouts.columns import Columns
from parsers.form.layouts.headers import is_cumulative, is_generic, is_whole
from parsers.form.layouts.sums import Sums
from parsers.form.naming.labels import Label
from parsers.form.naming.names import Names
from parsers.form.naming.similar import tells_apart
from parsers.form.values.measures import measure_of

_OTHER_MATTER = re.compile(
    r"人数$|次数$|分值|得分|评分|分数|权重|单价|金额|预算|经费|费用|投资|标准|排名|名次|等级|时间|日期|电话"
)
_PERIOD = re.compile(r"[本当](?:月|周|旬|季度?|期|次|届|日)(?:完成|发生|开展|新增)?[数量]?")
_OF_YEAR = re.compile(r"[本今全]年|年[内初]|^1[-—~至]")
Kind = Literal["plain", "named", "matter", "whole", "cumulative", "stranger"]


class ValueHeads:
    """Labels over each value column that a row's own label needs to be told apart."""

    def __init__(self, run: Columns, names: Names, sums: Sums) -> None:
        self.names, self.heads, self.sums = names, run.heads, sums
        self.is_alone = len({run.heads[column] for column in run.values}) == 1
        self.kinds: dict[int, Kind] = {one: self._kind(run.heads[one]) for one in run.values}
        self.whole = self._whole() if names.names and not self.is_alone else None
        self.plain = self._plain()
        self.passed = self._passed()
        self.over = {column: self._adding(column) for column in run.values}
        self.rivals = {column: self._rivals(column) for column in run.values}

    def are_one(self, column: int, other: int) -> bool:
        """Whether the same merged heads stand over two value columns."""
        return column in self.over and self.heads[column] == self.heads.get(other)

    def parts(self, column: int) -> tuple[int, ...]:
        """The columns whose numbers a row has where this one is empty."""
        if column == self.whole:
            return self._of("plain", "named", "stranger")
        return self.rivals[column] if column in self.plain else ()

    def _of(self, *kinds: Kind) -> tuple[int, ...]:
        return tuple(one for one, kind in self.kinds.items() if kind in kinds)

    def _kind(self, heads: tuple[Label, ...]) -> Kind:
        adding = [head for head in heads if not is_generic(head.text) or head.is_total]
        if not adding:
            return "plain"
        if any(self._is_named(head) for head in adding if not is_whole(head)):
            return "named"
        if any(measure_of(one.text) or _OTHER_MATTER.search(one.text) for one in adding):
            return "matter"
        if all(is_whole(head) for head in adding):
            return "whole"
        return "cumulative" if all(is_cumulative(head) for head in adding) else "stranger"

    def _whole(self) -> int | None:
        """The one column that holds the sum of the others, by its head or by its numbers."""
        wholes = self._of("whole")
        if len(wholes) > 1:
            last = [one for one in wholes if not any("小" in head.text for head in self.heads[one])]
            return last[0] if len(last) == 1 else None
        if wholes:
            rivals = [one for one in self._of("plain") if self.heads[one]]
            return None if rivals and len(self.kinds) == 2 else wholes[0]
        return self._summing()

    def _summing(self) -> int | None:
        parts = self._of("plain", "stranger", "cumulative")
        for column in reversed(parts):
            others = tuple(one for one in parts if one != column)
            told = self.kinds[column] == "cumulative"
            if len(others) > 1 and self.sums.fit(column, others, rows=1 if told else 3):
                return column
        return None

    def _plain(self) -> frozenset[int]:
        """The columns that hold a row's own number."""
        if self.whole is not None:
            return frozenset((self.whole,))
        plain = self._of("plain")
        return frozenset(plain or (self._of("cumulative")[:1] if self.names.names else ()))

    def _passed(self) -> frozenset[int]:
        """小计 and 累计 beside the column that is meant: looked at, and no number of their own."""
        return (
            frozenset(self._of("whole", "cumulative")) - self.plain if self.plain else frozenset()
        )

    def _adding(self, column: int) -> tuple[Label, ...]:
        """数量 adds nothing; nor does any other word over the only column (数景, 县教育局)."""
        heads = self.heads[column]
        if column in self.plain:
            return ()
        if column not in self.plain and self.kinds[column] == "plain":
            return heads
        kept = [
            head
            for head in heads
            if not is_generic(head.text) or (head.is_total and not self.is_alone)
        ]
        return tuple(head for head in kept if not self.is_alone or self._is_told(head))

    def _is_told(self, head: Label) -> bool:
        """Whether the form, or a word that always tells fields apart, explains a head."""
        return not is_cumulative(head) and (
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
        if column not in self.plain or not self.names.names:
            return ()
        others = [one for one in self.over if one != column]
        if column == self.whole and len(others) > 1:
            return ()
        explained: Callable[[Label], bool] = (
            self._is_named if column == self.whole else self._is_told
        )
        return tuple(
            one
            for one in others
            if not any(explained(head) for head in self.over[one]) and not self._grows(column, one)
        )

    def _grows(self, column: int, other: int) -> bool:
        """Whether 全年累计 beside 本月 is what both heads say: nowhere less than the month.

        累计 alone may be the whole of a campaign, which is what the form asks for.
        """
        told = any(_PERIOD.fullmatch(head.text) for head in self.heads[column])
        told &= any(_OF_YEAR.search(head.text) for head in self.heads[other])
        return told and self.kinds[other] == "cumulative" and self.sums.never_above(column, other)
