"""Letters from text templates: sandboxed, an office's own folder first, checked at the start."""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from types import TracebackType

from jinja2 import (
    ChoiceLoader,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
)
from jinja2.sandbox import SandboxedEnvironment

BUILT_IN = Path(__file__).parent / "templates"
"""The templates that come with the program."""

LETTER_BYTES = 4096
"""No letter is longer than this in UTF-8."""

_RENDER_FAULTS = (TemplateError, ArithmeticError, AttributeError, LookupError, TypeError)
_FAULTS = (*_RENDER_FAULTS, ValueError, OSError, RecursionError, MemoryError)


class TemplateProblem(Exception):
    """A template that cannot be used: which file, which line, why."""

    def __init__(self, file: Path, line: int, why: str) -> None:
        super().__init__(f"{file}:{line}: {why}")
        self.file = file
        self.line = line
        self.why = why


@lru_cache(maxsize=8)
def _environment(folder: Path | None) -> SandboxedEnvironment:
    folders = [one for one in (folder, BUILT_IN) if one is not None]
    loader = ChoiceLoader([FileSystemLoader(one, encoding="utf-8") for one in folders])
    environment = SandboxedEnvironment(
        loader=loader,
        undefined=StrictUndefined,
        # Plain text: nothing is escaped; what strangers wrote was made plain before.
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.clear()
    return environment


def render(name: str, values: Mapping[str, object], folder: Path | None = None) -> str:
    """Fill a template; an office's that fails now gives way to the built-in one."""
    if folder is not None:
        try:
            return _filled(_environment(folder), name, values)
        except _FAULTS:
            pass  # It was sound at the start: the letter matters more than its wording.
    return _filled(_environment(None), name, values)


def _filled(environment: SandboxedEnvironment, name: str, values: Mapping[str, object]) -> str:
    return _tidy(environment.get_template(name).render(values))


def _tidy(text: str) -> str:
    lines = "\n".join(line.rstrip() for line in text.splitlines())
    return re.sub(r"\n{3,}", "\n\n", lines).strip("\n") + "\n"


def check_folder(folder: Path, samples: Iterable[tuple[str, Mapping[str, object]]]) -> None:
    """Render every sample (template name, values) with the office's templates.

    Raises TemplateProblem for a folder that is none, a file of an unknown name, a broken
    template, and a letter that stays longer than `LETTER_BYTES`.
    """
    if not folder.is_dir():
        raise TemplateProblem(folder, 0, "回执模板文件夹不存在")
    known = {path.name for path in BUILT_IN.glob("*.txt")}
    for path in sorted(folder.glob("*.txt")):
        if path.name not in known:
            allowed = "、".join(sorted(known))
            raise TemplateProblem(path, 0, f"没有叫这个名字的模板，可用的是：{allowed}")
    _environment.cache_clear()
    for name, values in samples:
        _check(folder, name, values)


def _check(folder: Path, name: str, values: Mapping[str, object]) -> None:
    own = folder / name
    try:
        text = _filled(_environment(folder), name, values)
    except TemplateSyntaxError as error:
        file = Path(error.filename) if error.filename else own
        raise TemplateProblem(file, error.lineno, error.message or "语法错误") from error
    except UnicodeDecodeError as error:
        raise TemplateProblem(own, 0, "模板须存为 UTF-8 编码") from error
    except _FAULTS as error:
        file, line = _place_in_template(error.__traceback__, folder) or (own, 0)
        raise TemplateProblem(file, line, str(error)) from error
    if len(text.encode()) > LETTER_BYTES:
        raise TemplateProblem(own, 0, f"回执超过 {LETTER_BYTES} 字节，请缩短模板")


def _place_in_template(trace: TracebackType | None, folder: Path) -> tuple[Path, int] | None:
    """Jinja2 puts the template's own file and line into the traceback."""
    for frame in reversed(traceback.extract_tb(trace)):
        path = Path(frame.filename)
        if path.suffix == ".txt" and path.parent in (folder, BUILT_IN):
            return path, frame.lineno or 0
    return None
