"""A reading child: `python -m mailbot.reading.worker FD PARENT`, started by the pool only."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Callable
from pathlib import Path

from mailbot.reading.serving import serve
from mailbot.reading.wire import Answer, FileDone, MailDone, MailTask, Task
from parsers.context import ReadingContext
from parsers.files.reader import read_file
from parsers.mail.reader import read_mail


def handle(task: Task, context: ReadingContext, page_done: Callable[[], None]) -> Answer:
    """Read a mail or a file with the ordinary readers."""
    del page_done
    path, spool = Path(os.fsdecode(task.path)), Path(os.fsdecode(task.spool))
    if isinstance(task, MailTask):
        return MailDone(read_mail(path, spool, context=context, look=task.look))
    if task.look and task.look.page:
        # Loaded when it is asked for: a reader's start must not wait for the renderers.
        picture = importlib.import_module("parsers.files.picture")
        return FileDone(
            picture.look_at_page(
                path, spool, filename=task.filename, context=context, look=task.look
            )
        )
    return FileDone(
        read_file(
            path,
            spool,
            filename=task.filename,
            media_type=task.media_type,
            context=context,
            look=task.look,
        )
    )


if __name__ == "__main__":
    serve(handle, sys.argv[1:])
