"""What a mail says beside its forms that nobody read as a figure, and that must not go unseen."""

from __future__ import annotations

import re
from functools import lru_cache

from mailbot.pipeline.reading import ReadMail
from parsers.findings import Finding, finding
from parsers.form.definition import FormDefinition
from parsers.form.names import names_of
from parsers.form.text import squeeze
from parsers.mail.quoting import is_forward

_CHANGE = re.compile(
    r"更正|改为|改成|应为|应是|修正|修改|重报|以.{0,8}为准|作废|撤回|撤销|不作数|"
    r"(?:上?报|填|写|算)(?:错|漏|多|少|重)了?|有误|错误"
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

    Only for a mail of which no figure was read. What is asked for in an answer to our letter must
    name a field; elsewhere a word such as 更正 is enough, unless other material came along.
    """
    text = f"{read.mail.own_text[:_LOOKED_AT]}\n{read.mail.subject}"
    named = bool(_fields_with_numbers(read.mail.own_text, form))
    said = next((one for one in _SENTENCE.split(text) if _CHANGE.search(one)), "")
    if said and (named or not has_materials):
        return (finding("change_unread", text=said.strip()),)
    if answers_receipt and named:
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
