"""What kind of mail it is: a report, one for a person to look at, or nothing for us."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mailbot.pipeline.matching import Match
from mailbot.pipeline.reading import ReadMail
from mailbot.pipeline.roster import Roster, normalise_name
from store.records import MessageState

_JUNK_FOLDERS = ("junk", "垃圾邮件", "广告邮件", "订阅邮件", "病毒文件夹", "spam")
_ACKNOWLEDGEMENT = re.compile(
    r"^(你好|您好|好的?|嗯|已|我[单局]位|我局|材料|通知|邮件|来件|此件)*"
    r"(收到|收悉|知悉|已阅|阅悉)(了|啦|通知|邮件|文件)*"
    r"(谢谢|感谢|多谢|会?按时(报送|上报)|即?将?按要求(报送|上报)|辛苦了?|请放心)*$"
)
_PUNCTUATION = re.compile(r"[\s,.!?;:~、，。！？；：…\-—_()（）]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorting:
    """The state a message gets, why, and whether it only acknowledges the notice."""

    state: MessageState
    reason: str
    acknowledges_notice: bool = False


def is_junk_folder(folder: str) -> bool:
    """Whether a folder's name is one where providers put mail they distrust."""
    return any(word in folder.lower() for word in _JUNK_FOLDERS)


def has_report(read: ReadMail) -> bool:
    """Whether the mail carries a form, or a file that an office program opens."""
    forms = bool(read.mail.forms) or any(file.reading.forms for file in read.files)
    office = any(
        file.reading.family in ("spreadsheet", "document", "archive") for file in read.files
    )
    return forms or office


def has_form(read: ReadMail) -> bool:
    """Whether the campaign's form was found in the mail, filled in or blank."""
    every = (*read.mail.forms, *(form for file in read.files for form in file.reading.forms))
    return any(form.kind != "other_form" for form in every)


def is_acknowledgement(text: str, roster: Roster) -> bool:
    """A bare 收到, whoever signs it: how units confirm that the notice arrived."""
    if len(text) > 200:
        return False
    kept = [line for line in text.splitlines() if not roster.named_in(line) or "收到" in line]
    bare = "".join(kept)
    for name in sorted(roster.names, key=len, reverse=True):
        bare = normalise_name(bare).replace(name, "")
    return _ACKNOWLEDGEMENT.match(_PUNCTUATION.sub("", bare)) is not None


def sort_mail(
    read: ReadMail,
    match: Match,
    roster: Roster,
    *,
    folder: str,
    own_addresses: Sequence[str],
    campaign_words: Sequence[str],
    is_thread: bool,
    zero_report: bool,
    has_files: bool,
) -> Sorting:
    """Decide the message's state by the rules of the design, "Which mail is read".

    `has_files`: there is a file that is no decoration; `is_thread`: it answers a letter of ours.
    """
    mail = read.mail
    if mail.is_bounce:
        return Sorting(state="ignored", reason="退信")
    if mail.from_address.lower() in {address.lower() for address in own_addresses}:
        return Sorting(state="ignored", reason="本邮箱自己发出的邮件")
    if mail.automatic_marks and not has_report(read):
        return Sorting(state="ignored", reason="自动回复或群发邮件，没有报送内容")
    from_roster = roster.by_address(mail.from_address) is not None
    if is_junk_folder(folder) and not from_roster and not has_form(read):
        return Sorting(state="ignored", reason="垃圾或广告文件夹里的无关邮件")
    said = mail.own_text if mail.own_text.strip() else mail.subject
    if not has_files and not mail.forms and is_acknowledgement(said, roster):
        return Sorting(state="ignored", reason="只回复收到", acknowledges_notice=True)
    if not has_files and _is_unrelated(read, match, campaign_words, is_thread or zero_report):
        return Sorting(state="ignored", reason="没有附件、单位和本次活动内容")
    if not match.units:
        return Sorting(state="review", reason="；".join(one.message for one in match.findings))
    return Sorting(state="recorded", reason="")


def _is_unrelated(
    read: ReadMail, match: Match, campaign_words: Sequence[str], has_reason: bool
) -> bool:
    if read.mail.links or read.mail.forms or match.units or has_reason:
        return False
    text = f"{read.mail.subject} {read.mail.own_text}"
    return not any(word in text for word in campaign_words)
