"""Runs cases through the reader: as contents directly, or written as real files first."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from parsers.context import ReadingContext
from parsers.files.reader import read_file
from parsers.form.reader import read_forms
from tests.forms.labelled.rendering import FILES, write_file
from tests.forms.labelled.scoring import Examination
from tests.forms.labelled.truth import Case


def examine(cases: Iterable[Case]) -> Iterator[Examination]:
    """Every case as the grids a format reader hands over."""
    for case in cases:
        yield Examination(case, read_forms(case.content, case.definition))


def examine_files(cases: Iterable[Case], kinds: Iterable[str]) -> Iterator[Examination]:
    """Every case as real files of the kinds it can be written as. Places are another file's."""
    wanted = tuple(kinds)
    with tempfile.TemporaryDirectory() as folder:
        for number, case in enumerate(cases):
            for kind in wanted:
                if kind.rpartition(".")[2] in case.files:
                    yield _examine_file(case, kind, Path(folder) / f"{number}-{kind}")


def _examine_file(case: Case, kind: str, folder: Path) -> Examination:
    (folder / "spool").mkdir(parents=True)
    path = write_file(case.content, kind, folder)
    reading = read_file(
        path,
        folder / "spool",
        filename=path.name,
        media_type=FILES[kind],
        context=ReadingContext(form=case.definition),
    )
    named = replace(case, name=f"{case.name} [{kind}]")
    return Examination(named, reading.forms, places=False)
