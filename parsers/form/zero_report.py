"""零报送: a unit says that it held no activities; that is a report."""

from __future__ import annotations

import re

from parsers.form.text import squeeze

_WE = (
    r"(?:我|本|该)(?:单位|局|校|院|馆|所|中心|乡|镇|街道|办|委|公司|部门|站|村|社区|会|园)|"
    r"我们|我县[\u4e00-\u9fff]{2,8}"
)
_SUBJECT = re.compile(
    r"零报送|零报告|零上报|无活动(?:上报|报送|情况)?$|(?:未|没有)(?:开展|组织|举办)(?:相关|此项|有关|科普)?活动"
)
_NOTHING_HELD = (
    r"(?:未|没有|没|并未|均未|尚未能|未能|暂未)(?:能)?(?:组织|开展|举办|举行|安排)(?:开展|举办)?"
    r"(?:过)?[\u4e00-\u9fff“”\"《》\d]{0,18}?(?:活动|项目|工作)?"
)
_STATEMENT = re.compile(
    rf"(?:(?:{_WE})[\u4e00-\u9fff“”\"《》,，\d]{{0,24}}?{_NOTHING_HELD}|^(?:今年|本年度?|此次|本次|活动周期间|期间)?[,，]?{_NOTHING_HELD})"
)
_NONE_TO_REPORT = re.compile(
    rf"(?:{_WE})[\u4e00-\u9fff“”\"《》,，\d]{{0,20}}?(?:无(?:相关|此类|有关|科普)?(?:活动|数据|情况|内容|事项)(?:可?(?:上报|报送|填报|报))?|没有(?:活动|数据|情况)(?:可|需)?(?:上报|报送|填报)?)"
)
_ZERO = re.compile(r"(?:实行|作|做|进行|予以|特此|特|申请|按|为|报)?零(?:报送|报告|上报)")
_NOT_OURS = re.compile(
    r"(?:未|没有|没|不)(?:能|曾)?(?:及时)?(?:收到|接到|看到|找到|见到|填|报送|上报|提交)|的单位|各单位|各部门|单位也|如(?:果)?[\u4e00-\u9fff]{0,6}(?:未|没有|零报)|请(?:各|于|在|按|务必|贵)|"
    r"是否|吗|？|\?|可以|能否|要不要|需要|是不是|怎么|如何|不(?:得|能|要|允许|接受)零报|实行零报送制度|须|应当|必须|因[\u4e00-\u9fff]{0,10}未(?:能)?按时"
)
_BUT = re.compile(
    r"附件|线上|线下|见附|附上|但|不过|已(?:经)?(?:开展|举办|组织)|开展了|举办了|组织了|延期|推迟|随后|下周|将于|补报|另行"
)
_LONGEST = 300
_CLAUSE = re.compile(r"[。；;!！\r\n]+")


def is_zero_report(subject: str, text: str) -> bool:
    """Whether a mail says that its unit held no activities and reports zero.

    `text` is the sender's own text. Questions, other units' matters and the notice's own words
    about 零报送 are none.
    """
    body = squeeze(text)
    if len(body) > _LONGEST or _BUT.search(body):
        return False
    if any(_states(squeeze(clause)) for clause in _CLAUSE.split(text) if clause.strip()):
        return True
    title = re.sub(
        r"^(?:(?:re|fw|fwd|回复|答复|转发)[:：])+", "", squeeze(subject), flags=re.IGNORECASE
    )
    is_reply = title != squeeze(subject)
    told = _SUBJECT.search(title) is not None and not _NOT_OURS.search(title + body)
    return told and not is_reply and "通知" not in title


def _states(clause: str) -> bool:
    if _NOT_OURS.search(clause):
        return False
    if _STATEMENT.search(clause) or _NONE_TO_REPORT.search(clause):
        return True
    return bool(_ZERO.search(clause)) and len(clause) <= 40
