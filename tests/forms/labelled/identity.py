"""Who filled a form in, in all the places where people write it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from tests.forms.labelled.sheet import Sheet
from tests.forms.labelled.specimen import Specimen

PLACES = ("paragraph", "row", "row of pairs", "last row", "one line", "below", "nowhere")


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A made-up filler-in. `unit_text` is what must be read as the reporting unit."""

    place: str
    unit_text: str
    unit_word: str
    person: str
    phone: str
    date: str

    def line(self) -> str:
        return (
            f"{self.unit_word}：{self.unit_text}    填报人：{self.person}    "
            f"联系电话：{self.phone}    填报时间：{self.date}"
        )

    def above(self, sheet: Sheet, width: int) -> list[str]:
        """Write what stands above the table; the paragraphs before it come back."""
        if self.place == "paragraph":
            return [f"{self.unit_word}：{self.unit_text}", f"填 报 人：{self.person}  {self.date}"]
        if self.place == "row":
            sheet.title(f"{self.unit_word}：{self.unit_text}", width)
        if self.place == "one line":
            sheet.title(self.line(), width)
        if self.place == "row of pairs":
            sheet.line(self.unit_word, self.unit_text, "联 系 人", self.person)
            sheet.line("联系电话", self.phone, "填表日期", self.date)
        return []

    def beneath(self, sheet: Sheet, width: int) -> list[str]:
        """Write what stands beneath the table; the paragraphs after it come back."""
        if self.place == "last row":
            sheet.title(self.line(), width)
        if self.place == "below":
            return [
                f"{self.unit_word}：{self.unit_text}",
                f"审核人：{self.person}  电话：{self.phone}",
            ]
        return []


def make_identity(rng: Random, specimen: Specimen, places: tuple[str, ...] = PLACES) -> Identity:
    place = rng.choice(places)
    return Identity(
        place=place,
        unit_text="" if place == "nowhere" else rng.choice(specimen.units),
        unit_word=rng.choice((specimen.unit_word, "填报单位", "填报单位（盖章）")),
        person=rng.choice(("赵一", "钱二", "孙 三")),
        phone=rng.choice(("13900001234", "0812-3000123", "139 0000 1234")),
        date=rng.choice(("2022年5月30日", "二O二二年五月三十日", "年  月  日", "2022.5.30")),
    )


def phone_numbers(identity: Identity) -> frozenset[Decimal]:
    """Numbers that must never come back as a figure."""
    whole = "".join(character for character in identity.phone if character.isdigit())
    parts = (whole, *identity.phone.replace("-", " ").split())
    return frozenset(Decimal(part) for part in parts if len(part) >= 7)
