"""What is imported is declared, and what is declared is imported."""

from __future__ import annotations

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
OWN = {"mailbot", "parsers", "store"}
USED_BY_OTHERS = {"defusedxml"}
"""openpyxl reads XML safely where this is installed."""
COME_ALONG = {"numpy", "opencv-python", "opencv-python-headless", "pdfminer.six"}
"""Parts of declared libraries: of the OCR extra's, and of pdfplumber."""


def declared(*, extras: bool) -> set[str]:
    """Normalised names of the distributions in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = list(project["dependencies"])
    if extras:
        optional = project["optional-dependencies"]
        lines += [*optional["keyring"], *optional["ocr"]]
    names = (line.partition(">")[0].partition("=")[0].partition("<")[0] for line in lines)
    return {name.strip().lower().replace("_", "-") for name in names}


def imported() -> set[str]:
    """Top-level modules of others that the program imports anywhere."""
    found: set[str] = set()
    for package in OWN:
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    found |= {alias.name.split(".")[0] for alias in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                    found.add(node.module.split(".")[0])
    return found - OWN - set(sys.stdlib_module_names)


def distributions(modules: set[str]) -> set[str]:
    """The distributions that the modules come from."""
    known = packages_distributions()
    return {name.lower().replace("_", "-") for one in modules for name in known.get(one, [one])}


def test_every_import_is_declared() -> None:
    assert distributions(imported()) - declared(extras=True) - COME_ALONG == set()


def test_every_dependency_is_imported() -> None:
    assert declared(extras=False) - distributions(imported()) - USED_BY_OTHERS == set()
