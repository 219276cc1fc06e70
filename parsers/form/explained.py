"""Words beside the number of a field: whether they leave it as it is."""

from __future__ import annotations

from parsers.form.amounts import CellNumber
from parsers.form.cells import target_of
from parsers.form.definition import FormField
from parsers.form.entries import Entry
from parsers.form.measures import families
from parsers.form.remarks import is_plain
from parsers.form.similar import tells_apart
from parsers.form.text import squeeze

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
    target = target_of(field).base
    own = bool(read.base) and (read.base == target or bool(families(read.base) & families(target)))
    return (own or (read.behind and not read.base)) and is_plain(read.words, known)
