"""Words that make a number another one than its field's: planned, undone, left over, a mean.

By their meaning, and mostly by single characters: what a writer says of who, where, how and of
what kind is without end and leaves the number as it is; what turns it into another one is not.
"""

from __future__ import annotations

import re

from parsers.form.values.remarks import HEDGED, STAGE, without_verb

_PLANNED = (
    r"预|(?<![自众])筹|备(?:用|料|货|案)|准备|争取|力争|有望|即将|将(?!军)|候(?!鸟)|意向|安排|部署|可(?!回收)|(?<![智功技职性节才])能(?![力源手人])"
    r"|容纳|容量|限(?!公司)|名额|额度|指标|控制|设计|建议|希望|保底|承诺|签约|认领|选址|立项|批[复准]|获批|核准|订(?!单)|约"
    r"|联系|洽谈|商定|推荐|提名|注册|登记|委托"
)
_UNDONE = (
    r"未|没|无|非|不|勿|否|撤|废|拆|退|返(?!乡)|失(?![业能地独])|损|坏|破|弃|拒|败|淘|落选|(?<!诊)断|终|中止|关[闭停]|缓|冻|闲|逾|过期|亏|透"
    r"|赊|借|租|丢|销(?!售)|亡|死|病|伤|旷|流[产失]|裁|减|降|扣|垫|挂账|缺|欠|迁|转|替|代(?!表)|吊|罚|召回|抵"
)
_UNDER_WAY = r"在[建办编途印修制研训读]|正在|进行|中$|陆续|逐步|分批|尚|阶段"
_PART = (
    r"其余|其[他它]|部分|仅|只|占|之一|个别|[多少半]数|半|首[批次期轮场]|第|(?<!周)末|外|除|(?<!业)余|剩"
    r"|留(?![守学])|存(?![折量])|含"
)
_EACH = r"每|各(?![类种界级村镇乡族方行校])|均|分别|倍|单[价次]|最|峰|轮次"
_CHANGED = (
    r"改|更|误|错|重(?![点要大庆阳])|修(?![复缮剪建理])|订正|审|核|(?<!答)疑|或|据|似|大致|暂|初(?![中级])|草[稿案]|毛(?![巾毯衣笔竹])|折(?![页叠])"
    r"|当于|等值|[价市]值|追|补(?![助贴种])|拟"
)
_ANOTHER_TIME = (
    r"[去上下][年届次周月回季批期半]|历|明[年天日]|昨|(?<!前)往|前(?!往)|曾|早|(?<![课饭午])后(?![勤备])|旧|原(?![创料])|同期"
    r"|以来|至今|截"
)
_COMPARED = (
    r"比(?![赛武])|较|增|涨|升(?![旗学])|超(?!市)|高于|多于|[少低]于|提[高前]|排名|名次|位居"
)
_OTHER_NUMBER = (
    r"^[月处周季]$|[多少漏误]报|[编序文页]号|页码|示例|样例|举例|参考|[个整满]月|小时|分钟|[学课]时|周年|人手|户均|若干|推迟|延"
    r"|[起终]点|标段|桩号"
)
_WIDER = r"全[国省市县区州]|[国省市县区]级|国家|中央|上级|兄弟"
_SPOILS = re.compile(
    "|".join(
        (
            _PLANNED,
            _UNDONE,
            _UNDER_WAY,
            _PART,
            _EACH,
            _CHANGED,
            _ANOTHER_TIME,
            _COMPARED,
            _WIDER,
            _OTHER_NUMBER,
        )
    )
)
_DONE = re.compile(
    r"实际|完成|实[到参有]|到[场会位账]|出席|签到|制作|印制|印刷|印好|采购|购置|发出|下发|接待|有效|合格"
)
"""Stages that a report tells of its own number: 到场40人."""
_HARMLESS = re.compile(
    r"均(?:为|是|系|属|由|已)|应急|非遗|主要|重要|免费|无偿|无人机|退[役伍休]|失能"
)
"""Common words with a character that spoils numbers elsewhere."""
_WORDS = re.compile(r"[\u4e00-\u9fff“”\"·]{1,12}")
_NOUN = re.compile(
    r"(?<![出入离住动开发产回归换裁驻注复填迁])"
    r"[校学院馆所站局处室会社部厂场园村镇乡寨区片组队班团家户员民工人生者师手友众亲号网台报刊书册页品物料具械展座课赛演点屏栏板牌级类型堂厅店里内上间面性券票卡证包袋盒箱车船机器粮油药]$"
    r"|企业|单位|群体|财政|机关|中心|街道|广场|集市|资金|经费|款项|^[向在由为对于]"
)
"""How nouns of who, where and what kind end; 出院, 动工 and 产生 are verbs."""
_ALL = re.compile(r"全部|均|都")
"""23（已全部办结）: what became of all of them."""
_LEVEL = re.compile(r"^[省市县区镇乡村校院局]")
_SEVERAL = re.compile(r"[和及与]")


def leaves_number(piece: str, known: str) -> bool:
    """Whether a piece of text beside a number says nothing that makes it another number.

    `known` are the words of its label, which may name any stage: 已办结19件 under 办结投诉.
    """
    if not _WORDS.fullmatch(piece) or any(
        one.group() not in known for one in _SEVERAL.finditer(piece)
    ):
        return False
    return not spoils(piece, known)


def spoils(piece: str, known: str) -> bool:
    """Whether a word stands in a text that makes a number another one, and not in its label."""
    rest = STAGE.sub(lambda stage: "" if stage[0] in known else stage[0], piece)
    rest = _HARMLESS.sub("", rest)
    if HEDGED.search(rest):
        return True
    patterns = (_SPOILS,) if _ALL.search(piece) else (STAGE, _SPOILS)
    spoiling = (one for pattern in patterns for one in pattern.finditer(_DONE.sub("", rest)))
    return any(one.group() not in known for one in spoiling)


def names_plainly(piece: str) -> bool:
    """Whether words behind a number tell who, where, of what kind, or of all: 30人（社员）."""
    rest = _LEVEL.sub("", piece)
    told = _NOUN.search(piece) or _ALL.search(piece) or piece.startswith("已")
    return len(piece) > 1 and bool(told or without_verb(rest) == "")


def ends_plainly(before: str, known: str) -> bool:
    """Whether words lead to a number with no verb of their own: 砍伐30株 is no 植树."""
    rest, shorter = before, ""
    while rest != shorter:
        shorter, rest = rest, _without_end(rest, known)
    return not rest or _NOUN.search(rest) is not None


def _without_end(text: str, known: str) -> str:
    """The text without a verb of reports, or words of its label, at its end."""
    for start in range(len(text) - 1):
        if text[start:] in known:
            return text[:start]
    return without_verb(text)
