"""One label with what stands in its blank, as a piece of running text has it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.form.layouts.named import named_in
from parsers.form.naming.labels import read_label
from parsers.form.naming.names import Names
from parsers.form.values.marks import is_vague
from parsers.form.values.measures import measure_of
from parsers.form.values.numbers import read_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One label with what stands in its blank.

    `parent`: the category an earlier clause named; `sure`: nothing else stands around it.
    """

    label: str
    value: str
    parent: str = ""
    sure: bool = True


_LEAD = re.compile(
    r"^(?:(?:其中|共有?|现有|本单位|我单位|我局|全年|期间|活动期间|开展了?|举办了?|组织了?|[为向给对])[:：,，]?)+"
)
_ANY_LABEL = re.compile(
    r"^(?P<label>.*?[\u4e00-\u9fff)）])\s*[:：]?\s*"
    r"(?P<value>(?:约|大约|近|超过|超|逾|达)?\s*(?:\d|_{1,}|[ ]{2,}).*)$"
)
_MARKS_ALONE = re.compile(r"[约近超余]+")
_SIGNS = re.compile(r"^[\s:：…]*(?:为|共计|共有|共|有|是|达到|达|计)?[\s:：]*")
_NONE_AND_UNIT = re.compile(r"\s/\s*[^\s/]{1,4}$")
"""讲座人次 / 人次 in a sentence: the slash says none, and ends no label."""
_VAGUE_AMOUNT = re.compile(r"[数几上近][十百千万]")
"""走访企业 数百户: 数 begins the amount and does not end the label 走访企业数."""
LONGEST = 24
_LONGEST_REMARK = 8


def clause_of(piece: str, names: Names) -> Clause | None:
    """A field's name and what follows it, else any label before a number."""
    text = piece.strip("。 \u3000\t\r\n")
    known = _known_prefix(text, names) or _known_prefix(_LEAD.sub("", text), names)
    if known is not None:
        return known
    if named := named_in(text, names):
        return Clause(label=named.name, value=named.value, sure=named.sure)
    text = _LEAD.sub("", text)
    match = _ANY_LABEL.match(text)
    if match is None or len(match["label"]) > LONGEST:
        return None
    value = match["value"].strip()
    read = read_number(value)
    if read.state == "unreadable" and not read.doubt:
        return None
    return None if read.doubt == "words" else Clause(label=match["label"], value=value)


def remark_in(piece: str, names: Names) -> Clause | None:
    """A field's name with words instead of a number (另行上报): unreadable, but not lost."""
    text = piece.strip("。 \u3000\t\r\n")
    for end in range(min(len(text), LONGEST), 1, -1):
        label, rest = read_label(text[:end]), text[end:].strip(" :")
        if (
            names.is_known(label)
            and not measure_of(label.text)
            and 1 < len(rest) <= _LONGEST_REMARK
        ):
            return Clause(label=text[:end], value=rest)
    return None


def _known_prefix(text: str, names: Names) -> Clause | None:
    """The longest known name a text begins with, if a value or a blank follows."""
    for end in range(min(len(text), LONGEST), 1, -1):
        label = read_label(text[:end])
        if not names.is_known(label) or measure_of(label.text) or text[end - 1] in " :：(（":
            continue
        whole = names.whole_path(label) is not None
        if not whole and label.measure and "/" in text[:end] and "/" not in label.text:
            continue
        if _VAGUE_AMOUNT.match(text[end - 1 :]) or _NONE_AND_UNIT.search(text[:end]):
            continue
        rest = text[end:].strip()
        value = _SIGNS.sub("", rest)
        own = {name.field.unit_measure for name in names.by_last.get(label.text, ())}
        if is_filled(value):
            return Clause(label=text[:end], value=value)
        if is_filled(rest) or rest in own:
            return Clause(label=text[:end], value=rest)
    return None


def is_filled(value: str) -> bool:
    """Whether a text can stand in a blank: a number, a none mark, a vague amount, nothing."""
    if len(value) > LONGEST or _joins_another(value):
        return False
    read = read_number(value)
    if read.state == "unreadable":
        return (
            read.doubt == "template"
            or is_vague(value)
            or bool(_MARKS_ALONE.fullmatch(value))
            or value[:1].isdigit()
        )
    plain = read.doubt != "words" or value[:1].isdigit()
    return read.state != "value" or plain or (bool(read.base) and len(read.words) <= 4)


def _joins_another(value: str) -> bool:
    """展板/横幅: the slash joins two names and does not say none, as in `/ 场`."""
    rest = value[1:].strip() if value.startswith("/") else ""
    return bool(rest) and not rest[0].isdigit() and rest[0] != "/" and measure_of(rest) is None
