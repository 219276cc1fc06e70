"""A unit's own short answer that names one field: 参加人数为980人次, 更正：参加人数改为980."""

from __future__ import annotations

import re

from parsers.form.definition import FormDefinition, FormField
from parsers.form.entries import Entry
from parsers.form.naming.labels import read_label
from parsers.form.naming.names import names_of
from parsers.form.text import plain_text, squeeze
from parsers.form.values.cells import target_of
from parsers.form.values.figures import interpret
from parsers.form.values.measures import compatible
from parsers.form.values.numbers import read_number
from parsers.grid import Cell
from parsers.results import FigureReading

PLACE = "正文"
_LONGEST = 80
_MOST_LINES = 6
_LINES = re.compile(r"[\r\n。！!；;]+")
_POLITE = re.compile(
    r"(?:尊敬的)?(?:您好|你好|领导好|各位|老师好?|同志|收到|好的|已收到|谢谢|多谢|感谢|辛苦了?|抱歉|不好意思|对不起|打扰了?|以上|如下|特此(?:更正|说明)|请查收|请更正|"
    r"此复|祝好|顺祝商祺|敬上|[,，、~～\s：:])*"
)
_POLITE_END = re.compile(
    r"[,，\s]*(?:谢谢|多谢|感谢|辛苦了?|特此(?:更正|说明)|请查收|请更正|请知悉)+[^\d]{0,8}$"
)
_SIGNATURE = re.compile(
    r"[\u4e00-\u9fff]{2,20}(?:局|委|办|院|校|学|馆|所|中心|公司|政府|协会|站|科|股|室|处|会)"
    r"[\u4e00-\u9fff]{0,4}|\d{4}年\d{1,2}月\d{1,2}日|"
    r"(?:电话|手机|联系电话|联系人|填报人)[:：]?.*|[\u4e00-\u9fff]{2,4}|--+.*|"
    r"发自我的.*|来自.*|[\d\- ]{7,}"
)
_LEAD = re.compile(
    r"^(?:(?:现|特|已|兹)?(?:更正|改正|修正|补充|补报|补正|回复|答复|说明|核实|经核实|经核对|核对)(?:后|如下|为)?|我(?:单位|局|校|院|馆|们)的?|本单位的?|"
    r"统计表(?:中|里)?的?|表(?:中|里)的?|其中|关于|将|把|请将|请把|应将|[,，:：、\s“\"《])+"
)
_SAYS = re.compile(
    r"^[”\"》]?\s*(?:（[^（）]{0,8}）|\([^()]{0,8}\))?\s*(?:数|一项|一栏|这一项|的数据|的数字|的数值)?\s*"
    r"(?:[:：=]|应该?(?:为|是)|应|实际(?:为|是)|实为|确认为|更正为|改为|修改为|更改为|变更为|补充为|补为|填为|为|是|共计|共有|共|有)\s*[:：]?\s*(?:应为)?"
)
_CHANGED = re.compile(r"^(?:应?(?:由|从|将))[^,，。]{1,12}?(?:改为|更正为|更改为|调整为|修改为)")
_ASKING = re.compile(r"吗|？|\?|是否|多少|怎么|如何|什么|请问|左右都|还是|不是|没有填|未填|漏填")


def figures_in_reply(text: str, definition: FormDefinition) -> tuple[FigureReading, ...]:
    """The figure that a short reply states for one field; nothing for prose or several fields.

    `text` is the sender's own text without quotations. The location is 正文.
    """
    lines = [line.strip() for line in _LINES.split(text) if line.strip()]
    if not lines or len(lines) > _MOST_LINES or sum(map(len, lines)) > 2 * _LONGEST:
        return ()
    stated = [found for line in lines if (found := _statement(line, definition)) is not None]
    rest = [line for line in lines if _statement(line, definition) is None]
    if len(stated) != 1 or not all(_is_polite(line) for line in rest):
        return ()
    field, value = stated[0]
    return _figure(field, value)


def _is_polite(line: str) -> bool:
    flat = squeeze(line)
    return bool(_POLITE.fullmatch(flat) or _SIGNATURE.fullmatch(flat)) and len(flat) <= 30


def _statement(line: str, definition: FormDefinition) -> tuple[FormField, str] | None:
    """The field and the text of its value in a line that says nothing else."""
    line = plain_text(line)
    if len(line) > _LONGEST or _ASKING.search(line):
        return None
    line = _POLITE_END.sub("", _LEAD.sub("", _POLITE.sub("", line, count=1)))
    found = {
        field.key: (field, value)
        for field, label, value in _readings(line, definition)
        if len(label) == _longest(line, definition)
    }
    if len(found) > 1:
        found = {key: pair for key, pair in found.items() if _fits(*pair)}
    return next(iter(found.values())) if len(found) == 1 else None


def _readings(line: str, definition: FormDefinition) -> list[tuple[FormField, str, str]]:
    flat = squeeze(line)
    found: list[tuple[FormField, str, str]] = []
    for name in names_of(definition).names:
        for label in {name.joined, "/".join(name.parts), "的".join(name.parts)}:
            if flat.startswith(label):
                value = _value(flat[len(label) :], name.field)
                if value is not None:
                    found.append((name.field, label, value))
    return found


def _longest(line: str, definition: FormDefinition) -> int:
    return max((len(label) for _, label, _ in _readings(line, definition)), default=0)


def _value(rest: str, field: FormField) -> str | None:
    """What follows the label, if it is one value and nothing more."""
    rest = _CHANGED.sub("", rest)
    match = _SAYS.match(rest)
    value = rest[match.end() :] if match else rest
    value = value.strip(' ,，。.、”"')
    if match is None and not re.match(r"\d", value):
        return None
    read = read_number(value)
    if field.type == "text" or read.state != "value" or read.doubt:
        return None
    return value


def _fits(field: FormField, value: str) -> bool:
    return compatible(read_number(value).base, target_of(field).base)


def _figure(field: FormField, value: str) -> tuple[FigureReading, ...]:
    cell = Cell(row=0, column=0, text=value)
    entry = Entry(path=(read_label(field.label),), cell=cell, location=PLACE)
    read = interpret(entry, field)
    warned = any(one.severity != "info" for one in read.findings)
    return () if warned or read.figure.state != "value" else (read.figure,)
