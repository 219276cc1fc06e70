"""Radicals that PDF writers put in the place of ordinary characters, put right.

Fonts share one glyph between 青 and ⻘; some writers name the radical in the text (seen from
Chromium and Skia). NFKC knows the Kangxi ones; the others follow Unicode's
EquivalentUnifiedIdeograph.txt.
"""

from __future__ import annotations

import unicodedata

_SUPPLEMENT = {
    "⺠": "民", "⺟": "母", "⺩": "王", "⺫": "目", "⺬": "示", "⺮": "竹", "⺶": "羊", "⺸": "羊",
    "⺼": "肉", "⻁": "虎", "⻄": "西", "⻅": "见", "⻆": "角", "⻉": "贝", "⻋": "车", "⻑": "長",
    "⻓": "长", "⻔": "门", "⻗": "雨", "⻘": "青", "⻙": "韦", "⻚": "页", "⻛": "风", "⻜": "飞",
    "⻝": "食", "⻢": "马", "⻣": "骨", "⻤": "鬼", "⻥": "鱼", "⻦": "鸟", "⻧": "卤", "⻨": "麦",
    "⻩": "黄", "⻪": "黾", "⻬": "齐", "⻮": "齿", "⻰": "龙", "⻳": "龟", "⺁": "厂", "⺈": "刀",
    "⺎": "兀", "⺝": "月", "⺜": "日", "⺧": "牛", "⺍": "小", "⺊": "卜",
}  # fmt: skip
_KANGXI = {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_TABLE = str.maketrans(_KANGXI | _SUPPLEMENT)


def ordinary(text: str) -> str:
    """Write a text with ordinary characters instead of radicals."""
    return text.translate(_TABLE)
