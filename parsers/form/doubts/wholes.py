"""Numbers that are parts of one that was read: a village under its 合计, a day beside its sum."""

from __future__ import annotations

from collections.abc import Iterable

from parsers.form.entries import Entry
from parsers.form.naming.names import Name
from parsers.form.naming.similar import hints_at
from parsers.form.table import is_blank


class Wholes:
    """The runs of cells of which the 合计 was read as a field."""

    def __init__(self, chosen: Iterable[Entry]) -> None:
        filled = [entry for entry in chosen if not is_blank(entry.cell)]
        self.runs = {key: entry for entry in filled for key, whole in entry.groups if whole}

    def explain(self, entry: Entry, name: Name) -> bool:
        """Whether an entry is a part of a number read, and so not another field's.

        A field with several parts to its name, or one that tells the part itself, may be meant.
        """
        return len(name.parts) == 1 and any(
            not whole and key in self.runs and not self._is_told(entry, self.runs[key], name)
            for key, whole in entry.groups
        )

    def _is_told(self, entry: Entry, whole: Entry, name: Name) -> bool:
        known = {label.text for label in whole.path}
        own = [label.text for label in entry.path if label.text not in known]
        return any(text in name.joined or hints_at(text, name.joined) for text in own)
