"""An OCR child: `python -m mailbot.reading.scan_worker FD PARENT`, started by the pool only."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from mailbot.reading.serving import serve
from mailbot.reading.wire import Answer, Failed, FileDone, FileTask, Task
from parsers.context import ReadingContext
from parsers.files.format import Source
from parsers.files.reader import read_file_by
from parsers.scan.reading import read_scan


def handle(task: Task, context: ReadingContext, page_done: Callable[[], None]) -> Answer:
    """Read a file's pages as pictures."""
    if not isinstance(task, FileTask):
        return Failed(kind="error", detail="a mail is no scan")
    source = Source(
        path=Path(os.fsdecode(task.path)),
        spool=Path(os.fsdecode(task.spool)),
        filename=task.filename,
        media_type=task.media_type,
        context=context,
    )
    return FileDone(read_file_by(partial(read_scan, page_done=page_done), source))


if __name__ == "__main__":
    serve(handle, sys.argv[1:])
