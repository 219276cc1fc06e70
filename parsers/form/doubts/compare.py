"""One report told twice: the scan against the editable copy, the summary against the table."""

from __future__ import annotations

import re
from decimal import Decimal

from parsers.findings import Finding, finding
from parsers.form.definition import FormDefinition, FormField
from parsers.form.naming.names import Name, names_of
from parsers.form.text import plain_text, squeeze
from parsers.form.values.cells import target_of
from parsers.form.values.measures import compatible
from parsers.form.values.numbers import decimal_text, read_number
from parsers.form.values.quantities import Quantity, quantities_of
from parsers.results import FigureReading, FormReading

_SENTENCE = re.compile(r"[。；;!！?？\n\r]+")
_WHOLE = re.compile(r"共|累计|合计|总计|一共|总共|全县|全市|全系统|活动周期间|活动期间|本次活动周")
_ELSEWHERE = re.compile(r"计划|拟|预计|目标|去年|上年|同比|往年|以来|将|每|各|人均|平均|其中|分别")
_VERBS = r"(?:共|总计|累计|合计|达到?|了|约|为|总共|共计|有|数)*"
_LOOSE = Decimal("1.25")


def compare_copies(first: FormReading, copy: FormReading, form: FormDefinition) -> list[Finding]:
    """Fields for which a print or scan of the same form says something else than the first."""
    ours = _by_key(first)
    found: list[Finding] = []
    for key, other in _by_key(copy).items():
        own = ours.get(key)
        field = next((one for one in form.fields if one.key == key), None)
        if own is None or field is None or _agree(own, other):
            continue
        found.append(
            finding(
                "copies_differ",
                location=other.location,
                field_key=key,
                label=field.label,
                value=_shown(own),
                other=_shown(other),
            )
        )
    return found


def _by_key(form: FormReading) -> dict[str, FigureReading]:
    return {figure.field_key: figure for figure in form.figures if figure.field_key}


def _agree(own: FigureReading, other: FigureReading) -> bool:
    if other.state == "unreadable" or own.state == "unreadable":
        return own.state == other.state or own.raw == other.raw or other.state == "unreadable"
    if own.value is not None and other.value is not None:
        return own.value == other.value
    if own.state == other.state:
        return plain_text(own.value_text or "") == plain_text(other.value_text or "")
    return {own.state, other.state} <= {"none", "blank"}


def _shown(figure: FigureReading) -> str:
    if figure.value is not None:
        return decimal_text(figure.value)
    return figure.value_text or {"none": "无", "blank": "空白"}.get(figure.state, figure.raw)


def compare_prose(first: FormReading, text: str, form: FormDefinition) -> list[Finding]:
    """Fields whose number in a summary contradicts the table's.

    A summary tells of single events too: a smaller number counts only in a sentence that speaks of
    the whole, a larger one always. Where any mention agrees nothing is said.
    """
    figures = _by_key(first)
    sentences = [plain_text(one) for one in _SENTENCE.split(text) if one.strip()]
    found: list[Finding] = []
    for field in form.fields:
        figure = figures.get(field.key)
        if field.type == "text" or figure is None or figure.value is None:
            continue
        mentions = [one for sentence in sentences for one in _mentions(sentence, field, form)]
        contradiction = _contradiction(mentions, figure, field)
        if contradiction is not None:
            found.append(
                finding(
                    "prose_differs",
                    location=figure.location,
                    field_key=field.key,
                    label=field.label,
                    value=decimal_text(figure.value),
                    prose=contradiction,
                )
            )
    return found


_Mention = tuple[Quantity, str, bool]
"""The number, the words around it, and whether its sentence speaks of the whole."""


def _contradiction(mentions: list[_Mention], figure: FigureReading, field: FormField) -> str | None:
    value = (figure.value or Decimal(0)) * target_of(field).scale
    if not mentions or any(_fits(quantity, value, figure) for quantity, _, _ in mentions):
        return None
    if sum(quantity.value for quantity, _, _ in mentions) == value:
        return None
    for quantity, words, whole in mentions:
        if whole or quantity.value > value:
            return words
    return None


def _fits(quantity: Quantity, value: Decimal, figure: FigureReading) -> bool:
    """Whether a mention, with its 约 or 余, can mean the table's value."""
    if quantity.value == value:
        return True
    if figure.approximation or quantity.approximation or quantity.scaled:
        low, high = sorted((quantity.value, value))
        return low > 0 and high <= low * _LOOSE
    return False


def _mentions(sentence: str, field: FormField, form: FormDefinition) -> list[_Mention]:
    """Numbers of a sentence that stand directly beside the field's name."""
    names = [name for name in names_of(form).names if name.field == field and len(name.joined) > 1]
    if not any(name.parts[-1] in sentence for name in names):
        return []
    found: list[_Mention] = []
    for clause in re.split(r"[,，、](?!\d{3})", sentence):
        line = quantities_of(clause)
        if len(line.quantities) != 1 or line.broken or _ELSEWHERE.search(clause):
            continue
        one = line.quantities[0]
        counted = one.base or line.trailing == target_of(field).base
        if counted and _is_beside(clause, one, line.trailing, names, field):
            found.append((one, clause.strip(), bool(_WHOLE.search(sentence))))
    return found


def _is_beside(
    clause: str, one: Quantity, trailing: str, names: list[Name], field: FormField
) -> bool:
    """开展活动12场 and 12场科普讲座; the unit must be one the field can be counted in."""
    if not compatible(one.base, target_of(field).base) or read_number(one.words).value is not None:
        return False
    for name in names:
        if len(name.parts) > 1 and name.parts[0] not in clause:
            continue
        last = name.parts[-1]
        if re.search(f"{re.escape(last)}{_VERBS}$", squeeze(one.words)):
            return True
        if trailing.startswith(last):
            return True
    return False
