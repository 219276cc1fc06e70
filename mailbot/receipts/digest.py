"""The daily letter to staff, when there is something to say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlite_utils import Database

from mailbot.config.model import Configuration
from mailbot.receipts.files import local_time
from mailbot.receipts.headers import GENERATED, derive_message_id, derive_reference
from mailbot.receipts.plain import middle_cut, one_line
from mailbot.receipts.schedule import start_of_day
from mailbot.receipts.settings import letter_settings
from mailbot.receipts.templating import render
from store.asking import unit_statuses
from store.records import ReceiptDraft
from store.times import from_text, to_text

_DAY = timedelta(hours=24)
_LISTED = 15
_EXPIRING = timedelta(days=3)
_TROUBLE_WORDS = {"failed": "发送失败", "uncertain": "不确定是否送达", "bounced": "被退信"}


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestContent:
    """What the digest's template sees; all lists are lines ready to print."""

    campaign_title: str
    day: str
    expected: int
    complete: int
    partial: int
    to_check: int
    absent: tuple[str, ...]
    news: tuple[str, ...]
    news_more: int
    waiting: tuple[str, ...]
    links: tuple[str, ...]
    troubles: tuple[str, ...]

    @property
    def says_something(self) -> bool:
        """Who is missing is no news by itself: a quiet day gets no letter."""
        return bool(self.news or self.waiting or self.links or self.troubles)


def digest_content(db: Database, config: Configuration, now: datetime) -> DigestContent:
    """The state of the collection and what happened in the last day."""
    statuses = list(unit_statuses(db))
    states = Counter(one.state for one in statuses)
    news = [*_news(db, config, now)]
    zone = config.campaign.zone
    return DigestContent(
        campaign_title=one_line(config.campaign.title, 40),
        day=local_time(now, zone),
        expected=len(statuses),
        complete=states["已报齐"],
        partial=states["缺材料"],
        to_check=states["待核对"],
        absent=tuple(one_line(one.name, 20) for one in statuses if one.state == "未报送"),
        news=tuple(news[:_LISTED]),
        news_more=max(len(news) - _LISTED, 0),
        waiting=tuple(_waiting(db)),
        links=tuple(_expiring(db, config, now)),
        troubles=tuple(_troubles(db, now)),
    )


def plan_digest(db: Database, config: Configuration, now: datetime) -> tuple[ReceiptDraft, ...]:
    """One letter for each address in `digest_to`; none on a quiet day or a second time a day."""
    content = digest_content(db, config, now)
    if not content.says_something or _was_sent(db, config, now):
        return ()
    settings = letter_settings(config)
    body = render("digest.txt", {"c": content}, settings.templates)
    return tuple(
        staff_letter(db, config, "digest", address, f"报送情况：{content.day}", body, now)
        for address in config.schedule.digest_to
    )


def plan_alert(
    db: Database, config: Configuration, told: str, remedy: str, now: datetime
) -> tuple[ReceiptDraft, ...]:
    """An alert for each address in `digest_to`; the text says what is wrong and what to do."""
    lines = (
        one_line(told, 300),
        f"处理办法：{one_line(remedy, 300)}",
        "（本邮件由系统自动发出。）",
    )
    body = "\n\n".join(lines) + "\n"
    return tuple(
        staff_letter(db, config, "alert", address, f"报送系统需要处理：{told}", body, now)
        for address in config.schedule.digest_to
    )


def staff_letter(
    db: Database,
    config: Configuration,
    kind: str,
    address: str,
    subject: str,
    body: str,
    now: datetime,
) -> ReceiptDraft:
    """A letter to staff, marked as a machine's."""
    seed = f"{kind}/{address}/{to_text(now)}"
    from_address = letter_settings(config).from_address
    reference = derive_reference(seed, lambda one: _is_taken(db, one))
    return ReceiptDraft(
        kind="alert" if kind == "alert" else "digest",
        to_address=address,
        subject=one_line(subject, 80),
        body=body,
        header_message_id=derive_message_id(f"{seed}/{reference}", from_address),
        reference=reference,
        extra_headers=GENERATED,
    )


def _is_taken(db: Database, reference: str) -> bool:
    return any(db.query("select 1 from receipts where reference = ? limit 1", [reference]))


def _was_sent(db: Database, config: Configuration, now: datetime) -> bool:
    since = to_text(start_of_day(now, config.campaign.zone))
    found = db.query(
        "select 1 from receipts where kind = 'digest' and queued_at >= ? limit 1", [since]
    )
    return any(found)


def _news(db: Database, config: Configuration, now: datetime) -> Iterable[str]:
    names = {row.code: row.name for row in config.roster_rows()}
    for row in db.query(
        "select s.reporting_unit, s.received_at, m.subject from submissions s"
        " join messages m on m.id = s.message_id where s.received_at >= ? order by s.received_at",
        [to_text(now - _DAY)],
    ):
        name = one_line(names.get(row["reporting_unit"], row["reporting_unit"]), 20)
        received = local_time(from_text(row["received_at"]), config.campaign.zone)
        yield f"{received} {name}：{one_line(row['subject'] or '（无主题）', 40)}"


def _waiting(db: Database) -> Iterable[str]:
    for query, words in (
        ("select count(*) as n from messages where state = 'review'", "封邮件要指定单位"),
        ("select count(*) as n from messages where state = 'unreadable'", "封邮件读取失败"),
        ("select count(*) as n from submissions where state = 'review'", "份报送要核对后计入"),
        (
            "select count(*) as n from findings where resolved_at is null"
            " and severity in ('error', 'warning') and submission_id is not null",
            "处数据或文件问题要核对",
        ),
    ):
        number = next(db.query(query))["n"]
        if number:
            yield f"{number} {words}"


def _expiring(db: Database, config: Configuration, now: datetime) -> Iterable[str]:
    for row in db.query(
        "select filename, expires_at from links where expires_at between ? and ?"
        " order by expires_at limit ?",
        [to_text(now), to_text(now + _EXPIRING), _LISTED],
    ):
        until = local_time(from_text(row["expires_at"]), config.campaign.zone)
        yield f"{middle_cut(row['filename'] or '未命名文件', 40)}：{until} 到期，请尽快下载"


def _troubles(db: Database, now: datetime) -> Iterable[str]:
    for row in db.query(
        "select reason from holds where lifted_at is null"
        " and kind not like 'alerted:%' order by since"
    ):
        yield one_line(row["reason"].partition("（凭据 ")[0], 120)
    counted = db.query(
        "select state, count(*) as n from receipts"
        " where state in ('failed', 'uncertain', 'bounced') and queued_at >= ? group by state",
        [to_text(now - _DAY)],
    )
    for row in counted:
        yield f"{row['n']} 封回执或提醒{_TROUBLE_WORDS[row['state']]}，请查看"
