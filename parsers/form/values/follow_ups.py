"""What became of the things a cell counts: 25处，已整改22处; 39（余2处正在整改）."""

from __future__ import annotations

import re
from decimal import Decimal

_SETTLED = r"整改|办结|解决|处[理置]|答复|回复|化解|调解|调处|销号|修复|消除|清除|完成"
_BEFORE = r"[,，;；、。\s(（]+(?:其中|目前|现)?"
_END = r"\D{0,4}[)）]?[。.]?$"
_SETTLED_OF = re.compile(
    rf"{_BEFORE}(?:均?已经?)(?:全部)?(?:{_SETTLED})(?:完成|完毕|到位|了)?(?P<number>\d+){_END}"
)
_STILL_OPEN = re.compile(
    rf"{_BEFORE}(?:剩?余|剩|其余|还有|尚有)(?P<number>\d+)\D{{0,3}}(?:正在|正|未|待|尚)\D{{1,8}}[)）]?[。.]?$"
)
_COMES_IN = re.compile(
    r"发现|查出|排查|受理|接[到收受]|收到|隐患|投诉|举报|线索|纠纷|案件|问题|诉求"
)


def without_follow_up(text: str, label: str) -> tuple[str, Decimal]:
    """The text before its follow-up, and the number of that; the whole text where it is unsure.

    Things found or received are counted before they are settled; under 整改隐患 it is the number
    of those settled that counts, and what is still open is none of it.
    """
    is_settled = re.search(_SETTLED, label) is not None
    largest, rest = Decimal(0), text
    still_open = _STILL_OPEN.search(rest)
    if still_open:
        rest = rest[: still_open.start()]
    settled = None if is_settled or not _COMES_IN.search(label) else _SETTLED_OF.search(rest)
    if settled:
        rest, largest = rest[: settled.start()], Decimal(settled["number"])
    if still_open and settled:
        largest += Decimal(still_open["number"])
    elif still_open and not is_settled:
        return text, Decimal(0)
    return rest, largest
