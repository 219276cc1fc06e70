"""How long the workbook of 5,000 mails of 250 units takes, and how large it is."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from large_store import MAILS, UNITS, fill, large_configuration

from mailbot.service.office import Office
from mailbot.workbook.writing import write_workbook

TIMES = 3


def main() -> None:
    """Build the store, write the workbook, print the best time and the processor's own."""
    with tempfile.TemporaryDirectory() as name, Office(large_configuration(Path(name))) as office:
        fill(office)
        path = Path(name) / "workbook.xlsx"
        taken = min(_once(office, path) for _ in range(TIMES))
        print(
            f"{MAILS} mails of {UNITS} units: {taken[0]:.1f} s ({taken[1]:.1f} of processor),"
            f" {path.stat().st_size / 1e6:.2f} MB"
        )


def _once(office: Office, path: Path) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    write_workbook(office.db, path)
    return time.perf_counter() - clock, time.process_time() - processor


if __name__ == "__main__":
    main()
