"""The shape of the tree: who may import whom, how long a file may be, where imports stand."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("parsers", "store", "mailbot")
SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
MAY_IMPORT = {
    "parsers": {"parsers"},
    "store": {"store", "parsers"},
    "mailbot": {"mailbot", "store", "parsers"},
}
RESULT_TYPES = {"parsers.findings", "parsers.results", "parsers.form.definition"}
LONGEST = 300
DRAWERS = {"utils", "util", "helpers", "helper", "common", "misc"}


def name_of(path: Path) -> str:
    """The dotted name of a module."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imports_of(tree: ast.AST) -> Iterator[tuple[str, ast.stmt]]:
    """Every module that a file imports, with the statement."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, node
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module, node


def ours(path: Path) -> list[str]:
    """The modules of this program that a file imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [name for name, _ in imports_of(tree) if name.split(".")[0] in PACKAGES]


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    """Parsers import nothing above them, the store only their result types."""
    package = path.relative_to(ROOT).parts[0]
    for name in ours(path):
        assert name.split(".")[0] in MAY_IMPORT[package], f"{name_of(path)} imports {name}"
        if package == "store" and name.startswith("parsers"):
            assert name in RESULT_TYPES, f"{name_of(path)} imports {name}"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_imports_stand_at_the_top(path: Path) -> None:
    """Only commands may import inside functions, to start quickly."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    top = {id(node) for node in tree.body}
    guarded = {id(inner) for node in tree.body if isinstance(node, ast.If) for inner in node.body}
    inside = [name for name, node in imports_of(tree) if id(node) not in top | guarded]
    assert not inside or "commands" in path.parts


def test_no_module_imports_itself_in_a_circle() -> None:
    graph = {name_of(path).removesuffix(".__init__"): ours(path) for path in SOURCES}
    done: set[str] = set()

    def walk(name: str, way: tuple[str, ...]) -> None:
        assert name not in way, " → ".join((*way, name))
        if name in done:
            return
        for other in graph.get(name, ()):
            walk(other, (*way, name))
        done.add(name)

    for name in graph:
        walk(name, ())


@pytest.mark.parametrize("path", [*SOURCES, *sorted((ROOT / "tests").rglob("*.py"))], ids=name_of)
def test_files_stay_short_and_named_for_what_they_hold(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST
    assert path.stem not in DRAWERS


def test_no_test_folder_hides_a_package() -> None:
    hidden = [p for p in (ROOT / "tests").rglob("*") if p.is_dir() and p.name in PACKAGES]
    assert hidden == []
