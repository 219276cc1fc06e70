"""What the reader knows of a form: its title and fields, passed in from configuration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal["integer", "decimal", "text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormField:
    """One field of the form.

    `label` and `aliases` may be paths, category or parent row first: `线上活动/场次`.
    `unit_measure` is the unit of measure of the stored value, such as 人次 or 万元.
    `sum_of` and `at_least` name other fields by key. `example` is the text that the blank form
    itself has in the field's cell, which is no unit's figure.
    """

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    unit_measure: str = ""
    type: FieldType = "integer"
    decimals: int = 0
    required: bool = False
    sum_of: tuple[str, ...] = ()
    at_least: str | None = None
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormDefinition:
    """A campaign's form.

    `campaign_title` and `years` let the reader notice last year's form and another campaign's.
    `years` are those the campaign's own title or dates name.
    """

    title: str
    fields: tuple[FormField, ...]
    campaign_title: str = ""
    years: tuple[int, ...] = ()
