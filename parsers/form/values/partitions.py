"""Words that divide one whole into parts: only numbers named by such words are added up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from parsers.form.values.remarks import HEDGED
from parsers.form.values.spelling import DAY, PERIOD

_WORDS: dict[str, str] = {
    "mode": "线上|线下|网上|网络|现场|直播|远程|室内|室外|户外|实地|集中|分散",
    "hour": "上午|下午|晚上|夜间|白天|早上|中午|早|中|晚|首日|次日|末日",
    "week": "(?:周|星期|礼拜)[一二三四五六日天]"
    "|第[一二三四五六七八九十]+[天日周场期次批轮讲站]|[上中下]旬",
    "season": "[上下]半[年月]|[一二三四]季度|第[一二三四]季度|[一二三四五六七八九十]+月份?",
    "level": "(?:省|市|县|区|乡|镇|村|州|国家|街道|中央|上级)级?(?:财政|层面|本级|部门|活动|资金)?",
    "media": "电视台?|电台|广播站?|报纸|报刊|杂志|期刊|网站|网络|新媒体|微信|公众号"
    "|微博|抖音|快手|视频号|短视频|客户端|门户网站",
    "sex": "男|女|男性|女性|男生|女生",
    "post": "专职|兼职|全职|在编|编外|正式|临时|固定|流动",
    "party": "党员|群众|团员|非党员",
    "age": "老年人?|中年人?|青年人?|青少年|少年|儿童|成年?人|未成年人|中青年|老人|孩子|小孩",
    "role": "家属|学生"
    "|教师|老师|家长|居民|村民|职工|干部|工人|农民|农户|游客|市民|商户|企业|专家|志愿者"
    "|医生|护士"
    "|医护(?:人员)?|机关干部|社区居民|师生|群众|工作人员|科技人员|民警|辅警|司机|乘客",
    "town": "城区|乡镇|农村|城镇|县城|城市|乡村|城乡|主城区|郊区"
    "|集镇|山区|社区|学校|机关|企业|单位",
}
_KINDS: dict[str, re.Pattern[str]] = {
    **{name: re.compile(rf"(?:{words})") for name, words in _WORDS.items()},
    "day": re.compile(DAY),
    "month": re.compile(PERIOD),
    "into": re.compile(r"走?[进入][\u4e00-\u9fff]{1,4}"),
    "place": re.compile(
        r"[\u4e00-\u9fff]{1,9}(?:[县区市镇乡村厂馆园局院站所中小科股组队班部]|街道|社区|大学|学院|学校|幼儿园|公司|中心"
        r"|广场|林场|支部|分局|机关|本级|直属|村委会|居委会|镇街)"
    ),
    "event": re.compile(
        r"[\u4e00-\u9fff]{0,6}(?:讲座|宣讲|培训|培训班|咨询|义诊|演练|演出|论坛|沙龙|参观|报告会|座谈会?|展览?|竞赛|比赛"
        r"|大赛|放映|巡展|体验|走访|慰问|研学|讲解|展示|课堂|课程|大集)"
    ),
    "thing": re.compile(
        r"[\u4e00-\u9fff]{0,6}(?:折页|单页|彩页|传单|手册|画册|图册|宣传[册页品画单]|海报|图书|书籍|挂图|展板|展牌|横幅|标语"
        r"|条幅|光盘|读本|明白纸|资料|材料|杂志|期刊|报纸|卡片|贴纸|倡议书|一封信|公开信|环保袋|围裙|雨伞|礼品|纪念品)"
    ),
    "money": re.compile(
        r"[\u4e00-\u9fff]{0,6}(?:费|款|财政|自筹|捐赠|补助|资金|资料|场地|物料|设备|劳务|交通)(?:投入|拨付)?"
    ),
    "title": re.compile(r"《[^《》]{1,30}》"),
    "line": re.compile(r"[主支干]线"),
    "tree": re.compile(r"[\u4e00-\u9fff]{0,4}(?:树|木|苗|松|柏|杨|柳|槐|花|草|竹|果)"),
}
_NEUTRAL = re.compile(
    r"开展|举办|组织|发放|活动|参[加与]|观看|浏览|[人场]次|人数|的|在|于|各类|[+:]"
)


def divides(words: Sequence[str]) -> bool:
    """Whether the words name the parts of one whole: 线上 and 线下, 城区 and 乡镇, two villages."""
    plain = [_NEUTRAL.sub("", one).strip() for one in words]
    if len(set(plain)) != len(plain) and not all(set(one) <= {DAY} for one in plain):
        return False
    if any(HEDGED.search(one.replace(PERIOD, "")) for one in words):
        return False
    return _are_opposite(plain) or any(_is_of(kind, plain) for kind in _KINDS.values())


_OPPOSITE = frozenset(
    map(frozenset, ("上下", "内外", "大小", "东西", "南北", "城乡", "公私", "公民"))
)


def _are_opposite(words: Sequence[str]) -> bool:
    """规上企业 and 规下企业: all but one character is the same, and that is opposite."""
    if len(words) != 2 or len(words[0]) != len(words[1]) or len(words[0]) < 2:
        return False
    pairs = [{one, other} for one, other in zip(*words, strict=True) if one != other]
    return len(pairs) == 1 and frozenset(pairs[0]) in _OPPOSITE


def _is_of(kind: re.Pattern[str], words: Sequence[str]) -> bool:
    """Whether all are of one kind, and say the same beside it: 线上讲座 and 线下讲座."""
    found = [kind.match(word) for word in words]
    rests = {
        word[match.end() :] if match else None for word, match in zip(words, found, strict=True)
    }
    return len(rests) == 1 and None not in rests
