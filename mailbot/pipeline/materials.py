"""What each file of a mail is for: statistics, summary, cases, media, press."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from mailbot.pipeline.reading import ReadMail
from mailbot.pipeline.roster import normalise_name
from parsers.results import FileReading

STATISTICS = "statistics"
"""The key of the material that is the campaign's form (design, section 2)."""

_REPORT_LENGTH = 150
"""Characters from which a text beside a table, or a mail's body, is a report of its own."""
_OPENING = 300
"""Characters of a text in which its title is looked for."""
_LOGO_BYTES = 50_000


class Material(Protocol):
    """A material of the campaign, as configured."""

    @property
    def key(self) -> str:
        """Its name in the store."""
        ...

    @property
    def words(self) -> Sequence[str]:
        """Words in file names and headings that tell it."""
        ...

    @property
    def kinds(self) -> Sequence[str]:
        """File families it may come in; none means any."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """What one file (None: the body) was taken for.

    `unread_form`: its name or title says that it is the form, and no form was found in it.
    """

    attachment: int | None
    materials: tuple[str, ...]
    unread_form: bool = False


def purposes_of(
    read: ReadMail, materials: Sequence[Material], decorations: frozenset[int] = frozenset()
) -> tuple[Purpose, ...]:
    """Say of every file, and of the body, which materials it brings (often one, maybe none)."""
    keys = {material.key for material in materials}
    files = [
        Purpose(
            attachment=index,
            materials=_of_file(file.member.filename, file.reading, materials),
            unread_form=_is_unread_form(file.member.filename, file.reading, materials),
        )
        for index, file in enumerate(read.files)
        if index not in decorations
    ]
    body = _of_body(read, materials, {key for one in files for key in one.materials})
    known = [Purpose(attachment=None, materials=body), *files]
    return tuple(
        replace(one, materials=tuple(key for key in one.materials if key in keys)) for one in known
    )


def decorations_of(read: ReadMail, recurring: frozenset[str] = frozenset()) -> frozenset[int]:
    """Small pictures that are logos or signatures: no material, and nothing new.

    The mail's own HTML shows them, or their bytes (`recurring`: SHA-256) came with earlier mails.
    """
    return frozenset(
        index
        for index, file in enumerate(read.files)
        if file.reading.family == "image"
        and file.member.size < _LOGO_BYTES
        and (
            (file.member.inline and bool(file.member.content_id)) or file.member.sha256 in recurring
        )
    )


def _of_file(filename: str, reading: FileReading, materials: Sequence[Material]) -> tuple[str, ...]:
    if reading.state in ("unreadable", "encrypted", "too_large") or reading.members:
        return ()
    found: list[str] = []
    if any(form.kind == "statistics" for form in reading.forms):
        found.append(STATISTICS)
    if _may_be_report(reading):
        heading = " ".join((reading.title, *reading.headings[:2], reading.text[:_OPENING]))
        named = [
            *_by_words(filename, reading.family, materials),
            *_by_words(heading, reading.family, materials),
        ]
        found.extend([key for key in named if key != STATISTICS][:1])
    if not found and not reading.forms and reading.family in ("image", "video", "audio"):
        found.extend(_by_kind(reading.family, materials))
    return tuple(dict.fromkeys(found))


def _is_unread_form(filename: str, reading: FileReading, materials: Sequence[Material]) -> bool:
    if reading.forms or reading.state != "read" or reading.members:
        return False
    if reading.family not in ("spreadsheet", "document"):
        return False
    named = (filename, reading.title, *reading.headings[:1])
    return any(_by_words(one, reading.family, materials)[:1] == [STATISTICS] for one in named)


def _may_be_report(reading: FileReading) -> bool:
    """Whether a file with a form holds a report too; a file without a form always may."""
    return not reading.forms or len(_prose(reading.text)) >= _REPORT_LENGTH


def _prose(text: str) -> str:
    """The text without the lines of its tables, and without white space."""
    return "".join("".join(line.split()) for line in text.splitlines() if "\t" not in line)


def _by_words(text: str, family: str, materials: Sequence[Material]) -> list[str]:
    """The materials whose words stand in a text, first come first; at one place the longer word."""
    folded = normalise_name(text)
    hits = sorted(
        (folded.index(word), -len(word), material.key)
        for material in materials
        if _fits(family, material)
        for word in map(normalise_name, material.words)
        if word in folded
    )
    return list(dict.fromkeys(key for _place, _length, key in hits))


def _fits(family: str, material: Material) -> bool:
    return not material.kinds or family in material.kinds


def _by_kind(family: str, materials: Sequence[Material]) -> list[str]:
    """Pictures and films are the material that takes such files by kind, and only they."""
    fitting = [one for one in materials if family in one.kinds and one.key != STATISTICS]
    return [fitting[0].key] if fitting else []


def _of_body(read: ReadMail, materials: Sequence[Material], in_files: set[str]) -> tuple[str, ...]:
    found: list[str] = []
    if any(form.kind == "statistics" for form in read.mail.forms):
        found.append(STATISTICS)
    text = read.mail.own_text
    if len(_prose(text)) >= _REPORT_LENGTH:
        named = _by_words(f"{read.mail.subject} {text[:_OPENING]}", "document", materials)
        found.extend([key for key in named if key != STATISTICS and key not in in_files][:1])
    return tuple(found)
