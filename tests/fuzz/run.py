"""`make fuzz`: break the sample files at random and keep what breaks a reader.

Usage: python -m tests.fuzz.run [MINUTES] [SEED]. Files kept in tests/fuzz/found are replayed by
`make test` for ever.
"""

from __future__ import annotations

import hashlib
import random
import resource
import sys
import time
from collections import Counter
from pathlib import Path

from tests.fuzz.mutating import mutated
from tests.fuzz.reading import fault_of

SAMPLES = Path(__file__).parents[1] / "samples"
FOUND = Path(__file__).parent / "found"
_LARGEST = 200_000
_MEMORY = 3 << 30


def seeds() -> list[Path]:
    """Every small sample file, expected results left out."""
    return [
        path
        for path in sorted(SAMPLES.rglob("*.*"))
        if path.is_file()
        and not path.name.endswith((".expected.json", ".py", ".pyc", ".md"))
        and path.stat().st_size <= _LARGEST
    ]


def main(minutes: float, seed: int) -> int:
    """Try until the time is over; the number of faults found."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    chance = random.Random(seed)
    files = seeds()
    tried: Counter[str] = Counter()
    faults: dict[str, Path] = {}
    ends = time.monotonic() + minutes * 60
    while time.monotonic() < ends:
        source = chance.choice(files)
        data = mutated(source.read_bytes(), chance)
        tried[source.suffix.lower()] += 1
        fault = fault_of(data, source.name)
        place = fault.strip().splitlines()[-1] if fault else ""
        if fault and place not in faults:
            faults[place] = _keep(source, data)
            print(f"{faults[place].name}\n{fault}", flush=True)
    print(f"tried {sum(tried.values())} files: {dict(tried)}; faults: {len(faults)}")
    return len(faults)


def _keep(source: Path, data: bytes) -> Path:
    digest = hashlib.sha256(data).hexdigest()[:8]
    kept = FOUND / f"{source.stem}-{digest}{source.suffix}"
    kept.write_bytes(data)
    return kept


if __name__ == "__main__":
    minutes = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    sys.exit(min(main(minutes, int(sys.argv[2]) if len(sys.argv) > 2 else 0), 1))
