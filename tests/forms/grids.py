"""A tiny builder of grids for tests: rows of texts, with merged areas named by their corner."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from parsers.form.definition import FormDefinition, FormField
from parsers.grid import Cell, Grid
from parsers.results import FileContent, FormReading, Paragraph

Value = str | int | float | None | Cell
Spans = dict[tuple[int, int], tuple[int, int]]


def grid(
    rows: Sequence[Sequence[Value]],
    spans: Spans | None = None,
    *,
    name: str = "Sheet1",
    order: int = 50,
    hidden: bool = False,
    a1: bool = True,
) -> Grid:
    """A grid of rows; `spans` gives (rows, columns) of merged areas by their first cell."""
    spans = spans or {}
    width = max((len(row) for row in rows), default=0)
    cells = tuple(
        _cell(r, c, value, spans.get((r, c), (1, 1)))
        for r, row in enumerate(rows)
        for c, value in enumerate(row)
        if value is not None and value != ""
    )
    right = max((c + span[1] for (_, c), span in spans.items()), default=0)
    return Grid(
        name=name,
        place=f"统计表.xlsx!{name}!" if a1 else "总结.docx 表1 ",
        order=order,
        rows=len(rows),
        columns=max(width, right),
        cells=cells,
        addressing="a1" if a1 else "row_column",
        hidden=hidden,
    )


def _cell(row: int, column: int, value: Value, span: tuple[int, int]) -> Cell:
    if isinstance(value, Cell):
        return Cell(row=row, column=column, text=value.text, kind=value.kind, number=value.number)
    number = Decimal(str(value)) if isinstance(value, int | float) else None
    return Cell(
        row=row,
        column=column,
        text=str(value),
        rowspan=span[0],
        colspan=span[1],
        kind="number" if number is not None else "text",
        number=number,
    )


def content(*grids: Grid, above: Sequence[str] = (), below: Sequence[str] = ()) -> FileContent:
    """A file with tables, and paragraphs above and below them."""
    last = max((one.order for one in grids), default=50)
    paragraphs = [
        Paragraph(text=text, order=index, place=f"段{index}") for index, text in enumerate(above)
    ]
    paragraphs += [
        Paragraph(text=text, order=last + 1 + index, place=f"段{index}")
        for index, text in enumerate(below)
    ]
    return FileContent(parser="test", grids=tuple(grids), paragraphs=tuple(paragraphs))


FIELDS = (
    FormField(key="events", label="开展活动", aliases=("活动项数", "主要活动"), unit_measure="项"),
    FormField(key="lectures", label="科普讲座", aliases=("科普报告会",), unit_measure="场"),
    FormField(key="exhibitions", label="科普展览", unit_measure="场"),
    FormField(key="online", label="线上活动/场次", unit_measure="场"),
    FormField(key="online_people", label="线上活动/人次", unit_measure="人次"),
    FormField(key="offline", label="线下活动/场次", unit_measure="场"),
    FormField(key="offline_people", label="线下活动/人次", unit_measure="人次"),
    FormField(
        key="people", label="参加人数", aliases=("参与人次",), unit_measure="人次", required=True
    ),
    FormField(key="leaflets", label="发放宣传资料", unit_measure="份"),
    FormField(key="boards", label="展板", unit_measure="块"),
    FormField(key="money", label="活动经费", unit_measure="万元", type="decimal", decimals=2),
    FormField(key="remark", label="活动特色", type="text"),
)
TITLE = "2022年全国科技活动周开展情况统计表"
DEFINITION = FormDefinition(
    title=TITLE, fields=FIELDS, campaign_title="2022年全国科技活动周", years=(2022,)
)


def values(form: FormReading) -> dict[str, str]:
    """What a form says for each known field: the number, the text, or the state."""
    return {
        figure.field_key: str(figure.value)
        if figure.value is not None
        else figure.value_text or figure.state
        for figure in form.figures
        if figure.field_key
    }


def codes(form: FormReading) -> list[str]:
    """The codes of a form's findings, sorted."""
    return sorted(one.code for one in form.findings)
