"""The sections of config.toml that say what is collected, from whom, until when."""

from __future__ import annotations

from datetime import date, datetime, time
from functools import cached_property
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from msgspec import Meta, Struct
from msgspec.structs import force_setattr

from parsers.form.definition import FieldType

Kind = Literal["spreadsheet", "document", "image", "video", "audio", "archive", "link"]

_KEY = r"\A[a-z][a-z0-9_]*\Z"
_KEY_ALLOWED = "小写英文字母开头、只含小写字母、数字和下划线的文字"
_KINDS = "可以是哪些文件：spreadsheet 表格、document 文档、image 图片、video 视频、audio 音频、"


class Campaign(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """The collection itself: what it is called, and from when until when it runs."""

    title: Annotated[str, Meta(min_length=1, description="活动名称，写在回执里")]
    opens: Annotated[date, Meta(description="通知印发的日期")]
    deadline: Annotated[
        date | datetime,
        Meta(description="报送截止：日期（到当天 24 时为止），或日期加时间"),
    ]
    id: Annotated[
        str,
        Meta(max_length=60, description="活动的代号", extra={"default": "campaign-年份"}),
    ] = ""
    closes: Annotated[
        date | None, Meta(description="到这一天为止还催报；不写就只看 remind_after")
    ] = None
    timezone: Annotated[str, Meta(description="时区，如 Asia/Shanghai")] = "Asia/Shanghai"
    contact: Annotated[str, Meta(max_length=80, description="回执里“有问题请联系”的科室和电话")] = (
        ""
    )

    @cached_property
    def zone(self) -> ZoneInfo:
        """The campaign's timezone; raises ZoneInfoNotFoundError for a name that is none."""
        return ZoneInfo(self.timezone)

    @cached_property
    def deadline_at(self) -> datetime:
        """The last moment that is in time: a bare date means the end of that day."""
        if not isinstance(self.deadline, datetime):
            return datetime.combine(self.deadline, time(23, 59, 59), tzinfo=self.zone)
        if self.deadline.tzinfo is None:
            return self.deadline.replace(tzinfo=self.zone)
        return self.deadline


class Material(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One thing that every unit is asked to send."""

    key: Annotated[
        str,
        Meta(
            pattern=_KEY,
            extra={"allowed": _KEY_ALLOWED},
            description="代号，小写英文字母开头；统计表必须叫 statistics",
        ),
    ]
    label: Annotated[str, Meta(min_length=1, description="名称，写在回执和汇总里")]
    required: Annotated[bool, Meta(description="是否必须报送")] = False
    words: Annotated[tuple[str, ...], Meta(description="文件名或标题里有这些字样就算这项材料")] = ()
    kinds: Annotated[
        tuple[Kind, ...],
        Meta(description=f"{_KINDS}archive 压缩包、link 链接；空着就是什么文件都可以"),
    ] = ()


class ReportingUnit(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of the roster."""

    name: Annotated[str, Meta(min_length=1, description="单位名称，写在回执和汇总里")]
    code: Annotated[
        str, Meta(description="代码，数据库里用它指这个单位", extra={"default": "就是单位名称"})
    ] = ""
    aliases: Annotated[
        tuple[str, ...], Meta(description="别名：全称、简称，填报单位一栏里可能的写法")
    ] = ()
    emails: Annotated[tuple[str, ...], Meta(description="该单位报送用的邮箱；提醒发到第一个")] = ()
    contact: Annotated[str, Meta(description="联系人")] = ""
    phone: Annotated[str, Meta(description="联系电话")] = ""
    expected: Annotated[bool, Meta(description="是否应报；false 的单位不进未报送名单")] = True


class Field(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One field of the form."""

    key: Annotated[
        str,
        Meta(
            pattern=_KEY,
            extra={"allowed": _KEY_ALLOWED},
            description="代号，小写英文字母开头；定了就不要再改",
        ),
    ]
    label: Annotated[
        str,
        Meta(min_length=1, description="表里的指标名；大类可以写在前面，如 线上活动/场次"),
    ]
    aliases: Annotated[tuple[str, ...], Meta(description="表里可能的其他写法")] = ()
    unit_measure: Annotated[str, Meta(description="计量单位，如 人次、万元")] = ""
    type: Annotated[FieldType, Meta(description='"integer" 整数，"decimal" 小数，"text" 文字')] = (
        "integer"
    )
    decimals: Annotated[
        int,
        Meta(ge=0, le=6, description="小数位数", extra={"default": "0；decimal 时 2"}),
    ] = -1
    required: Annotated[bool, Meta(description="表里没有这一项时是否提示")] = False
    sum_of: Annotated[tuple[str, ...], Meta(description="等于哪些指标（key）之和，用来核对")] = ()
    at_least: Annotated[str | None, Meta(description="不应小于哪个指标（key），用来核对")] = None
    example: Annotated[
        str, Meta(description="空白表这一格里原有的样例文字；报来的表里还是它，就不算数据")
    ] = ""

    def __post_init__(self) -> None:
        """Decimals that the file does not give follow from the type."""
        if self.decimals < 0:
            force_setattr(self, "decimals", 2 if self.type == "decimal" else 0)


class Form(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The statistics form that units fill in."""

    title: Annotated[str, Meta(description="表格标题")] = ""
    fields: Annotated[tuple[Field, ...], Meta(description="指标，按表里的顺序")] = ()
