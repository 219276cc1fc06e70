"""Layout 7: sentences with blanks (`专职人员 12 人，兼职人员 3 人`), label：value in one cell."""

from __future__ import annotations

import re
from dataclasses import replace

from parsers.form.entries import Entry, Said
from parsers.form.identity import is_identity_label, is_identity_text
from parsers.form.layouts.clause import LONGEST, Clause, clause_of, remark_in
from parsers.form.layouts.elsewhere import LIMIT, speaks_elsewhere
from parsers.form.layouts.pieces import pieces_of, unmarked
from parsers.form.layouts.spoken import spoken_clauses, under_parents
from parsers.form.layouts.totals import total_of
from parsers.form.naming.labels import Label, is_section, read_label
from parsers.form.naming.names import Names
from parsers.form.values.measures import measure_of
from parsers.grid import Cell

_MORE = re.compile(
    r"(?:共计|总计|合计|共有|共|计)\s*(?:约|近|超|达)?\s*[\d.]+\s*[余多]?\s*[百千万亿]?\s*[余多]?"
    r"\s*[\u4e00-\u9fff/]{0,3}"
)
"""The rest of the clause before it: 完成率100%，共45份."""
_GAP_BEFORE_LIMIT = re.compile(rf"[\s:：_](?:{LIMIT.pattern})")
"""Where every number of a text is a limit, it is a requirement and no report: but for a blank
that was filled in, with room before it.
"""
_STOP = re.compile(r"[,，、;；。\n]")
_LONGEST_TEXT = 1500


def clauses_of(text: str, names: Names) -> list[Clause] | None:
    """The clauses of a text that consists of nothing else, or None."""
    if not names.names:
        return None
    text = unmarked(text)
    heading, colon, rest = text.partition(":")
    found = _all_clauses(text, names)
    if found is None and colon and len(heading) <= LONGEST:
        found = _all_clauses(rest, names)
    return found


def _all_clauses(text: str, names: Names) -> list[Clause] | None:
    clauses: list[Clause] = []
    waiting, strict = "", 0
    for piece in pieces_of(text, names):
        if clauses and not waiting and _MORE.fullmatch(piece.strip()):
            total = total_of(clauses[-1], piece, names)
            if total is not None:
                clauses.append(total)
                continue
            clauses[-1] = replace(clauses[-1], value=f"{clauses[-1].value}，{piece.strip()}")
            continue
        clause = clause_of(waiting + piece, names) or (clause_of(piece, names) if waiting else None)
        strict += clause is not None
        clause = clause or remark_in(piece, names)
        if clause is not None:
            clauses.append(clause)
            waiting = ""
        elif waiting or len(piece) > LONGEST or re.search(r"\d", piece):
            return None
        else:
            waiting = f"{piece}、"
    return clauses if strict and not waiting else None


def read_sentences(text: str, names: Names, parent: str = "") -> tuple[list[Clause], Said]:
    """The clauses of a text that is nothing else, or those it holds among other words."""
    if len(text) > _LONGEST_TEXT:
        return [], "prose"
    strict = None if speaks_elsewhere(text, names) else clauses_of(text, names)
    if strict and all(LIMIT.match(clause.value) for clause in strict):
        strict = strict if _GAP_BEFORE_LIMIT.search(text) else []
        return strict, "prose"
    if strict and not (parent and _leaves_numbers(strict, parent, names)):
        return under_parents(strict, names, parent), "sentence"
    return spoken_clauses(text, names, parent), "prose"


def _leaves_numbers(clauses: list[Clause], parent: str, names: Names) -> bool:
    """Whether 共12场 beside the category 安全宣讲 was taken for a label of its own."""
    labels = [read_label(clause.label) for clause in clauses]
    return not all(
        names.is_known(label) or parent + label.text in names.by_joined for label in labels
    )


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


def in_cell(
    cell: Cell,
    location: str,
    names: Names,
    category: tuple[Label, ...] = (),
    *,
    alone: bool = False,
) -> list[Entry]:
    """Entries of a cell that holds its own labels; none where the form knows none of them.

    `category`: the labels left of it that the form knows only as a part of longer names;
    `alone`: nothing can stand right of it, so that 科普讲座 / 场 says none.
    """
    if cell.kind != "text" or not cell.text.strip() or is_identity_text(cell.text):
        return []
    parent = "".join(label.text for label in category)
    clauses, said = read_sentences(cell.text, names, parent)
    clauses = clauses or _colon_pair(cell.text)
    if not clauses and cell.text.strip().endswith("。"):
        remark = remark_in(cell.text, names)
        clauses = [remark] if remark else []
    if not any(_is_known(clause, names) for clause in clauses):
        return []
    if len(clauses) == 1 and _is_bare(clauses[0], cell.text, alone=alone):
        return []
    if not any(clause.value for clause in clauses) and not re.search(
        r"[\s:：_]", cell.text.strip()
    ):
        return []  # 科普讲座、科普展览 is one label for two
    return entries_of(clauses, location, cell, said=said)


def told_again(cell: Cell, location: str, names: Names, label: Label) -> list[Entry]:
    """Entries of a sentence that names the label before it again, and others besides."""
    if not _STOP.search(cell.text) or label.text not in cell.text:
        return []
    found = in_cell(cell, location, names)
    again = len(found) > 1 and found[0].leaf.text == label.text
    filled = all(re.search(r"\d|无", entry.cell.text) for entry in found)
    known = any(names.is_known(entry.leaf) for entry in found[1:])
    return found if again and filled and known else []


def _is_known(clause: Clause, names: Names) -> bool:
    label = read_label(clause.label)
    return names.is_known(label) or bool(clause.parent)


def _is_bare(clause: Clause, text: str, *, alone: bool) -> bool:
    """科普讲座 / 场, 讲座场次: alone in its cell a label with a unit; 科普讲座： has no value."""
    value = clause.value.strip()
    if "_" in text:
        return False
    if value.startswith("/"):
        return not alone and measure_of(value.lstrip("/ ")) is not None
    return not value or (measure_of(value) is not None and not re.search(r"\s", text.strip()))


def _colon_pair(text: str) -> list[Clause]:
    """`参加人数：980人次` or `参加人数：` in one cell."""
    label, colon, value = text.replace("：", ":").partition(":")
    if not colon or len(label) > 30 or is_identity_label(label):
        return []
    return [Clause(label=label, value=value.strip())]


def entries_of(
    clauses: list[Clause], location: str, cell: Cell | None = None, *, said: Said = ""
) -> list[Entry]:
    """Each clause as an entry at the same place."""
    row, column = (cell.row, cell.column) if cell else (0, 0)
    entries: list[Entry] = []
    for clause in clauses:
        label = read_label(clause.label)
        if label.text and not is_identity_label(clause.label):
            above = (read_label(clause.parent),) if clause.parent else ()
            inner = Cell(row=row, column=column, text=clause.value)
            entries.append(
                Entry(
                    path=(*above, label), cell=inner, location=location, measure=label.measure,
                    beside_another=not clause.sure, said=said,
                )
            )  # fmt: skip
    return entries


def has_blanks(text: str) -> bool:
    """Whether numbers stand in visible blanks: `12` between spaces or on an underline."""
    return bool(
        re.search(r"[\u4e00-\u9fff：:][ \u3000_]+\d+[ \u3000_]+[\u4e00-\u9fff]|_{2,}", text)
    )
