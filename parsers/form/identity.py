"""Who filled a form in: 填报单位 and its companions, in a paragraph, a merged row, or cells."""

from __future__ import annotations

import re

from parsers.form.text import plain_text, squeeze
from parsers.form.values.measures import measure_of

_UNIT_WORDS = (
    r"(?:填报|填表|报送|上报|填写|报告|申报)单位(?:名称|全称)?|单位全称|单位名称|"
    r"填报部门|填报机构|填报学校|报送部门"
)
_OTHER_WORDS = (
    r"(?:填报|填表|制表|统计|审核|审批|报送|经办|复核|上报)人(?:员|签字|签名)?|(?:单位|部门|分管|主管|统计)?(?:主要)?负责人|(?:单位|分管)?领导"
    r"(?:签字|签名|签章)?|联系人(?:姓名|及电话)?|(?:联系|办公|手机|固定)?电话(?:号码)?|联系方式|手机(?:号码?)?|"
    r"(?:填报|填表|填写|报送|上报|统计|制表)(?:时间|日期)|日期|(?:电子)?邮箱|E-?mail|传真|(?:单位|通讯|通信|联系)?地址|"
    r"邮编|邮政编码|职务|统一社会信用代码|组织机构代码|姓名|QQ号?|微信|单位负责|备案号"
)
_BRACKET = r"(?:\((?:[^()]{0,12})\))?"
_UNIT = re.compile(rf"(?:{_UNIT_WORDS}){_BRACKET}")
_OTHER = re.compile(rf"(?:{_OTHER_WORDS}){_BRACKET}", re.IGNORECASE)
_ANY = rf"(?:{_UNIT_WORDS}|{_OTHER_WORDS}){_BRACKET}"
_SPOKEN = re.compile(rf"(?P<label>{_ANY}|单位{_BRACKET})\s*:\s*", re.IGNORECASE)
_SPACED = re.compile(rf"^(?P<label>(?:{_UNIT_WORDS}){_BRACKET})\s+(?P<value>[^\s:].*)$")
_BLANK_VALUE = re.compile(r"[\s_\-—.。/:;,()公盖章]*")


def is_unit_label(text: str) -> bool:
    """Whether a cell holds the label 填报单位 and no value."""
    return _UNIT.fullmatch(squeeze(text).rstrip(":")) is not None


def is_identity_label(text: str) -> bool:
    """Whether a cell holds a label such as 填报人 or 联系电话 and no value."""
    bare = squeeze(text).rstrip(":")
    return bool(_UNIT.fullmatch(bare) or _OTHER.fullmatch(bare))


def is_identity_text(text: str) -> bool:
    """Whether a text names who filled a form in: 填报单位（盖章）：某某局 填报人：某某."""
    line = _line(text)
    match = _SPOKEN.match(line)
    if match and match["label"].startswith("单位") and len(match["label"]) == 2:
        return bool(_unit_in(line))
    return bool(match or _SPACED.match(line))


def reporting_unit_in(text: str) -> str:
    """The name after 填报单位 in a text, as written; '' where none stands."""
    return _unit_in(_line(text))


def clean_unit(text: str) -> str:
    """A reporting unit's name from a cell of its own."""
    name = plain_text(text).strip(" _:;,.。")
    name = re.sub(r"\((?:盖章|公章|签章|章)\)$", "", name).strip(" _")
    return "" if _BLANK_VALUE.fullmatch(name) or measure_of(name) else name


def _line(text: str) -> str:
    """One line; labels written apart (填 报 人) drawn together."""
    line = plain_text(text).replace(";", "  ")
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff](?: |:|\())", "", line)


def _unit_in(line: str) -> str:
    spoken = list(_SPOKEN.finditer(line))
    for index, match in enumerate(spoken):
        label = re.sub(_BRACKET + "$", "", match["label"])
        if not _UNIT.fullmatch(match["label"]) and label != "单位":
            continue
        stop = spoken[index + 1].start() if index + 1 < len(spoken) else len(line)
        name = clean_unit(line[match.end() : stop])
        if name and not (label == "单位" and _is_measures(name)):
            return name
    spaced = _SPACED.match(line)
    return clean_unit(spaced["value"]) if spaced else ""


def _is_measures(name: str) -> bool:
    """单位：人次、场 names units of measure, not an office."""
    return all(measure_of(part) for part in re.split(r"[、,/ ]", name) if part)
