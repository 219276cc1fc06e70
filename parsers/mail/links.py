"""Files that a mail offers as links instead of bringing them. Never fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from html import unescape
from itertools import groupby
from operator import itemgetter

from parsers.mail.charset import printable
from parsers.results import Link

CHINA = timezone(timedelta(hours=8))

_PROVIDERS: tuple[tuple[str, str], ...] = (
    (r"mail\.(?:163|126|yeah)\.(?:com|net)/large-attachment-download/", "网易邮箱"),
    (r"(?:dashi\.163\.com|mail\.163\.com|u\.163\.com)/(?:html/)?(?:cloud-attachment-download|"
     r"large-attachment-download|fileDownload|[a-z-]*download)", "网易邮箱"),
    (r"(?:fs\.163\.com|(?:fs|preview)\.mail\.163\.com)/fs/", "网易邮箱"),
    (r"edisk\.qiye\.163\.com/api/biz/attachment/", "网易邮箱"),
    (r"(?:i?wx|w)\.mail\.qq\.com/ftn/download", "QQ邮箱"),
    (r"(?:\w+\.)?mail\.qq\.com/cgi-bin/(?:ftnExs_download|ftnDownload|ftnExs_files)", "QQ邮箱"),
    (r"(?:\w+\.)?exmail\.qq\.com/(?:cgi-bin/ftnExs_download|ftn/download)", "QQ邮箱"),
    (r"(?:pan|yun)\.baidu\.com/(?:s/|share/)", "百度网盘"),
    (r"(?:www\.)?(?:alipan|aliyundrive)\.com/(?:s|t)/", "阿里云盘"),
    (r"(?:download\.)?cloud\.189\.cn/(?:t/|web/share|s/|file/)", "天翼云盘"),
    (r"mail\.sina\.com\.cn/filecenter/", "新浪邮箱"),
    (r"(?:share\.)?(?:weiyun)\.com/", "微云"),
    (r"(?:pan\.quark\.cn/s/|www\.123pan\.com/s/|[\w.]*lanzou\w?\.com/)", "网盘"),
)  # fmt: skip
_KNOWN = re.compile(
    r"https?://(?:" + "|".join(f"({pattern})" for pattern, _ in _PROVIDERS) + ")", re.IGNORECASE
)
_URL = re.compile(r"https?://[^\s<>\"'，。；、（）【】\u4e00-\u9fff]{4,2000}", re.IGNORECASE)
_TOKEN = re.compile(
    r"<a\b[^>]{0,3000}?\bhref\s*=\s*(?:\"([^\"]{0,3000})\"|'([^']{0,3000})'|([^\s>]{1,3000}))[^>]{0,3000}>"
    r"|(</a\s*>)|(<[^>]{0,3000}>)|([^<]{1,20000}|<)",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[^\s\\/:*?\"<>|：“”「」《》【】][^\\/:*?\"<>|\r\n\t“”「」]{0,150}?"
    r"\.(?:[A-Za-z][A-Za-z0-9]{1,4}|7z)(?![\w.])"
)
_SIZE = re.compile(r"\d+(?:\.\d+)?\s?(?:[KMGT]B?|字节|B)(?![A-Za-z])", re.IGNORECASE)
_EXPIRY = re.compile(
    r"(\d{4})\s*[-年/.]\s*(\d{1,2})\s*[-月/.]\s*(\d{1,2})\s*日?"
    r"(?:\s*(\d{1,2})\s*[:：时]\s*(\d{1,2})(?:\s*[:：]\s*\d{1,2})?)?"
)
_EXPIRES = re.compile(r"到期|过期|有效期|失效")
_CODE = re.compile(r"(?:提取码|访问码|密码|提取密码)\s*[:：]?\s*([A-Za-z0-9]{4,8})(?![A-Za-z0-9])")
_TITLED = re.compile(
    r"(?:分享的文件|分享了|文件)\s*[:：]?\s*[「“\"《]?([^」”\"》\n\r]{1,120})[」”\"》]?"
)
_IDLE = re.compile(
    r"^(?:下载|点击下载|进入下载页面|预览|打开|查看|转存|在线预览|立即下载|下载地址)\s*[:：]?$"
)
_BREAK = re.compile(r"</?(?:p|div|br|tr|li|td|table)\b", re.IGNORECASE)
_SAID_AFTER = re.compile(r"\s*(?:链接|提取码|复制)\s*[:：]?")
OFFERS = re.compile(r"从.{1,16}发来的超大附件")
"""The heading that mail programs put above their list of large files."""

_MAILBOXES = ("网易邮箱", "QQ邮箱")
_WINDOW = 400
_MOST_TEXT = 2_000_000
_MOST_LINKS = 100
_MOST_SPOTS = 1000


@dataclass(frozen=True, slots=True)
class _Hit:
    """One occurrence of an address: its anchor's own text, the text before and after it.

    `first`: no other offer stands before it, so that a code before it is its own.
    """

    url: str
    provider: str
    anchor: str
    before: str
    after: str
    first: bool


def find_links(html: str, text: str) -> tuple[Link, ...]:
    """The offered files of an HTML and a plain text (either may be ''); one address counts once."""
    hits: dict[str, list[_Hit]] = {}
    for hit in (*_in_html(html[:_MOST_TEXT]), *_in_text(text[:_MOST_TEXT])):
        if hit.url in hits or len(hits) < _MOST_LINKS:
            hits.setdefault(hit.url, []).append(hit)
    return tuple(_link(same) for same in hits.values())


def _in_html(html: str) -> list[_Hit]:
    """Known addresses in HTML, each with the text around its anchor."""
    pieces: list[str] = []
    spots: list[tuple[str, str, int, int]] = []
    length = 0
    opened: tuple[str, str, int] | None = None
    for match in _TOKEN.finditer(html):
        piece = ""
        href = match[1] or match[2] or match[3]
        if href is not None:
            url = _clean(unescape(href))
            known = provider_of(url)
            opened = (url, known, length) if known else None
        elif match[4] and opened:
            spots.append((opened[0], opened[1], opened[2], length))
            opened = None
        elif match[5]:
            piece = "\n" if _BREAK.match(match[5]) else ""
        elif match[6]:
            piece = printable(unescape(match[6])).replace("\xa0", " ")
        pieces.append(piece)
        length += len(piece)
    return list(_hits("".join(pieces), spots))


def _in_text(text: str) -> list[_Hit]:
    spots = []
    for match in _URL.finditer(text):
        url = _clean(match.group())
        known = provider_of(url)
        if known:
            spots.append((url, known, match.start(), match.end()))
    return list(_hits(text, spots))


def _hits(text: str, spots: list[tuple[str, str, int, int]]) -> Iterator[_Hit]:
    """Text belongs to the nearest address: it ends where another one stands."""
    runs = [list(run) for _, run in groupby(spots[:_MOST_SPOTS], key=itemgetter(0))]
    for place, run in enumerate(runs):
        before = runs[place - 1][-1][3] if place else 0
        after = runs[place + 1][0][2] if place + 1 < len(runs) else len(text)
        for url, provider, start, end in run:
            yield _Hit(
                url=url,
                provider=provider,
                anchor=" ".join(text[start:end].split()),
                before=text[max(before, start - _WINDOW) : start],
                after=text[end : min(end + _WINDOW, after)],
                first=place == 0,
            )


def provider_of(url: str) -> str:
    """The service behind an address ('' for one that offers no files)."""
    match = _KNOWN.match(url)
    if match is None:
        return ""
    return next(
        name for place, (_, name) in enumerate(_PROVIDERS, start=1) if match[place] is not None
    )


def _clean(url: str) -> str:
    return printable("".join(url.split())).rstrip(".,;:!)]'\"，。；：！）】")[:2000]


def _link(hits: list[_Hit]) -> Link:
    """One offer from all occurrences of its address."""
    first = hits[0]
    named = [hit.anchor for hit in hits if _is_name(hit.anchor)]
    guessed = named or [name for name in map(_near_name, hits) if name]
    return Link(
        url=first.url,
        filename=next(iter(guessed), "")[:200],
        size_text=next((told for told in map(_told, hits) if told), ""),
        expires_at=next((moment for moment in map(_expiry, hits) if moment), None),
        provider=first.provider,
    )


def _is_name(anchor: str) -> bool:
    return bool(anchor) and _IDLE.fullmatch(anchor) is None and "://" not in anchor


def _told(hit: _Hit) -> str:
    """What the mail says beside the name: the size of a large file, the code of a share."""
    if hit.provider in _MAILBOXES:
        size = _SIZE.search(hit.after) or _last(_SIZE, hit.before)
        return size.group().strip() if size else ""
    code = _CODE.search(hit.after) or (_last(_CODE, hit.before) if hit.first else None)
    return f"提取码 {code[1]}" if code else ""


def _near_name(hit: _Hit) -> str:
    """The name that stands nearest before the address, else after it."""
    before, after = (_URL.sub(" ", text) for text in (hit.before, hit.after))
    names = _NAME.findall(before)
    if names:
        return str(names[-1]).strip()
    titled = _TITLED.findall(before)
    if titled and hit.provider not in _MAILBOXES:
        return _SAID_AFTER.split(titled[-1])[0].strip()
    following = _NAME.search(after)
    return following.group().strip() if following else ""


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next(iter(reversed(list(pattern.finditer(text)))), None)


def _expiry(hit: _Hit) -> datetime | None:
    """The printed end in China time; a date without a time is the end of that day."""
    for text in (hit.after, hit.before[-120:]):
        told = _EXPIRES.search(text)
        date = _EXPIRY.search(text)
        if told and date and abs(told.start() - date.start()) < 40:
            return _moment(date)
    return None


def _moment(match: re.Match[str]) -> datetime | None:
    year, month, day = int(match[1]), int(match[2]), int(match[3])
    try:
        if match[4] is None:
            return datetime(year, month, day, 23, 59, tzinfo=CHINA).astimezone(UTC)
        return datetime(year, month, day, int(match[4]), int(match[5]), tzinfo=CHINA).astimezone(
            UTC
        )
    except (ValueError, OverflowError):
        return None
