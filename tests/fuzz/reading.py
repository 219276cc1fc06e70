"""Reading one broken file as a child would; whatever goes wrong is told, not raised."""

from __future__ import annotations

import signal
import tempfile
import traceback
from pathlib import Path
from types import FrameType

from parsers.context import ReadingContext, ReadingLimits
from parsers.errors import ParserError
from parsers.files.reader import read_file
from parsers.form.definition import FormDefinition, FormField
from parsers.mail.reader import read_mail

SECONDS = 20
_REFUSED = ("unreadable", "encrypted", "too_large", "unsupported")
"""States of files that are not read: one finding says why."""
CONTEXT = ReadingContext(
    form=FormDefinition(
        title="统计表",
        fields=(
            FormField(key="events", label="活动项数", unit_measure="项"),
            FormField(key="people", label="参加人数", aliases=("参与人次",), unit_measure="人次"),
        ),
        years=(2022,),
    ),
    limits=ReadingLimits(expanded_bytes=50 << 20, archive_entries=50, cells=200_000),
)


class _TooSlow(BaseException):
    """Past every `except Exception` of a library."""


def fault_of(data: bytes, filename: str) -> str:
    """What a reader did that it must not: '' for a reading, or for a fault of the file told."""
    with tempfile.TemporaryDirectory() as folder:
        path, spool = Path(folder, "file"), Path(folder, "spool")
        spool.mkdir()
        path.write_bytes(data)
        signal.signal(signal.SIGALRM, _stop)
        signal.alarm(SECONDS)
        try:
            if filename.endswith(".eml"):
                read_mail(path, spool, context=CONTEXT)
                return ""
            reading = read_file(path, spool, filename=filename, media_type="", context=CONTEXT)
            if reading.state in _REFUSED and len(reading.findings) != 1:
                return f"{reading.state} with {len(reading.findings)} findings"
        except ParserError as error:
            return "" if filename.endswith(".eml") else f"escaped: {error!r}"
        except _TooSlow:
            return f"longer than {SECONDS} s"
        except Exception:  # noqa: BLE001 - whatever a library raises is what is looked for
            return traceback.format_exc(limit=-4)
        finally:
            signal.alarm(0)
    return ""


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise _TooSlow
