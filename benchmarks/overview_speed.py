"""How fast the pages answer over 5,000 mails of 250 units: first, again, and after a write."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import deque
from pathlib import Path
from typing import Any

import httpx
from large_store import MAILS, UNITS, fill, large_configuration

from mailbot.service.office import Office
from mailbot.web.application import application_of
from mailbot.web.desk import Desk
from mailbot.web.gate import Application

PATHS = (
    "/",
    "/summary",
    "/review",
    "/mails",
    "/unit/u003",
    "/documents",
    "/search?q=%E6%B4%BB",
    "/search?q=%E6%B4%BB%E5%8A%A8",
)
TIMES = 7


async def measure(desk: Desk) -> None:
    """Print the times of the first answer, the best of the next ones, and one after a write.

    The processor's own time stands beside each: on a busy machine the clock says little.
    """
    application, _ = application_of(desk, host="127.0.0.1")
    clock = time.perf_counter()
    await _start(application)
    print(f"start-up {(time.perf_counter() - clock) * 1000:.0f} ms; milliseconds (of processor):")
    transport = httpx.ASGITransport(app=application)
    async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8001") as client:
        for path in PATHS:
            first = await _once(client, path)
            then = min([await _once(client, path) for _ in range(TIMES)])
            desk.office.db.execute("UPDATE messages SET attempts = attempts + 1 WHERE id = 1")
            written = await _once(client, path)
            print(f"{path:32} first {_told(first)}   then {_told(then)}   written {_told(written)}")


async def _start(application: Application) -> None:
    """Begin and end as a server does, which is when the pages warm themselves."""
    received = deque([{"type": "lifespan.startup"}, {"type": "lifespan.shutdown"}])

    async def receive() -> dict[str, Any]:
        return received.popleft()

    async def send(_message: Any) -> None:
        return

    await application({"type": "lifespan"}, receive, send)


async def _once(client: httpx.AsyncClient, path: str) -> tuple[float, float]:
    clock, processor = time.perf_counter(), time.process_time()
    answer = await client.get(path)
    assert answer.status_code == 200, path
    return (time.perf_counter() - clock) * 1000, (time.process_time() - processor) * 1000


def _told(taken: tuple[float, float]) -> str:
    return f"{taken[0]:4.0f} ({taken[1]:4.0f})"


def main() -> None:
    """Build the store, open the pages, measure."""
    with (
        tempfile.TemporaryDirectory() as name,
        Office(large_configuration(Path(name))) as office,
        Desk(office) as desk,
    ):
        begun = time.perf_counter()
        fill(office)
        print(f"{MAILS} mails of {UNITS} units in {time.perf_counter() - begun:.0f} s")
        asyncio.run(measure(desk))


if __name__ == "__main__":
    main()
