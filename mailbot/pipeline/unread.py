"""What a mail says beside its forms that nobody read as a figure, and that must not go unseen."""

from __future__ import annotations

import re
from functools import lru_cache

from mailbot.pipeline.reading import ReadMail
from parsers.findings import Finding, finding
from parsers.form.definition import FormDefinition
from parsers.form.naming.names import names_of
from parsers.form.text import squeeze
from parsers.mail.quoting import is_forward

_CHANGE = re.compile(
    r"更正|改为|改成|应为|应是|修正|修改|重报|以.{0,8}为准|作废|撤回|撤销|不作数|"
    r"(?:上?报|填|写|算)(?:错|漏|多|少|重)了?|"
    r"(?<!如)(?<!若)有误|(?<!如有)(?<!若有)(?<!没有)(?<!无)错误"
)
_NO_NUMBER = re.compile(
    r"\+?\d[\d\- ]{6,}|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日|R-\w{5}"
)
"""Telephone numbers, dates and the numbers of our letters."""
_ANSWER = re.compile(
    r"\d|没有(?!错|问题)|未(?:开展|举办|组织|发放)|不是|为零|[零一二两三四五六七八九十百千万][项场次人份个条]"
)
_SENTENCE = re.compile(r"[\r\n。！!；;]+")
_LOOKED_AT = 2000
_SHORTEST_LABEL = 3
_BETWEEN = r"[^\d\n]{0,12}\d"
_FEWEST = 2


def unread_change(
    read: ReadMail, form: FormDefinition, *, answers_receipt: bool, has_materials: bool
) -> tuple[Finding, ...]:
    """A change of figures in words alone: to be asked for, because prose never makes a figure.

    Only for a mail of which no figure was read. A word such as 更正 is enough, unless other
    material came along; in an answer to our letter a number is, or 没有 and the like.
    """
    # The subject of an answer is that of our letter, which repeats the first mail's.
    subject = "" if answers_receipt else read.mail.subject
    text = f"{read.mail.own_text[:_LOOKED_AT]}\n{subject}"
    named = bool(_fields_with_numbers(read.mail.own_text, form))
    said = next((one for one in _SENTENCE.split(text) if _CHANGE.search(one)), "")
    if said and (named or not has_materials):
        return (finding("change_unread", text=said.strip()),)
    answer = _NO_NUMBER.sub("", read.mail.own_text[:_LOOKED_AT])
    if answers_receipt and not has_materials and (named or _ANSWER.search(answer)):
        return (finding("change_unread", text=read.mail.own_text.strip()),)
    return ()


def quoted_form(
    read: ReadMail, form: FormDefinition, *, answers_receipt: bool
) -> tuple[Finding, ...]:
    """A forwarded mail with a form in its text: quoted text is never read, but it is said so."""
    mail = read.mail
    if answers_receipt or not is_forward(mail.subject, mail.quoted_text):
        return ()
    if len(_fields_with_numbers(mail.quoted_text, form)) < _FEWEST:
        return ()
    return (finding("quoted_form"),)


def _fields_with_numbers(text: str, form: FormDefinition) -> frozenset[str]:
    """The fields whose label stands just before a number."""
    flat = "\n".join(squeeze(line) for line in text[: 10 * _LOOKED_AT].splitlines())
    return frozenset(key for key, pattern in _patterns(form) if pattern.search(flat))


@lru_cache(maxsize=4)
def _patterns(form: FormDefinition) -> tuple[tuple[str, re.Pattern[str]], ...]:
    labels: dict[str, set[str]] = {}
    for name in names_of(form).names:
        if len(name.parts[-1]) >= _SHORTEST_LABEL:
            labels.setdefault(name.field.key, set()).update({name.joined, name.parts[-1]})
    return tuple(
        (key, re.compile(f"(?:{'|'.join(map(re.escape, sorted(texts)))}){_BETWEEN}"))
        for key, texts in labels.items()
    )
