"""Large amounts of 万元: believed where the form shows that it counts in 万, else asked about."""

from __future__ import annotations

import pytest

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.grid import Cell, Grid
from parsers.results import FileContent

LABELS = {
    "loans": "发放贷款",
    "deals": "签约总额",
    "stalls": "出摊农户",
    "costs": "办会费用",
    "prizes": "竞赛奖金",
}
DEFINITION = FormDefinition(
    title="农产品展销会情况统计表",
    fields=tuple(
        FormField(
            key=key,
            label=label,
            type="integer" if key == "stalls" else "decimal",
            decimals=0 if key == "stalls" else 2,
            unit_measure="户" if key == "stalls" else "万元",
        )
        for key, label in LABELS.items()
    ),
)


def doubted(**values: str) -> set[str | None]:
    """The fields whose unit is asked about, in a table with a column for it."""
    rows = [("指标", "单位", "数量"), ("出摊农户", "户", "120")]
    rows += [(LABELS[key], "万元", value) for key, value in values.items()]
    cells = tuple(
        Cell(row=row, column=column, text=text)
        for row, line in enumerate(rows)
        for column, text in enumerate(line)
    )
    grid = Grid(name="表", place="表 ", order=0, rows=len(rows), columns=3, cells=cells)
    (form,) = read_forms(FileContent(parser="test", grids=(grid,)), DEFINITION)
    return {one.field_key for one in form.findings if one.code == "unit_measure_doubt"}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"loans": "4460.5"}, set()),
        ({"loans": "4460", "deals": "2150"}, set()),
        ({"loans": "约4460", "deals": "315.2"}, set()),
        ({"loans": "4460万元"}, set()),
        ({"loans": "4460"}, {"loans"}),
        ({"loans": "4460", "deals": "3.5"}, {"loans"}),
        ({"loans": "4460", "costs": "1200"}, {"loans", "costs"}),
        ({"costs": "1200.5", "prizes": "3000"}, {"costs", "prizes"}),
        ({"loans": "44600.5", "deals": "21500"}, {"loans", "deals"}),
    ],
)
def test_a_large_number_is_ten_thousands_where_the_form_shows_it(
    values: dict[str, str], expected: set[str]
) -> None:
    assert doubted(**values) == expected
