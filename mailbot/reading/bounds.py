"""How much a child process may take of the machine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """Bytes of memory (address space) and of one written file, open files, processes.

    `writable`: the only folders to write in, where the kernel can bind that,
    and the folders to make sockets in.
    `isolate`: cut off the network and other processes by namespaces; only after a probe has
    shown that they work here.
    """

    memory_bytes: int
    file_bytes: int
    open_files: int = 256
    processes: int = 64
    writable: tuple[bytes, ...]
    sockets: tuple[bytes, ...] = ()
    isolate: bool = False
