"""Reading config.toml: all of its problems at once, or a complete configuration."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from msgspec import NODEFAULT
from msgspec.structs import fields, replace

from mailbot.config import checks
from mailbot.config.collection import ReportingUnit
from mailbot.config.form_checks import check_form
from mailbot.config.lines import key_lines, line_of
from mailbot.config.model import Configuration
from mailbot.config.problems import ConfigurationError, KeyPath, Problem, name_of, visible
from mailbot.config.roster_checks import check_roster
from mailbot.config.structure import StructureReader
from mailbot.config.text import read_toml
from mailbot.config.units_file import COLUMNS, UnitLine, UnitsFileProblem, read_units_file

__all__ = ["ConfigurationError", "load_configuration"]

_CHECKS: tuple[tuple[Callable[..., Iterator[Problem]], tuple[str, ...]], ...] = (
    (checks.check_campaign, ("campaign",)),
    (checks.check_since, ("campaign", "mailbox")),
    (checks.check_mailbox, ("mailbox", "environ")),
    (checks.check_smtp, ("smtp", "mailbox", "receipts", "schedule", "environ")),
    (checks.check_alerts, ("alerts", "schedule", "environ")),
    (checks.check_receipts, ("receipts",)),
    (checks.check_places, ("store", "web")),
    (checks.check_materials, ("materials", "form")),
    (check_form, ("form",)),
)
"""Each check with the sections it needs: it is left out where one of them is broken."""


@dataclass(kw_only=True)
class _Loading:
    """One reading of a file: what is sound so far, and every problem."""

    path: Path
    lines: dict[KeyPath, int]
    sound: dict[str, Any] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)

    def note(self, problem: Problem) -> None:
        line = line_of(problem.path, self.lines)
        where = f"{self.path.name} 第{line}行" if line else self.path.name
        told = visible(f"{where} {name_of(problem.path)}：{problem.told}")
        self.problems.append((line or 0, told))


def load_configuration(path: Path, environ: Mapping[str, str]) -> Configuration:
    """Read and check a configuration; raises ConfigurationError with all problems found.

    Relative paths in it are relative to its folder. `environ` only tells whether a password's
    variable is set by the name that stands in the file.
    """
    text, raw = read_toml(path)
    loading = _Loading(path=path, lines=key_lines(text))
    base = path.absolute().parent
    reader = StructureReader(base)
    given = reader.values(Configuration, raw, ())
    for problem in reader.problems:
        loading.note(problem)
    loading.sound = _with_defaults(given, raw, base)
    _take_roster(loading)
    values = {**loading.sound, "environ": environ}
    for check, needed in _CHECKS:
        if all(name in values for name in needed):
            for problem in check(*(values[name] for name in needed)):
                loading.note(problem)
    if loading.problems:
        raise ConfigurationError(tuple(told for _, told in sorted(loading.problems)))
    return Configuration(**loading.sound)


def _with_defaults(given: dict[str, Any], raw: Mapping[str, object], base: Path) -> dict[str, Any]:
    """The sound sections, and the defaults of those that the file leaves out."""
    defaults = {
        one.name: one.default
        for one in fields(Configuration)
        if one.default is not NODEFAULT and one.name not in raw
    }
    found = {**defaults, **given}
    if "store" in found:
        found["store"] = replace(found["store"], path=base / found["store"].path)
    return found


def _take_roster(loading: _Loading) -> None:
    """Check the roster, wherever it stands; one from a file takes the place of the sections."""
    file: Path | None = loading.sound.get("reporting_units_file")
    units: Sequence[ReportingUnit] | None = loading.sound.get("reporting_units")
    lines: tuple[UnitLine, ...] = ()
    if file is not None:
        if units:
            told = "单位名单只能放一处：已有 [[reporting_units]]，就不写 reporting_units_file"
            loading.note(Problem(("reporting_units_file",), told))
            return
        try:
            lines = read_units_file(file)
        except UnitsFileProblem as problem:
            loading.note(Problem(("reporting_units_file",), str(problem)))
            return
        units = loading.sound["reporting_units"] = tuple(line.unit for line in lines)
    mailbox, smtp = loading.sound.get("mailbox"), loading.sound.get("smtp")
    own = [one.username for one in (mailbox, smtp) if one is not None]
    for place, key, told in check_roster(units or (), own):
        if file is None:
            loading.note(Problem(("reporting_units", place, key), told))
        else:
            where = f"{file.name} 第{lines[place].row}行 {COLUMNS[key][0]}"
            loading.note(Problem(("reporting_units_file",), f"{where}：{told}"))
