"""Words beside the number of a field: whether they leave it as it is."""

from __future__ import annotations

import re

from parsers.form.definition import FormField
from parsers.form.entries import Entry
from parsers.form.naming.similar import names_another, tells_apart
from parsers.form.text import squeeze
from parsers.form.values.amounts import CellNumber
from parsers.form.values.cells import target_of
from parsers.form.values.measures import families
from parsers.form.values.remarks import is_plain_remark, is_plain_verb
from parsers.form.values.spoilers import ends_plainly, leaves_number, names_plainly

_PLAIN_WORDS = (
    "开展",
    "举办",
    "组织",
    "发放",
    "活动",
    "参加",
    "参与",
    "共",
    "有",
    "计",
    "为",
    "了",
    "是",
    "约",
    "总",
)


def is_explained(read: CellNumber, entry: Entry, field: FormField) -> bool:
    """Whether the words beside a number only repeat the label or leave it as it is."""
    return _repeats_label(read.words, entry, field) or _is_plain_remark(read, entry, field)


def _repeats_label(words: str, entry: Entry, field: FormField) -> bool:
    """参加人数：980."""
    rest = squeeze(words).strip("…:：,，。")
    for known in (*(label.text for label in entry.path), field.label, *field.aliases):
        rest = rest.replace(squeeze(known), "")
    for word in _PLAIN_WORDS:
        rest = rest.replace(word, "")
    repeats = not tells_apart(rest) and any(rest in label.text for label in entry.path)
    return not rest or (len(rest) > 1 and repeats)


def _is_plain_remark(read: CellNumber, entry: Entry, field: FormField) -> bool:
    """已开展3场, 3场（见附件）: the only number of the cell has the field's own unit."""
    known = "".join(label.text for label in entry.path) + field.label
    pieces = [_TITLE.sub("", piece).strip(" ,;。.、") for piece in read.words.split("…")]
    own = _has_own_unit(read.base, target_of(field).base)
    if not own and not (read.behind and not read.base):
        return False
    leads = pieces[0] if read.before else ""
    return ends_plainly(leads, known) and all(
        _is_plain(piece, known, behind=read.behind) for piece in pieces
    )


def _has_own_unit(base: str, target: str) -> bool:
    return bool(base) and (base == target or bool(families(base) & families(target)))


def _is_plain(piece: str, known: str, *, behind: bool) -> bool:
    if is_plain_remark(piece) or is_plain_verb(piece):
        return True
    if behind and not _MODE.search(known):
        piece = _MODE.sub("", piece)
    told = names_another(piece[-4:], known) or (tells_apart(piece) and piece not in known)
    if told or not (piece == "" or leaves_number(piece, known)):
        return False
    return piece == "" or not behind or names_plainly(piece)


_TITLE = re.compile(r"《[^《》]*》")
"""《家长手册》120册: which work it was."""
_MODE = re.compile("线上|线下|网上|网络|现场")
"""5场（线上）: how they were held, where the form does not ask for the two apart."""
