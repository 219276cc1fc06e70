"""Layout 7: sentences with blanks (`专职人员 12 人，兼职人员 3 人`), label：value in one cell."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace

from parsers.form.entries import Entry
from parsers.form.identity import is_identity_label, is_identity_text
from parsers.form.labels import is_section, read_label
from parsers.form.marks import is_vague
from parsers.form.measures import measure_of
from parsers.form.names import Names
from parsers.form.numbers import read_number
from parsers.grid import Cell

_SPLIT = re.compile(r"(?<!\d)[,，]|[,，](?!\d{3}(?!\d))|[;；。、\n]")
_LEAD = re.compile(
    r"^(?:其中|共有?|现有|本单位|我单位|我局|全年|期间|活动期间|开展了?|举办了?|组织了?)[:：,，]?"
)
_MORE = re.compile(
    r"(?:共计|总计|合计|共有|共|计)\s*(?:约|近|超|达)?\s*[\d.]+\s*[余多]?\s*[百千万亿]?\s*[余多]?"
    r"\s*[\u4e00-\u9fff/]{0,3}"
)
"""The rest of the clause before it: 完成率100%，共45份."""
_FEWEST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """One label with what stands in its blank."""

    label: str
    value: str


_ANY_LABEL = re.compile(
    r"^(?P<label>.*?[\u4e00-\u9fff)）])\s*[:：]?\s*"
    r"(?P<value>(?:约|大约|近|超过|超|逾|达)?\s*(?:\d|_{1,}|[ ]{2,}).*)$"
)
_MARKS_ALONE = re.compile(r"[约近超余]+")
_SIGNS = re.compile(r"^[\s:：]*(?:为|共计|共有|共|有|是|达到|达|计)?[\s:：]*")
_VAGUE_AMOUNT = re.compile(r"[数几上近][十百千万]")
"""走访企业 数百户: 数 begins the amount and does not end the label 走访企业数."""
_LONGEST = 24
_LONGEST_REMARK = 8


def clauses_of(text: str, names: Names) -> list[Clause] | None:
    """The clauses of a text that consists of nothing else, or None."""
    if not names.names:
        return None
    text = unicodedata.normalize("NFKC", text)
    heading, colon, rest = text.partition(":")
    found = _all_clauses(text, names)
    if found is None and colon and len(heading) <= _LONGEST:
        found = _all_clauses(rest, names)
    return found


def _all_clauses(text: str, names: Names) -> list[Clause] | None:
    clauses: list[Clause] = []
    waiting, strict = "", 0
    for piece in _SPLIT.split(text):
        if not piece.strip(" _\u3000\t\r"):
            continue
        if clauses and not waiting and _MORE.fullmatch(piece.strip()):
            clauses[-1] = replace(clauses[-1], value=f"{clauses[-1].value}，{piece.strip()}")
            continue
        clause = _clause(waiting + piece, names) or (_clause(piece, names) if waiting else None)
        strict += clause is not None
        clause = clause or remark_in(piece, names)
        if clause is not None:
            clauses.append(clause)
            waiting = ""
        elif waiting or len(piece) > _LONGEST:
            return None
        else:
            waiting = f"{piece}、"
    return clauses if strict and not waiting else None


def remark_in(piece: str, names: Names) -> Clause | None:
    """A field's name with words instead of a number (另行上报): unreadable, but not lost."""
    text = piece.strip("。 \u3000\t\r\n")
    for end in range(min(len(text), _LONGEST), 1, -1):
        label, rest = read_label(text[:end]), text[end:].strip(" :")
        if (
            names.is_known(label)
            and not measure_of(label.text)
            and 1 < len(rest) <= _LONGEST_REMARK
        ):
            return Clause(label=text[:end], value=rest)
    return None


_GAP = " \u3000:："
_HEADING = re.compile(r"表|情况|统计|信息|数据|明细|如下|部分|类$|活动$")


def remark_apart(text: str, names: Names) -> Clause | None:
    """A row of its own with a field's name, a gap and words: 蔬菜种植面积 络绎不绝, no heading."""
    if not re.search(r"\S[ \u3000:：]+\S", text.strip()) or _HEADING.search(text):
        return None
    found = remark_in(text, names)
    if found is None or is_section(text):
        return None
    end = len(found.label.rstrip(_GAP))
    return found if text.strip()[end : end + 1] in _GAP else None


def _clause(piece: str, names: Names) -> Clause | None:
    """A field's name and what follows it, else any label before a number."""
    text = piece.strip("。 \u3000\t\r\n")
    known = _known_prefix(text, names) or _known_prefix(_LEAD.sub("", text), names)
    if known is not None:
        return known
    text = _LEAD.sub("", text)
    match = _ANY_LABEL.match(text)
    if match is None or len(match["label"]) > _LONGEST:
        return None
    value = match["value"].strip()
    read = read_number(value)
    if read.state == "unreadable" and not read.doubt:
        return None
    return None if read.doubt == "words" else Clause(label=match["label"], value=value)


def _known_prefix(text: str, names: Names) -> Clause | None:
    """The longest known name a text begins with, if a value or a blank follows."""
    for end in range(min(len(text), _LONGEST), 1, -1):
        label = read_label(text[:end])
        if not names.is_known(label) or measure_of(label.text) or text[end - 1] in " :：(（":
            continue
        whole = names.whole_path(label) is not None
        if not whole and label.measure and "/" in text[:end] and "/" not in label.text:
            continue
        if _VAGUE_AMOUNT.match(text[end - 1 :]):
            continue
        rest = text[end:].strip()
        value = _SIGNS.sub("", rest)
        own = {name.field.unit_measure for name in names.by_last.get(label.text, ())}
        if _is_filled(value):
            return Clause(label=text[:end], value=value)
        if _is_filled(rest) or rest in own:
            return Clause(label=text[:end], value=rest)
    return None


def _is_filled(value: str) -> bool:
    """Whether a text can stand in a blank: a number, a none mark, a vague amount, nothing."""
    if len(value) > _LONGEST:
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


def in_cell(cell: Cell, location: str, names: Names) -> list[Entry]:
    """Entries of a cell that holds its own labels; none where the form knows none of them."""
    if cell.kind != "text" or not cell.text.strip() or is_identity_text(cell.text):
        return []
    clauses = clauses_of(cell.text, names) or _colon_pair(cell.text)
    if not clauses and cell.text.strip().endswith("。"):
        alone = remark_in(cell.text, names)
        clauses = [alone] if alone else []
    if not any(names.is_known(read_label(clause.label)) for clause in clauses):
        return []
    if len(clauses) == 1 and not clauses[0].value.strip() and not re.search("_", cell.text):
        return []
    return entries_of(clauses, location, cell)


def _colon_pair(text: str) -> list[Clause]:
    """`参加人数：980人次` or `参加人数：` in one cell."""
    label, colon, value = text.replace("：", ":").partition(":")
    if not colon or len(label) > 30 or is_identity_label(label):
        return []
    return [Clause(label=label, value=value.strip())]


def entries_of(clauses: list[Clause], location: str, cell: Cell | None = None) -> list[Entry]:
    """Each clause as an entry at the same place."""
    row, column = (cell.row, cell.column) if cell else (0, 0)
    entries: list[Entry] = []
    for clause in clauses:
        label = read_label(clause.label)
        if label.text and not is_identity_label(clause.label):
            inner = Cell(row=row, column=column, text=clause.value)
            entries.append(
                Entry(path=(label,), cell=inner, location=location, measure=label.measure)
            )
    return entries


def is_fill_in(text: str, names: Names) -> bool:
    """Whether a paragraph is a form's sentence with blanks, not prose: every clause is one."""
    clauses = clauses_of(text, names) or []
    known = sum(names.is_known(read_label(clause.label)) for clause in clauses)
    return len(clauses) >= _FEWEST and known * 2 >= len(clauses)


def has_blanks(text: str) -> bool:
    """Whether numbers stand in visible blanks: `12` between spaces or on an underline."""
    return bool(
        re.search(r"[\u4e00-\u9fff：:][ \u3000_]+\d+[ \u3000_]+[\u4e00-\u9fff]|_{2,}", text)
    )
