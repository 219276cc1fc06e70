"""A form as the `[form]` section of config.toml."""

from __future__ import annotations

import json
from collections.abc import Iterator

from parsers.form.definition import FormDefinition, FormField


def form_section(form: FormDefinition) -> str:
    """TOML ready to be put in place of the old `[form]` section."""
    parts = ["[form]", f"title = {_text(form.title)}", ""]
    for field in form.fields:
        parts.extend(["[[form.fields]]", *_lines(field), ""])
    return "\n".join(parts)


def _lines(field: FormField) -> Iterator[str]:
    yield f"key = {_text(field.key)}"
    yield f"label = {_text(field.label)}"
    if field.aliases:
        yield f"aliases = {_list(field.aliases)}"
    if field.unit_measure:
        yield f"unit_measure = {_text(field.unit_measure)}"
    if field.type != "integer":
        yield f"type = {_text(field.type)}"
    if field.decimals:
        yield f"decimals = {field.decimals}"
    if field.required:
        yield "required = true"
    if field.sum_of:
        yield f"sum_of = {_list(field.sum_of)}"
    if field.at_least:
        yield f"at_least = {_text(field.at_least)}"
    if field.example:
        yield f"example = {_text(field.example)}"


def _text(value: str) -> str:
    """A basic string: JSON's escapes are TOML's too (TOML 1.0, "String")."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")


def _list(values: tuple[str, ...]) -> str:
    return f"[{', '.join(_text(one) for one in values)}]"
