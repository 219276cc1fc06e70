"""What all spreadsheet readers end with: grids, and findings on hidden and overlong sheets."""

from __future__ import annotations

from collections.abc import Sequence

from parsers.context import ReadingLimits
from parsers.files.sheet import Sheet, sheet_grid
from parsers.findings import Finding, finding
from parsers.grid import Grid
from parsers.results import FileContent


def spreadsheet_content(
    parser: str,
    sheets: Sequence[Sheet],
    *,
    filename: str,
    limits: ReadingLimits,
    pictures: int = 0,
) -> FileContent:
    """Make the content of a workbook; sheets without anything in them are left out."""
    grids: list[Grid] = []
    findings: list[Finding] = []
    cut = False
    for sheet in sheets:
        grid, shortened = sheet_grid(sheet, filename=filename, order=len(grids), most=limits.cells)
        cut = cut or shortened
        if not any(cell.kind != "blank" for cell in grid.cells):
            continue
        grids.append(grid)
        if sheet.hidden:
            findings.append(finding("hidden_sheet", location=grid.place, sheet=sheet.name))
        elif sheet.conceals:
            findings.append(finding("hidden_cells", location=grid.place, sheet=sheet.name))
        if sheet.struck and not sheet.hidden:
            findings.append(finding("struck_cells", location=grid.place, sheet=sheet.name))
    if cut:
        findings.append(finding("truncated", filename=filename))
    return FileContent(
        parser=parser, grids=tuple(grids), findings=tuple(findings), pictures=pictures
    )
