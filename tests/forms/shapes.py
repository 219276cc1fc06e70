"""The same few fields in every shape a form comes in: a function from values to a file's content.

Each takes one text per field of `ORDER` and puts it where that layout has the field's number.
"""

from __future__ import annotations

from collections.abc import Callable

from parsers.results import FileContent
from tests.forms.grids import TITLE, Value, content, grid

ORDER = ("lectures", "people", "leaflets", "boards")
LABELS = ("科普讲座", "参加人数", "发放宣传资料", "展板")
MEASURES = ("场", "人次", "份", "块")
Shape = Callable[[tuple[Value, ...]], FileContent]


def categories(values: tuple[Value, ...]) -> FileContent:
    rows = [[TITLE], ["类别", "项目", "计量单位", "数量", "备注"]]
    groups = ("科普活动", None, "宣传", None)
    cells = zip(groups, LABELS, MEASURES, values, strict=True)
    return content(
        grid(
            [*rows, *([g, label, unit, value, ""] for g, label, unit, value in cells)],
            {(0, 0): (1, 5), (2, 0): (2, 1), (4, 0): (2, 1)},
        )
    )


def indicators(values: tuple[Value, ...]) -> FileContent:
    rows = [
        [label, f"{index:02}", unit, value]
        for index, (label, unit, value) in enumerate(zip(LABELS, MEASURES, values, strict=True), 1)
    ]
    head = [["指标", "代码", "单位", "数量"], ["甲", "乙", "丙", "1"]]
    return content(grid([*head, *rows]), above=[TITLE])


def two_runs(values: tuple[Value, ...]) -> FileContent:
    one, two, three, four = values
    return content(
        grid(
            [
                [TITLE],
                ["项目", "单位", "数量", "项目", "单位", "数量"],
                ["科普讲座", "场", one, "参加人数", "人次", two],
                ["发放宣传资料", "份", three, "展板", "块", four],
            ],
            {(0, 0): (1, 6)},
        )
    )


def pairs(values: tuple[Value, ...]) -> FileContent:
    one, two, three, four = values
    return content(
        grid(
            [
                [TITLE],
                ["科普讲座（场）", one, "参\n加\n人\n数", two],
                ["发放宣传资料（份）", three, "展 板（块）", four],
            ],
            {(0, 0): (1, 4)},
        )
    )


def wide(values: tuple[Value, ...]) -> FileContent:
    heads: list[Value] = [
        f"{label}（{unit}）" for label, unit in zip(LABELS, MEASURES, strict=True)
    ]
    return content(grid([[TITLE], heads, list(values)], {(0, 0): (1, 4)}))


def wide_with_groups(values: tuple[Value, ...]) -> FileContent:
    return content(
        grid(
            [
                [TITLE],
                ["填报单位", "科普活动", None, "宣传", None],
                [None, "科普讲座（场）", "参加人数（人次）", "发放宣传资料（份）", "展板（块）"],
                ["县教育局", *values],
            ],
            {(0, 0): (1, 5), (1, 0): (2, 1), (1, 1): (1, 2), (1, 3): (1, 2)},
        )
    )


def wide_with_measures(values: tuple[Value, ...]) -> FileContent:
    return content(grid([[TITLE], list(LABELS), list(MEASURES), list(values)], {(0, 0): (1, 4)}))


def stacked(values: tuple[Value, ...]) -> FileContent:
    one, two, three, four = values
    return content(
        grid(
            [
                [TITLE],
                ["一、科普活动"],
                ["科普讲座（场）", "参加人数（人次）"],
                [one, two],
                ["二、宣传"],
                ["项目", "数量"],
                ["发放宣传资料", three],
                ["展板", four],
            ],
            {(0, 0): (1, 2), (1, 0): (1, 2), (4, 0): (1, 2)},
        )
    )


def two_tables(values: tuple[Value, ...]) -> FileContent:
    one, two, three, four = values
    first = grid([["科普讲座", one], ["参加人数", two]], order=20, name="一", a1=False)
    second = grid([["项目", "数量"], ["发放宣传资料", three], ["展板", four]], order=30, a1=False)
    return content(first, second, above=[TITLE])


SHAPES: dict[str, Shape] = {
    "categories": categories,
    "indicators": indicators,
    "two runs": two_runs,
    "pairs": pairs,
    "wide": wide,
    "wide with groups": wide_with_groups,
    "wide with measures": wide_with_measures,
    "stacked": stacked,
    "two tables": two_tables,
}
