"""Numbers that are parts of one that was read: a village under its 合计, a day beside its sum."""

from __future__ import annotations

from parsers.form.entries import Entry
from parsers.form.naming.names import Name, Names
from parsers.form.naming.similar import hints_at
from parsers.form.table import is_blank


class Wholes:
    """The runs of cells of which the 合计, or the sum of their rows, was read as a field."""

    def __init__(self, chosen: dict[str, Entry], names: Names) -> None:
        filled = [entry for entry in chosen.values() if not is_blank(entry.cell)]
        self.runs = {key: entry for entry in filled for key, whole in entry.groups if whole}
        self.sums = {entry.path: entry for entry in filled if entry.added}
        self.parts = {key for entry in filled for key, whole in entry.groups if not whole}
        deep = {name.field.key for name in names.names if len(name.parts) > 1}
        self.of_category = {id(entry) for key, entry in chosen.items() if key in deep}

    def sums_up_fields(self, entry: Entry) -> bool:
        """Whether a 合计 adds up numbers that were read as fields of their own."""
        return any(whole and key in self.parts for key, whole in entry.groups)

    def explain(self, entry: Entry, name: Name) -> bool:
        """Whether an entry is a part of a number read, and so not another field's.

        A field that tells the part itself may be meant, or one of a category where the whole
        counts all categories. The rows that were added up are asked about as that sum.
        """
        added = self.sums.get(entry.path[len(entry.part or ()) :]) if entry.part else None
        if added is not None and not self._is_told(entry, added, name):
            return True
        wholes = [self.runs[key] for key, whole in entry.groups if not whole and key in self.runs]
        return any(
            not self._is_told(entry, whole, name)
            for whole in wholes
            if len(name.parts) == 1 or self._is_of_category(entry, whole)
        )

    def _is_of_category(self, entry: Entry, whole: Entry) -> bool:
        """双沟村 | 场次 under the 合计 that was read as 赛事活动/场次."""
        return id(whole) in self.of_category and entry.leaf.text == whole.leaf.text

    def _is_told(self, entry: Entry, whole: Entry, name: Name) -> bool:
        known = {label.text for label in whole.path}
        own = [label.text for label in entry.path if label.text not in known]
        return any(text in name.joined or hints_at(text, name.joined) for text in own)
