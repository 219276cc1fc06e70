"""A cell's text in one spelling: units, money, percent, list marks; dates out of the way."""

from __future__ import annotations

import re

from parsers.form.text import plain_text
from parsers.form.values.measures import PATTERN
from parsers.form.values.numerals import CHINESE, number_of

DAY, PERIOD, CODE = "\u231a", "\u231b", "\u25ab"
"""What stands for a day or a time, for a month or a year, and for A4 or 1对1."""

_LATIN = {"km": "公里", "kg": "千克", "t": "吨", "g": "克", "m": "米"}
_NUMBER = r"\d[\d,]*(?:\.\d+)?"
_SCALED = rf"{_NUMBER}\s*[余多]?\s*[百千万亿]*"
_REWRITTEN: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"(?<=\d)[wW](?![A-Za-z])", "万"),
        ("[〔【]", "("),
        ("[〕】]", ")"),
        ("無", "无"),
        (rf"¥\s*({_SCALED})\s*元?", r"\1元"),
        (rf"人民币\s*(?=[\d{CHINESE}])|(?<=元)\s*人民币", ""),
        (rf"(?<=[\d元场人次份个名{CHINESE}])整(?=\W|$)", ""),
        (r"(?<=人)·次", "次"),
        (r"(?<=[场人项户家台辆]) 次(?=\W|$)", "次"),
        (r"(?<=[\d百千万])\s*个人(?=\W|$)", "人"),
        (r"(?<=[\d百千万])\s*平方(?![米公千分厘\w])", "平方米"),
        (r"^\.(?=\d)", "0."),
        (r"(?<=\d)\.$", ""),
        (rf"({_SCALED})\s*\((?:计量)?单位:?\s*([万亿]?(?:{PATTERN}))\)", r"\1\2"),
        (rf"({_NUMBER}\s*[余多]?)\s*\(([万亿](?:{PATTERN})|km|kg|t|m)\)", r"\1\2"),
        (rf"^\( ?({_NUMBER}|无) ?\)\s*(?=[百千]?[万亿]?{PATTERN}$)", r"\1"),
        (rf"(?<=\d);(?=[余多]?[百千]?[万亿]?[余多]?(?:{PATTERN})?$)", ""),
        (rf"(?<=\d)({PATTERN})[; ]+(?=\((?:{PATTERN})\)$)", r"\1"),
        (r"^\((无|/|[-—]+)\)", r"\1"),
        (rf"^=?([^=]*\+[^=]*)=(?=\s*{_NUMBER})", r"\1共"),
        (r"^(\d[^()]*)\((?:约|大约|左右)\)$", r"约\1"),
    )
)
_LATIN_UNIT = re.compile(r"(?<=\d)\s*(km|kg|t|g|m)(?![A-Za-z\d^])", re.IGNORECASE)
_PER_CENT = re.compile(rf"百分之(?P<num>[{CHINESE}点]+|{_NUMBER})")
_MARK = re.compile(rf"(?:^|(?<=[;,。 ]))\(?(?P<mark>\d)[.)、]\s*(?!\d|(?:{PATTERN})(?:\W|$))(?=\w)")


def spelled(text: str) -> str:
    """The text on one line, with one spelling for each unit of measure and each mark."""
    line = plain_text(text)
    for pattern, to in _REWRITTEN:
        line = pattern.sub(to, line)
    line = _NUMERAL_IN_WORD.sub(CODE, line)
    line = _LATIN_UNIT.sub(lambda match: _LATIN[match[1].lower()], line)
    line = _PER_CENT.sub(_per_cent, line)
    marks = [match["mark"] for match in _MARK.finditer(line)]
    is_list = len(marks) > 1 and marks == [str(index + 1) for index in range(len(marks))]
    return _MARK.sub("", line) if is_list else line


def _per_cent(match: re.Match[str]) -> str:
    number = 100 if match["num"] == "百" else number_of(match["num"])
    return match.group() if number is None else f"{number}%"


_TO = r"\s*[-~—–至到、和]+\s*"
_DAYS = rf"\d{{1,2}}(?:[日号]?{_TO}\d{{1,2}})*\s*[日号]"
_YEAR = r"(?<!\d)(?:(?:19|20)\d{2}|[二一][〇零○0Oo九][〇零○0Oo一二三四五六七八九\d]{2})\s*年"
_DAY = re.compile(
    rf"(?:{_YEAR}\s*)?(?<!\d)\d{{1,2}}\s*月\s*{_DAYS}|(?<!\d)(?:19|20)\d{{2}}([-./])\d{{1,2}}\1\d{{1,2}}(?!\d)"
    rf"|(?<!\d)\d{{1,2}}:\d{{2}}(?:\s*[-~—–至到]+\s*\d{{1,2}}:\d{{2}})?(?!\d)|第\d{{1,3}}[届期次批轮季天日场]"
    rf"|(?<!\d){_DAYS}"
)
_PERIOD = re.compile(rf"{_YEAR}(?:\s*度)?(?:\s*\d{{1,2}}\s*月份?)?|(?<!\d)\d{{1,2}}\s*月份?")
_CODE = re.compile(
    r"(?<![A-Za-z\d])[A-Za-z]\d{1,2}(?=[\u4e00-\u9fff])|(?<!\d)\d对\d(?=[\u4e00-\u9fff])"
)
_NUMERAL_IN_WORD = re.compile(r"(?<=[队退入])伍|(?<=[大登水着内])陆|陆(?=[地续路])|千方百计|四个一")
"""宣传队伍, 登陆: a numeral's character that counts nothing."""
_RUN = re.compile(rf"{DAY}(?:{_TO}{DAY})+")


def without_dates(line: str) -> str:
    """The line with days, months, years and codes replaced by one mark each."""
    line = _CODE.sub(CODE, _PERIOD.sub(PERIOD, _DAY.sub(DAY, line)))
    return _RUN.sub(DAY, line)
