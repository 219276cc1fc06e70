"""What a failed reading is called: a finding for a file, a Chinese reason for a mail."""

from __future__ import annotations

from typing import Literal

from mailbot.pipeline.reading import FileRequest, ReadingFailed
from parsers.files.registry import format_by_suffix
from parsers.findings import finding
from parsers.results import FileReading

Kind = Literal["timeout", "died", "refused", "memory", "large", "error"]

_FINDINGS: dict[Kind, str] = {
    "timeout": "read_timeout",
    "died": "unreadable_file",
    "refused": "unreadable_file",
    "memory": "read_memory",
    "large": "too_large",
    "error": "unreadable_file",
}
_REASONS: dict[Kind, str] = {
    "timeout": "读取超时",
    "died": "读取进程意外退出",
    "refused": "读取结果异常",
    "memory": "读取时内存不足",
    "large": "拆开后太大",
    "error": "邮件格式无法解析",
}


def failed_file(request: FileRequest, kind: Kind) -> FileReading:
    """The reading of a file that could not be read; its family is what its name claims."""
    claimed = format_by_suffix(request.filename)
    return FileReading(
        family=claimed.family if claimed else "other",
        state="too_large" if kind == "large" else "unreadable",
        parser="",
        media_type=request.media_type,
        findings=(finding(_FINDINGS[kind], filename=request.filename),),
    )


def failed_mail(kind: Kind) -> ReadingFailed:
    """Why a mail could not be read, for staff."""
    return ReadingFailed(_REASONS[kind])
