"""A store with two units, a stranger and a doubt, and what LibreOffice makes of a workbook."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from mailbot.workbook.writing import write_workbook
from tests.keeping.conftest import Desk, found, memory_desk, submission

__all__ = ["desk", "found", "submission"]

HOSTILE = "=cmd|'/c calc'!A1"


@pytest.fixture
def desk() -> Iterator[Desk]:
    """An empty store of two expected units and one that is not."""
    made = memory_desk()
    yield made
    made.db.close()


@pytest.fixture
def full(desk: Desk) -> Desk:
    """Edu reports with doubts, health after it, the museum unasked."""
    doubt = found("unreadable_value", field_key="people", label="线上活动/人次", raw="近千")
    desk.report(
        "edu", said={"events": 12, "people": "?", "money": 3.5, "theme": HOSTILE}, findings=(doubt,)
    )
    desk.report("health", said={"events": 30, "people": 250, "money": "无"})
    desk.report("museum", said={"events": 7, "money": 0.25})
    return desk


@pytest.fixture
def written(full: Desk, tmp_path: Path) -> Workbook:
    """The workbook as a reader opens it."""
    path = tmp_path / "汇总.xlsx"
    write_workbook(full.db, path)
    return load_workbook(path)


@pytest.fixture(scope="session")
def recalculated(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Any]:
    """The workbook as LibreOffice saves it, every formula worked out; values only."""
    profile = tmp_path_factory.mktemp("profile")

    def convert(path: Path) -> Any:
        program = shutil.which("soffice")
        if program is None:
            pytest.skip("LibreOffice is not installed")
        out = path.parent / "recalculated"
        command = [program, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
        command += ["--convert-to", "xlsx", "--outdir", str(out), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=100)
        return load_workbook(out / path.name, data_only=True)

    return convert
