"""How fast the form reader is: a 50-row form, and a sheet of 200,000 cells that is no form."""

from __future__ import annotations

import time
from decimal import Decimal

from parsers.form.definition import FormDefinition, FormField
from parsers.form.reader import read_forms
from parsers.grid import Cell, Grid
from parsers.results import FileContent

ROWS, COLUMNS = 10_000, 20


def form() -> tuple[FileContent, FormDefinition]:
    """A form of 50 rows, two labels of which nobody knows."""
    fields = tuple(
        FormField(key=f"f{number}", label=f"第{number}类活动", unit_measure="场")
        for number in range(1, 51)
    )
    lines = [("项目", "单位", "数量", "备注")]
    lines += [(f"第{number}类活动", "场", f"{number * 3}", "") for number in range(1, 49)]
    lines += [("其他特色活动", "场", "约20余场", ""), ("志愿服务", "次", "无", "")]
    cells = [Cell(row=0, column=0, text="2022年活动情况统计表", colspan=4)]
    cells += [
        Cell(row=row, column=column, text=text)
        for row, line in enumerate(lines, start=1)
        for column, text in enumerate(line)
        if text
    ]
    content = FileContent(parser="xlsx", grids=(_grid(tuple(cells), 52, 4),))
    return content, FormDefinition(title="2022年活动情况统计表", fields=fields, years=(2022,))


def no_form() -> FileContent:
    """A sales ledger, say: numbers and words without one label of the form."""
    cells = tuple(
        Cell(row=row, column=column, text=f"物料{row}-{column}")
        if column % 2
        else Cell(
            row=row, column=column, text=str(row * column), kind="number", number=Decimal(row)
        )
        for row in range(ROWS)
        for column in range(COLUMNS)
    )
    return FileContent(parser="xlsx", grids=(_grid(cells, ROWS, COLUMNS),))


def _grid(cells: tuple[Cell, ...], rows: int, columns: int) -> Grid:
    return Grid(
        name="Sheet1",
        place="表.xlsx!Sheet1!",
        order=0,
        rows=rows,
        columns=columns,
        cells=cells,
        addressing="a1",
    )


def milliseconds(content: FileContent, definition: FormDefinition, times: int) -> float:
    """The fastest of some readings."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        read_forms(content, definition)
        taken.append(time.perf_counter() - begun)
    return min(taken) * 1000


def main() -> None:
    """Print both numbers; a machine's load decides how good they are, so nothing is judged."""
    content, definition = form()
    ledger = no_form()
    print(f"50-row form             {milliseconds(content, definition, 20):8.1f} ms")
    print(f"200,000 cells, no form  {milliseconds(ledger, definition, 3):8.1f} ms")


if __name__ == "__main__":
    main()
