"""A reading child that does what the file's name says, run in place of the product's worker."""

from __future__ import annotations

import contextlib
import ctypes
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from mailbot.reading.serving import serve
from mailbot.reading.wire import LENGTH, Answer, FileDone, FileTask, MailDone, Task
from parsers.context import ReadingContext
from parsers.results import FigureReading, FileReading, FormReading, MailReading, Member

STARTED = os.getpid()


def read(text: str = "", **more: object) -> FileDone:
    values = {"family": "document", "state": "read", "parser": "test", "media_type": "x/y"}
    return FileDone(FileReading(**{**values, "text": text, **more}))  # type: ignore[arg-type]


def hang(task: FileTask) -> FileDone:
    while True:
        time.sleep(60)


def hang_in_c(task: FileTask) -> FileDone:
    ctypes.PyDLL(None).sleep(600)
    return read()


def hog(task: FileTask) -> FileDone:
    kept = []
    while True:
        kept.append(bytearray(16 << 20))


def recurse(task: FileTask) -> FileDone:
    return recurse(task)


def leave(task: FileTask) -> FileDone:
    os._exit(0)


def crash(task: FileTask) -> FileDone:
    ctypes.string_at(0)
    return read()


def fork_away(task: FileTask, *, session: bool = True) -> FileDone:
    """Leave three processes behind that hold the socket, in sessions of their own."""
    for _ in range(3):
        read_end, write_end = os.pipe()
        if os.fork() == 0:
            if session:
                os.setsid()
            os.write(write_end, b"1")
            time.sleep(600)
        os.read(read_end, 1)
    return hang(task) if task.filename == "fork_and_hang" else leave(task)


def fork_and_hang(task: FileTask) -> FileDone:
    return fork_away(task, session=False)


def fork_beside(task: FileTask) -> FileDone:
    return fork_away(task, session=False)


def flood(task: FileTask) -> FileDone:
    for _ in range(50):
        os.write(1, b"x" * 65536)
        os.write(2, b"x" * 65536)
    print("printed")
    subprocess.run(["echo", "said"], check=True)
    return read("flooded")


def tell_environment(task: FileTask) -> FileDone:
    told = [f"{name}={value}" for name, value in os.environ.items()]
    try:
        told.append(Path(f"/proc/{sys.argv[-1]}/environ").read_bytes().decode("utf-8", "replace"))
    except OSError as error:
        told.append(str(error))
    return read("\n".join(told))


def connect(task: FileTask) -> FileDone:
    try:
        socket.create_connection(("127.0.0.1", int(Path(os.fsdecode(task.path)).read_text())), 5)
    except OSError as error:
        return read(f"refused: {error}")
    return read("connected")


def change_the_store(task: FileTask) -> FileDone:
    """Try to write to, remove and add a kept file, in the folder of kept files."""
    kept = Path(os.fsdecode(task.path))
    deeds: dict[str, Callable[[], object]] = {
        "written": lambda: kept.write_text("changed"),
        "removed": kept.unlink,
        "renamed": lambda: kept.rename(kept.with_name("other")),
        "added": lambda: kept.with_name("new").write_text("x"),
        "linked": lambda: kept.with_name("link").symlink_to("x"),
    }
    done = []
    for name, deed in deeds.items():
        with contextlib.suppress(PermissionError):
            deed()
            done.append(name)
    return read(",".join(done))


def write_much(task: FileTask) -> FileDone:
    with (Path(os.fsdecode(task.spool)) / "large").open("wb") as file:
        while True:
            file.write(bytes(1 << 20))


def surrogates(task: FileTask) -> FileDone:
    return read("县\udc80气象局", headings=("\ud800",))


def escape(task: FileTask) -> FileDone:
    spool = Path(os.fsdecode(task.spool))
    (spool / "link").symlink_to(os.fsdecode(task.path))
    (spool / "pipe").unlink(missing_ok=True)
    os.mkfifo(spool / "pipe")
    os.link(os.fsdecode(task.path), spool / "second")
    (spool / "folder").mkdir()
    name = task.filename.partition(":")[2]
    return read(members=(member(name),))


def move_the_spool(task: FileTask) -> FileDone:
    spool = Path(os.fsdecode(task.spool))
    spool.rmdir()
    if task.filename.endswith("link"):
        spool.symlink_to(Path(os.fsdecode(task.path)).parent)
        return read(members=(member(Path(os.fsdecode(task.path)).name),))
    return leave(task)


def members(task: FileTask) -> FileDone:
    (Path(os.fsdecode(task.spool)) / "0001").write_bytes(b"abc")
    return read(members=(member("0001"),) * (2 if task.filename.endswith("twice") else 1))


def member(spooled: str) -> Member:
    return Member(
        spooled=spooled, filename="../../a.xlsx", media_type="x/y", sha256="0" * 64, size=7
    )


def infinite(task: FileTask) -> FileDone:
    figure = FigureReading(
        field_key=None, label="x", raw="x", state="value", location="x", value=Decimal("Infinity")
    )
    return read(forms=(FormReading(kind="statistics", title="", location="", figures=(figure,)),))


def wrong_words(task: FileTask) -> FileDone:
    descriptor = int(sys.argv[-2])
    os.write(descriptor, LENGTH.pack(8) + b"\xc1" * 8)
    time.sleep(60)
    return read()


def endless_answer(task: FileTask) -> FileDone:
    os.write(int(sys.argv[-2]), LENGTH.pack(0xFFFFFFF0))
    time.sleep(60)
    return read()


def own_pid(task: FileTask) -> FileDone:
    return read(str(STARTED))


def wait_for_release(task: FileTask) -> FileDone:
    """Hang the first time; the second try finds the mark and ends."""
    mark = Path(os.fsdecode(task.spool)).parent / "tried"
    if mark.exists():
        return read("second try")
    mark.write_text("")
    return hang(task)


def scan(task: FileTask, page_done: Callable[[], None]) -> FileDone:
    """Ask for OCR in a first child; in the second be slow, endless or hang."""
    if "--ocr" not in sys.argv:
        return read("", family="image", state="kept", parser="jpeg", need="ocr", taken_at="2022")
    way = task.filename.partition(":")[2]
    if way == "hang":
        return hang(task)
    for _ in range(4 if way == "slow" else 1_000_000):
        time.sleep(0.4 if way == "slow" else 0)
        page_done()
    return read("四页", parser="ocr", origin="scan")


def convert(task: FileTask) -> FileDone:
    return read(parser="doc", need="convert_docx")


def echo(task: FileTask) -> FileDone:
    return read(Path(os.fsdecode(task.path)).read_text())


DEEDS: dict[str, Callable[[FileTask], FileDone]] = {
    name: deed
    for name, deed in globals().items()
    if callable(deed) and name.islower() and name != "scan"
}


def handle(task: Task, context: ReadingContext, page_done: Callable[[], None]) -> Answer:
    if isinstance(task, FileTask):
        if task.filename.startswith("scan"):
            return scan(task, page_done)
        return DEEDS[task.filename.partition(":")[0].partition(".")[0]](task)
    text = Path(os.fsdecode(task.path)).read_text()
    if text in DEEDS:
        DEEDS[text](FileTask(path=task.path, spool=task.spool, filename=text, media_type=""))
    now = datetime(2022, 6, 1, 8, tzinfo=UTC)
    return MailDone(
        MailReading(
            header_message_id=context.form.title,
            from_address="a@example.org",
            from_name="",
            subject=text,
            sent_at=now,
            received_at=None,
        )
    )


if __name__ == "__main__":
    serve(handle, sys.argv[-2:])
