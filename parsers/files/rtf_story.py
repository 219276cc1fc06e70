"""The story of an RTF file: its tokens followed group by group, to paragraphs and table rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from parsers.files.rtf_text import Characters, charset_encoding, code_page_encoding
from parsers.files.rtf_tokens import Token

_SKIPPED = frozenset({
    "annotation", "atnid", "atnauthor", "colortbl", "stylesheet", "info", "header", "headerl",
    "headerr", "headerf", "footer", "footerl", "footerr", "footerf", "footnote", "fldinst",
    "nonshppict", "objdata", "shprslt", "sp", "filetbl", "xe", "tc", "listtable",
    "listoverridetable", "revtbl", "rsidtbl", "bkmkstart", "bkmkend", "themedata", "datastore",
})  # fmt: skip
"""Groups whose text is no text of the document, or the same text again."""
_STARRED = frozenset({"shppict", "shpinst", "shptxt"})
"""Groups marked as skippable that hold text or pictures all the same."""
_LINES = ("strike", "striked")
"""A line through the text, and a double one: what is crossed out does not count."""
_OF_CHARACTERS = frozenset({"f", "ansicpg", "uc", "u", "plain", "v", "deleted", *_LINES})
_ENDS = frozenset({"par", "sect", "page"})
_SPACES = {"tab": "\t", "line": "\n", "emspace": " ", "enspace": " ", "qmspace": " "}
_MARKS = {
    "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEdge:
    """A cell of a row's definition: its right edge in twips, how it is merged."""

    right: int
    merged_left: bool = False
    merged_up: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A table row: the texts of its cells and its definition."""

    texts: tuple[str, ...]
    edges: tuple[CellEdge, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph outside of tables."""

    text: str
    textbox: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Group:
    """What a brace saves: the rest of the state is the document's."""

    skipped: bool = False
    fonts: bool = False
    textbox: bool = False
    hidden: bool = False
    struck: bool = False
    fallback: int = 1
    font: int = 0


@dataclass(slots=True)
class Story:
    """Follows tokens; `pieces` are paragraphs and rows in order, `pictures` their number."""

    pieces: list[Text | Row] = field(default_factory=list)
    pictures: int = 0
    _group: _Group = field(default_factory=_Group)
    _outer: list[_Group] = field(default_factory=list)
    _characters: Characters = field(default_factory=Characters)
    _charsets: dict[int, int] = field(default_factory=dict)
    _code_page: str = "cp1252"
    _to_skip: int = 0
    _starred: bool = False
    _in_table: bool = False
    _cell: list[str] = field(default_factory=list)
    _cells: list[str] = field(default_factory=list)
    _edges: list[CellEdge] = field(default_factory=list)
    _left: bool = False
    _up: bool = False

    def follow(self, tokens: Iterable[Token]) -> None:
        """Follow a whole file."""
        for token in tokens:
            starred, self._starred = self._starred, token.kind == "star"
            if token.kind == "open":
                self._outer.append(self._group)
                self._to_skip = 0
            elif token.kind == "close":
                self._close()
            elif token.kind == "word":
                self._word(token.word, token.number, starred=starred)
            elif token.kind == "symbol":
                self._add(token.word)
            elif token.kind == "bytes":
                self._add_bytes(token.data)
        self._end_paragraph()

    def _close(self) -> None:
        self._to_skip = 0
        outer = self._outer.pop() if self._outer else _Group()
        if self._group.textbox and not outer.textbox:
            self._end_paragraph()
        self._group = outer
        self._characters.use(self._encoding())

    def _word(self, word: str, number: int | None, *, starred: bool) -> None:
        if (starred and word not in _STARRED) or word in _SKIPPED:
            self._group = replace(self._group, skipped=True)
        elif word == "fonttbl":
            self._group = replace(self._group, fonts=True, skipped=True)
        elif self._group.fonts or word in _OF_CHARACTERS:
            self._character_word(word, number)
        elif not self._group.skipped:
            self._text_word(word, number)

    def _character_word(self, word: str, number: int | None) -> None:
        """Words about fonts and characters."""
        on = number != 0
        match word:
            case "f":
                self._group = replace(self._group, font=number or 0)
            case "fcharset":
                self._charsets[self._group.font] = number or 0
            case "ansicpg":
                self._code_page = code_page_encoding(number or 1252)
            case "uc":
                self._group = replace(self._group, fallback=number if number is not None else 1)
            case "u" if not self._silent():
                self._characters.add_unit(number or 0)
                self._to_skip = self._group.fallback
            case "v" | "deleted":
                self._group = replace(self._group, hidden=on)
            case "strike" | "striked":
                self._group = replace(self._group, struck=on)
            case "plain":
                self._group = replace(self._group, hidden=False, struck=False)
        if word in {"f", "ansicpg", "plain"}:
            self._characters.use(self._encoding())

    def _text_word(self, word: str, number: int | None) -> None:
        if word in _ENDS:
            self._end_paragraph()
        elif word in _SPACES or word in _MARKS:
            self._add(_SPACES.get(word) or _MARKS[word])
        elif word == "pict":
            self.pictures += 1
            self._group = replace(self._group, skipped=True)
        elif word == "shptxt":
            self._group = replace(self._group, textbox=True)
        else:
            self._table_word(word, number)

    def _table_word(self, word: str, number: int | None) -> None:
        match word:
            case "pard":
                self._in_table = False
            case "intbl":
                self._in_table = True
            case "trowd":
                self._edges.clear()
            case "clmrg":
                self._left = True
            case "clvmrg":
                self._up = True
            case "cellx":
                edge = CellEdge(right=number or 0, merged_left=self._left, merged_up=self._up)
                self._edges.append(edge)
                self._left = self._up = False
            case "nestcell":
                self._add("\n")
            case "cell":
                self._cells.append("\n".join([*self._cell, self._characters.taken()]).strip())
                self._cell.clear()
            case "row":
                self.pieces.append(Row(texts=tuple(self._cells), edges=tuple(self._edges)))
                self._cells.clear()

    def _end_paragraph(self) -> None:
        if self._silent():
            return
        text = self._characters.taken()
        if self._in_table and not self._group.textbox:
            self._cell.append(text)
        elif text.strip():
            self.pieces.append(Text(text=text.strip(), textbox=self._group.textbox))

    def _silent(self) -> bool:
        return self._group.skipped or self._group.hidden or self._group.struck

    def _encoding(self) -> str:
        charset = self._charsets.get(self._group.font, 0)
        return charset_encoding(charset, self._code_page)

    def _add(self, text: str) -> None:
        if self._to_skip:
            self._to_skip -= 1
        elif not self._silent():
            self._characters.add_text(text)

    def _add_bytes(self, data: bytes) -> None:
        skipped = min(self._to_skip, len(data))
        self._to_skip -= skipped
        if not self._silent() and len(data) > skipped:
            self._characters.add_bytes(data[skipped:])
