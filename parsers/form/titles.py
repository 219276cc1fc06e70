"""What a title says: our form, its year, another campaign, or another kind of form."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.form.definition import FormDefinition
from parsers.form.text import squeeze

_YEAR = re.compile(
    r"(?<!\d)((?:19|20)\d{2})(?:年|-|(?=[\u4e00-\u9fff]))|([一二][〇零○ＯOo0九][〇零○ＯOo0一二三四五六七八九]{2})年"
)
_CHINESE_YEAR = str.maketrans("〇零○ＯOo一二三四五六七八九", "000000123456789")
_NOISE = re.compile(
    r"附件?\d*[:.、]?|附表\d*|表[一二三\d]+[:.、]?|[(\[【《].{0,6}[)\]】》]$|[《》\"“”'()\[\]【】:.、\-_]"
)
_FORM_WORD = re.compile(
    r"(?:统计|情况|调查|汇总|信息|上报|报送|数据|明细)[\u4e00-\u9fff]{0,4}表|一览表|表\d*$|统计$"
)
_OTHER_KIND = re.compile(
    r"备案|报名|申报|申请|方案|预案|计划表?|安排|日程|预告|预报|签到|登记表|推荐|审批|回执|征集|评分|评审|请示|邀请|议程|须知|花名册|通讯录|任务分解|分工"
)
_CAMPAIGNS = (
    "全国科普日", "科普日", "科技工作者日", "粮食科技", "防灾减灾", "安全生产月",
    "节能宣传周", "世界环境日", "知识产权宣传周", "食品安全宣传周", "读书月", "全民阅读",
    "低碳日", "气象日", "地球日", "双创", "质量月", "健康素养",
    "爱牙日", "三下乡", "网络安全宣传周", "职业教育活动周", "民法典宣传", "国家安全教育日",
    "航天日", "文化和自然遗产日", "科普月",
)  # fmt: skip
_PLANNED = re.compile(
    r"拟(?:参加|举办|开展|组织|邀请|投入)|预计(?:参加|参与|人数|规模|受众)|计划(?:参加|开展|举办|人数|场次)"
)
_ASIDE = re.compile(r"\([^()]*\)|《[^《》]*》|“[^“”]*”|\"[^\"]*\"")
_SPOKEN = re.compile(
    r"[,，。;；!！?？]|^(?:现(?!代|场|有|状|金|役|行)|兹|谨|请(?!示|假|愿)|附上|附有|随信|随函|以下|以上|下面|上面|按照|根据|按(?:要求|规定|通知|时)|"
    r"这是|此表|该表|本表|我(?!国|省|市|县|区|州|旗)|您|你|附件(?:\d*)(?:是|为|中))|"
    r"(?:查收|审阅|收阅|查阅|审核|批示|如下|[见如](?:下|附)表|报上|报来|附后|见附件|已报送|已上报|知悉|谢谢)[:：]?$|(?:现将|现报|请予|请查|已填|随附)"
)
_LEAST = 0.72


def years_in(title: str) -> tuple[int, ...]:
    """The years a title names: 2022年, 二〇二二年, 二O二二年."""
    found: list[int] = []
    for match in _YEAR.finditer(squeeze(title)):
        digits = match[1] or match[2].translate(_CHINESE_YEAR)
        if digits.isdigit():
            found.append(int(digits))
    return tuple(dict.fromkeys(found))


_YEAR_SHEET = re.compile(r"((?:19|20)\d{2})(?:年.{0,8})?")


def years_of_sheets(sheets: tuple[str, ...]) -> tuple[int, ...]:
    """The years for which a workbook's sheets are named: 2021, 2021年度."""
    matches = [_YEAR_SHEET.fullmatch(squeeze(name)) for name in sheets]
    return tuple(int(match[1]) for match in matches if match)


@lru_cache(maxsize=2048)
def core_of(title: str) -> str:
    """A title without year, number and punctuation."""
    return _NOISE.sub("", _YEAR.sub("", squeeze(title)))


def is_ours(title: str, definition: FormDefinition) -> bool:
    """Whether a title is the form's own, give or take the year, 附件2 and a few words."""
    core, wanted = core_of(title), core_of(definition.title)
    if not core or not wanted or other_campaign(title, definition) or other_kind(title, definition):
        return False
    if core == wanted or wanted in core:
        return True
    if is_elsewhere(title, definition):
        return False
    return (
        len(core) >= 4 and _FORM_WORD.search(core) is not None and _likeness(core, wanted) >= _LEAST
    )


def _likeness(one: str, other: str) -> float:
    """How many neighbouring pairs of characters two titles share, 0 to 1."""
    left = {one[i : i + 2] for i in range(len(one) - 1)}
    right = {other[i : i + 2] for i in range(len(other) - 1)}
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0


def other_campaign(title: str, definition: FormDefinition) -> bool:
    """Whether a title names a campaign that this form is not about."""
    own = squeeze(definition.title + definition.campaign_title)
    text = squeeze(title)
    return any(name in text and name not in own for name in _CAMPAIGNS)


_GENERIC = re.compile(
    r"(?:统计|情况|调查|汇总|信息|上报|报送|填报|数据|明细|开展|工作|活动|全国|全省|全市|全县|关于|组织|宣传|数量|完成|进展|主要|重点|"
    r"有关|相关|一览|主题|专题|系列|年度|科普|本次|续|表|单|的|期间|各|第[一二三四五六七八九十\d]+届)+"
)
_OFFICE = re.compile(
    r"^.*(?:局|委员会|办公室|办事处|中心|学校|小学|中学|幼儿园|医院|公司|政府|管委会|街道|协会|学会|[乡镇村馆院站所校县市区])"
)
_LEAST_SUBJECT = 3


def subject_of(title: str) -> str:
    """What a title is about, without whose it is and what every form is called."""
    return _GENERIC.sub("", _OFFICE.sub("", core_of(title)))


def is_elsewhere(title: str, definition: FormDefinition) -> bool:
    """Whether a form's title names a subject that shares nothing with this form's."""
    subject = subject_of(title)
    if not is_form_title(title) or len(subject) < _LEAST_SUBJECT:
        return False
    own = core_of(definition.title + definition.campaign_title)
    own += subject_of(definition.title) + subject_of(definition.campaign_title)
    labels = "".join(field.label for field in definition.fields)
    if not any(pair in own + labels for pair in _pairs(subject)):
        return True
    wanted = subject_of(definition.title)
    shared = _shared(subject, wanted)
    rest = subject.replace(shared, "", 1)
    differs = len(rest) >= _LEAST_SUBJECT <= len(wanted) - len(shared)
    return differs and not any(pair in own + labels for pair in _pairs(rest))


def _pairs(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)}


def _shared(one: str, other: str) -> str:
    """The longest run of characters both have."""
    best = ""
    for start in range(len(one)):
        while one[start : start + len(best) + 1] in other and start + len(best) < len(one):
            best = one[start : start + len(best) + 1]
    return best


def other_kind(title: str, definition: FormDefinition) -> bool:
    """Whether a title is a plan's, an application's, a registration's."""
    own = core_of(definition.title)
    return any(match.group() not in own for match in _OTHER_KIND.finditer(core_of(title)))


_TOLD = re.compile(r"\d\s*[万余多]*(?:人次|场次|[场份册条块人名])(?![a-z0-9]|公司)")
"""Something counted: 组织演练1场."""


def is_form_title(title: str) -> bool:
    """Whether a text could be the title of a table; what speaks of a table is none."""
    fits = 4 <= len(squeeze(title)) <= 60 and bool(_FORM_WORD.search(core_of(title)))
    return fits and not is_sentence(title)


def is_sentence(text: str) -> bool:
    """Whether a text tells something (现将表报上，请查收; 共举办讲座3场), as no title does."""
    bare = _ASIDE.sub("", squeeze(text))
    return bool(_SPOKEN.search(bare) or _TOLD.search(bare))


def is_planned(label: str) -> bool:
    """拟参加人数 speaks of what is to come."""
    return bool(_PLANNED.search(label))
