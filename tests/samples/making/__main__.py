"""Makes the sample files that are not there yet: `python -m tests.samples.making [--all]`.

The files are kept in the repository, since not every machine has the programs that write them.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.samples.making import (  # noqa: F401 - importing them registers their cases
    crossed,
    documents,
    hostile,
    office,
    pages,
    sheet_parts,
    slides,
    spreadsheets,
    word_parts,
    zips,
)
from tests.samples.making.case import MAKERS

_SAMPLES = Path(__file__).resolve().parent.parent


def main() -> None:
    """Make the missing files, or all of them, or those named."""
    for name, make in MAKERS.items():
        path = _SAMPLES / name
        wanted = not path.exists() or "--all" in sys.argv or name in sys.argv
        if not wanted:
            continue
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        expected = make(path)
        text = json.dumps(expected, ensure_ascii=False, indent=1)
        Path(f"{path}.expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
