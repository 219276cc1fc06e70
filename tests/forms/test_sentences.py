"""Sentences with blanks: every clause finds its field, and no clause swallows the next one."""

from __future__ import annotations

import pytest

from parsers.form.layouts.clauses import clauses_of
from parsers.form.naming.names import names_of
from tests.forms.grids import DEFINITION

SENTENCES = {
    "科普讲座12场，参加人数 300 人次。": [("科普讲座", "12场"), ("参加人数", "300 人次")],
    "科普讲座 完成率100%，共45场；展板  31  块。": [
        ("科普讲座", "完成率100%，共45场"),
        ("展板", "31  块"),
    ],
    "科普展览  28  场，\n展板  数百块": [("科普展览", "28  场"), ("展板", "数百块")],
}


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_falls_into_its_clauses(text: str) -> None:
    clauses = clauses_of(text, names_of(DEFINITION)) or []
    assert [(one.label, one.value) for one in clauses] == SENTENCES[text]
