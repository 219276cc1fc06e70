"""A field's name anywhere in a piece of running text, with the number right beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from parsers.form.naming.names import Name, Names
from parsers.form.naming.similar import tells_apart
from parsers.form.text import squeeze
from parsers.form.values.cells import target_of
from parsers.form.values.measures import PATTERN, compatible
from parsers.form.values.numbers import read_number

_LONGEST = 60
_DATE = re.compile(r"\d{2,4}年|\d{1,2}月(?:\d{1,2}[日号]?)?(?:[-至—~]\d{1,2}[日号])?|\d{1,2}:\d{2}")
IN_BLANK = re.compile(r"\((\s*\d[\d.,]*\s*)\)")
"""（4）场: the brackets are the blank that was filled in."""
_GAP = re.compile(
    r"(?:[\s_]|[:…·]|\((?:[^()\d]{1,8})\)|数量?|总数|为|是|达到?|共计?|累计|总计|合计|有|计|了|"
    r"大?约|近|超过?|逾|\()*"
)
_NUMBER_FIRST = re.compile(
    rf"(?P<before>\D*?)(?P<value>(?:约|近|超过?|逾)?\d[\d.,]*\s*[余多]?[百千万亿]?[余多]?\s*(?:{PATTERN}))"
    r"的?\s*(?:大型|主题|专题)?"
)
_HARMLESS = re.compile(
    r"(?:今|本|全)年度?|本(?:周|月|季度|次|届|期)|年初以来|截至目前|目前|活动期间|期间|[总一]?共计?|累计|合计|总计|"
    r"开展|举办|举行|组织|进行|实施|完成|发放|印发|派发|散发|印制|制作|悬挂|张贴|摆放|投入|投放|使用|支出|出动|"
    r"动员|发动|参加|参与|接受|提供|赠送|捐赠|设置|设立|布置|展出|展示|推送|播放|开放|接待|走访|检查|排查|整改|"
    r"整治|清理|清运|新建|建设|建立|建成|修建|培训|服务|撰写|刊发|刊登|发布|报送|编发|召开|开设|成立|组建|吸引|"
    r"[举承]?办|宣传|活动|情况|各类|各种|先后|积极|认真|同时|另外|主要|集中|深入|统一|继续|已经?|又|还|并|再|另|后|了|的|"
    r"与|及|和|有|为|在|均|[\s,:·\-—]"
)
_OURSELVES = re.compile(
    r"^(?:[我本](?![月周日期季])[\u4e00-\u9fff]{0,3}|全(?:[镇乡村校院局所站馆园]|街道|社区))$"
)
_TIME = re.compile(r"^[^\d,、;:]{0,12}(?:期间|以来|之际|当[天日]|前后)[,、]?")
_HEADING = re.compile(r"^[^\d:]{1,8}:")
_PLACE = re.compile(
    r"(?:村|组|镇|乡|街道|社区|学校|小学|中学|公司|站|点|月|日|天|期|周|季度|年|阶段):$"
)
_NOT_OURS = re.compile(r"其中|平均|每|各(?![类种])|未|无|没|率|人均|占|比")


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A name in a text with its number; `sure` where the other words say nothing of their own."""

    name: str
    value: str
    sure: bool


def named_in(piece: str, names: Names) -> Named | None:
    """悬挂横幅10条, 我社区共举办科普讲座12场, 举办了12场科普讲座."""
    if names.words is None or len(piece) > _LONGEST or not re.search(r"\d", piece):
        return None
    undated = _DATE.sub(lambda match: " " * len(match.group()), piece)
    undated = IN_BLANK.sub(r" \1 ", undated)
    hits = list(names.words.finditer(undated))
    for hit in reversed(hits):
        found = _behind(piece, undated, hit, names)
        if found is not None:
            return found if len(hits) == 1 or hit is hits[-1] else None
    return _before(undated, hits[0], names) if len(hits) == 1 else None


def _behind(piece: str, undated: str, hit: re.Match[str], names: Names) -> Named | None:
    """The number behind the name, with nothing between that would change what is counted."""
    number = re.search(r"\d", undated[hit.end() :])
    if number is None:
        return None
    start = hit.end() + number.start()
    gap = undated[hit.end() : start]
    before = undated[: hit.start()]
    if not _GAP.fullmatch(gap) or _is_told_apart(before) or _NOT_OURS.search(before):
        return None
    bracket = re.match(r"\s*\([^()\d]{1,8}\)", gap)
    name = squeeze(hit.group() + (bracket.group() if bracket else ""))
    value = piece[hit.end() + (bracket.end() if bracket else 0) :].strip(" :…_")
    if not _counts(value, squeeze(hit.group()), names):
        return None
    return Named(name=name, value=value, sure=says_nothing(before))


def _before(undated: str, hit: re.Match[str], names: Names) -> Named | None:
    """举办了12场科普讲座, with nothing behind the name."""
    match = _NUMBER_FIRST.fullmatch(undated[: hit.start()])
    name = squeeze(hit.group())
    if match is None or not says_nothing(undated[hit.end() :]):
        return None
    if _is_told_apart(match["before"]) or _NOT_OURS.search(match["before"]):
        return None
    if not _counts(match["value"], name, names, strict=True):
        return None
    return Named(name=name, value=match["value"].strip(), sure=says_nothing(match["before"]))


def _is_told_apart(words: str) -> bool:
    """累计发放 is how people say that they handed out, not another column."""
    return tells_apart(words.replace("累计", ""))


def says_nothing(words: str) -> bool:
    """Whether words beside a name leave it as it is: verbs, 共, our own office, a heading."""
    heading = _HEADING.match(words.strip())
    if heading and not _PLACE.search(heading.group()):
        words = words.strip()[heading.end() :]
    words = _TIME.sub("", words.strip())
    return not _OURSELVES.sub("", _HARMLESS.sub("", words)).strip("。,;、 ")


def _counts(value: str, name: str, names: Names, *, strict: bool = False) -> bool:
    """Whether the number can be one of a field of that name."""
    read = read_number(value)
    bases = [one.base for one in read.parts] or [read.base]
    if read.state != "value" and read.doubt != "mixed":
        return False
    wanted = [target_of(one.field).base for one in _fields(name, names)]
    return any(
        compatible(base, target) for base in bases for target in wanted if base or not strict
    )


def _fields(name: str, names: Names) -> list[Name]:
    return [
        one for one in names.names if name in (one.joined, one.parts[-1], "".join(one.parts[:-1]))
    ]
