"""How much a child process may take of the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Bytes of memory (address space) and of one written file, open files, processes.

    `isolate`: cut off the network and other processes by namespaces; only after a probe has
    shown that they work here.
    """

    memory_bytes: int
    file_bytes: int
    open_files: int = 256
    processes: int = 64
    isolate: bool = False
