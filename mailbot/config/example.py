"""The commented example configuration that comes with the program."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def example_text() -> str:
    """The example as the package holds it."""
    return resources.files("mailbot.config").joinpath("example.toml").read_text(encoding="utf-8")


def write_example(path: Path) -> None:
    """Write the example to `path`; raises FileExistsError rather than touch what is there."""
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(example_text())
