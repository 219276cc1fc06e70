"""What the generator knows of a form beyond its definition: how offices lay it out."""

from __future__ import annotations

from dataclasses import dataclass

from parsers.form.definition import FormDefinition, FormField


@dataclass(frozen=True, slots=True, kw_only=True)
class Specimen:
    """A made-up office's form.

    `blocks` are categories with the keys of their fields; `list_field` is the field an activity
    list is summed for; `pairs` are (parts, total) keys; `look_alikes` are titles of other forms.
    """

    definition: FormDefinition
    blocks: tuple[tuple[str, tuple[str, ...]], ...]
    list_field: str
    count_field: str
    pairs: tuple[tuple[tuple[str, ...], str], ...]
    units: tuple[str, ...]
    look_alikes: tuple[str, ...]
    last_year: str
    unit_word: str = "填报单位（盖章）"
    spellings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    misspellings: tuple[tuple[str, str], ...] = ()
    strangers: tuple[str, ...] = ("无人机表演", "其他特色工作", "参赛作品")

    def field(self, key: str) -> FormField:
        return next(field for field in self.definition.fields if field.key == key)

    def category(self, key: str) -> str:
        return next(name for name, keys in self.blocks if key in keys)


def base_of(unit_measure: str) -> str:
    """人次 of 万人次."""
    return unit_measure.removeprefix("万")


def field(
    key: str,
    label: str,
    unit_measure: str,
    *aliases: str,
    decimals: int = 0,
    sum_of: tuple[str, ...] = (),
    at_least: str | None = None,
    required: bool = False,
) -> FormField:
    return FormField(
        key=key,
        label=label,
        aliases=aliases,
        unit_measure=unit_measure,
        type="decimal" if decimals else "integer",
        decimals=decimals,
        sum_of=sum_of,
        at_least=at_least,
        required=required,
    )


def words(key: str, label: str, *aliases: str) -> FormField:
    return FormField(key=key, label=label, aliases=aliases, type="text")
