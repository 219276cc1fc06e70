"""Reads mangled samples until the time is over: `python -m tests.files.fuzz SECONDS [SEED]`.

What raises is written to tests/samples/mangled, where the tests read it again ever after.
"""

from __future__ import annotations

import sys
import tempfile
import time
import traceback
from pathlib import Path
from random import Random

from parsers.files.reader import read_file
from tests.files.mangling import mangled, small_samples
from tests.files.samples import SAMPLES, SMALL

_FOUND = SAMPLES / "mangled"


def main() -> int:
    """Return 1 if anything raised."""
    seconds = float(sys.argv[1])
    random = Random(int(sys.argv[2]) if len(sys.argv) > 2 else time.time_ns())
    end = time.monotonic() + seconds
    samples = small_samples()
    tried = 0
    faults: set[str] = set()
    while time.monotonic() < end:
        sample = random.choice(samples)
        data = mangled(sample.read_bytes(), random)
        tried += 1
        fault = _fault(data, sample.name)
        if fault and fault not in faults:
            faults.add(fault)
            _FOUND.mkdir(exist_ok=True)
            (_FOUND / f"{len(list(_FOUND.iterdir())) + 1:03}-{sample.name}").write_bytes(data)
            sys.stderr.write(f"{sample.name}: {fault}\n")
    sys.stdout.write(f"{tried} files, {len(faults)} faults\n")
    return 1 if faults else 0


def _fault(data: bytes, filename: str) -> str:
    """Where reading raised, or ''."""
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "file"
        path.write_bytes(data)
        spool = Path(name) / "spool"
        spool.mkdir()
        try:
            read_file(path, spool, filename=filename, media_type="", context=SMALL)
        except Exception as fault:  # noqa: BLE001 - finding whatever is raised is its purpose
            last = traceback.extract_tb(fault.__traceback__)[-1]
            return f"{type(fault).__name__} in {Path(last.filename).name}:{last.lineno}"
    return ""


if __name__ == "__main__":
    raise SystemExit(main())
