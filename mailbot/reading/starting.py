"""A reader pool as the configuration wants it and this machine allows it."""

from __future__ import annotations

import os
from pathlib import Path

from mailbot.config.model import Configuration
from mailbot.reading.facilities import facilities
from mailbot.reading.pool import ReaderPool

_MOST_CHILDREN = 4
_FOR_LOOKING = 2


def reader_for(config: Configuration, scratch: Path) -> ReaderPool:
    """Children for reading; a context manager."""
    have = facilities(expanded_mb=config.limits.expanded_mb)
    return ReaderPool(
        config.reading_context(converter=have.converter is not None, ocr=have.ocr),
        size=max(1, min(os.cpu_count() or 1, _MOST_CHILDREN)),
        parse_seconds=config.limits.parse_seconds,
        memory_mb=config.limits.parse_memory_mb,
        scratch=scratch,
        isolate=have.network_cut,
        converter=have.converter,
    )


def looker_for(config: Configuration, scratch: Path) -> ReaderPool:
    """Children for people who look at kept files: few, and none for OCR, which takes minutes."""
    have = facilities(expanded_mb=config.limits.expanded_mb)
    return ReaderPool(
        config.reading_context(converter=have.converter is not None, ocr=False),
        size=_FOR_LOOKING,
        parse_seconds=config.limits.parse_seconds,
        memory_mb=config.limits.parse_memory_mb,
        scratch=scratch,
        isolate=have.network_cut,
        converter=have.converter,
    )
