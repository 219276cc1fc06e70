"""Words and brackets beside a number: which of them leave it as it is, and which ask for a look."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.form.values.measures import measure_of
from parsers.form.values.spelling import DAY, PERIOD

HEDGED = re.compile(
    r"(?<![接招])待|暂|估|预[计期算备]|计划|规划|拟|打算|取消|停|延期|未|没|无|非|不[含足到计包满]|除|扣|去年|上年|往年|历年|明年"
    r"|[上下](?:[个]?[月周季次届年]|一|半年)|同期|可能|核[实定对减]|改|更正|误|重复|漏|另|还|余|剩|差|缺|欠|库存"
    r"|全[县市区省国州年]|目标|任务|应|需|要求|申[请报]|原|旧|折合|相当|每|人均|平均|最[多高少低大小]|其中|仅|退|损"
    rf"|[?*^#·×=]|{PERIOD}"
)
"""Words that may make a number another one than the field's."""
STAGE = re.compile(
    r"[应实][到参有报办完开收发]|发现|查出|排查|整改|解决|办结|受理|处[理置]|接到|收到|答复|实际|报名|到场|到会|签到|出席|缺席|请假|邀请|招募|印制|印刷|制作|采购|购置|剩余|库存|结余|收回|回收|有效"
    r"|发出|下发|下达|申请|申报|通过|审核|核定|核减|上报|初[报步]|终报|目标|完成|合格|达标|新增|原有|现有|退|停|损"
)
"""应到30人，实到28人 tells of the same people twice: such numbers are never added."""
_COMPARED = re.compile(
    r"^(?:去年|上年|上月|上届|同期|同比|环比|较|比|与)|同比|环比|[较比](?:去|上|同)"
)
_INLINE = re.compile(r"[共合总]计?\D{0,4}\d")
_NUMERAL = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Split:
    """A line without the remarks in brackets that follow its numbers."""

    line: str
    remarks: tuple[str, ...] = ()


_COMPARING = re.compile(r"(?<=\w)[,;]\s*((?:较|比(?![赛武例])|同比|环比|[去上]年)[^;]*)$")


def split_remarks(line: str) -> Split:
    """Take out the brackets behind a number, and a clause that compares it with another year's.

    份(册) and (共8场) stay in the line.
    """
    kept, remarks, position = "", [], 0
    if (compared := _COMPARING.search(line)) and _NUMERAL.search(line[: compared.start()]):
        line, remarks = line[: compared.start()], [compared[1]]
    for match in re.finditer(r"\(([^()]*)(?:\)|$)", line):
        text = match[1].strip()
        kept += line[position : match.start()]
        position = match.end()
        if not _NUMERAL.search(kept) or measure_of(text) or _INLINE.search(text) or not text:
            kept += match.group()
        else:
            remarks.append(text)
            kept += " "
    return Split(line=(kept + line[position:]).strip(), remarks=tuple(remarks))


def compares(remark: str) -> bool:
    """去年52, 较上年增加5件, 较上年略增: the number beside is another year's."""
    told = _NUMERAL.search(remark) or remark.startswith(("较", "同比", "环比"))
    return bool(told and _COMPARED.search(remark))


_CORRECTED = re.compile(
    r"(?:[更修订改][正改]?|应当?|实际|误填|错填|漏报|多报)(?:为|成|是|有)?\D{0,4}\d"
)


def corrects(remark: str) -> bool:
    """更正为52家, 应为8500: a remark that gives the number beside it anew."""
    return _CORRECTED.search(remark) is not None


_PLAIN_REMARK = re.compile(
    rf"(?:详?见|附)[^\d]*|[^\d]*附后|含[^\d]+|包括[^\d]+|据[^\d]+|签到表?|不重复计算|{DAY}"
)
_PLAIN = re.compile(
    "发布|推送|配[送发]|统配|刊发|刊载|报道|拨付|划拨|自筹|众筹|赞助|捐[赠助]|募集|筹集|到[位场会账]|主办|承办|派发|分发|吸引|带动|进行|提供|派出|安装|配备|设[置立]|搭建|收集"
    "|我们?|[单本]位|已经?|现已|共计?|合计|累计|总[计共长]?|开展|举办|组织|发放|印发|张贴|悬挂|赠送|活动|参[加与]?|观看|浏览|播放|接待|服务"
    "|培训|走访|慰问|检查|覆盖|惠及|出动|投入|新建|建成|种植|实际|完成|实到|全长|长|面积|受益|受众|人数|人次|数量|金额"
    "|大约|约|有|计|为|了|是|达到?|向|等|[、,:]"
)


def is_plain_remark(piece: str) -> bool:
    """见附件, 含教师, 名单附后: a note that no number's meaning hangs on."""
    return bool(_PLAIN_REMARK.fullmatch(piece)) and not HEDGED.search(piece.replace("不重复", ""))


def is_plain_verb(piece: str) -> bool:
    """Whether a piece is made of nothing but the verbs and little words of reports."""
    return _PLAIN.sub("", piece.replace(DAY, "")) == ""


_VERB_AT_END = re.compile(f"(?:{_PLAIN.pattern})$")


def without_verb(text: str) -> str:
    """The text without a verb or a little word of reports at its end."""
    return _VERB_AT_END.sub("", text)
