"""Answering machines that mark themselves in no header, and people who only sound like one."""

from __future__ import annotations

from pathlib import Path

import pytest

from parsers.context import ReadingContext
from parsers.form.definition import FormDefinition
from parsers.mail.reader import read_mail
from tests.adversary.letters import letter

UNMARKED = (
    ("Re: 报送", "您好，您的邮件我已经收到，会尽快给您回复。"),
    ("报送", "您的来信已收到，我会尽快回复。"),
    ("报送", "Thank you for your mail. I am on vacation until 6 June, phone 13800000000."),
    ("您好", "您好，我最近正在休假中，无法亲自回复您的邮件。我将在假期结束后，尽快给您回复。"),
    ("您的邮件已收到", "系统已收到您的邮件，工单编号2022060001，科普讲座活动请关注。"),
    ("来自县教育局的自动回复", "邮件已收到，材料问题请联系我科。"),
    ("Read: 回执 R-7K3M9：报送", "Your message was read on 2022-06-01"),
    ("已读回执: 报送", "您的邮件已被阅读"),
    ("Undeliverable: 报送", "550 5.1.1"),
    ("退信通知", "抱歉，您的邮件被退回来了"),
    ("Recall: 统计表", "县教育局 would like to recall the message"),
    ("撤回: 统计表", "县教育局 想撤回邮件“统计表”。"),
)
PEOPLE = (
    ("报送", "我单位材料已报，请查收。因出差在外，如有问题请电话联系。"),
    ("更正", "参加人数应为800，之前报错了，已收到请回复。"),
    ("撤回统计表", "上午发的统计表有误，请撤回，以这份为准。"),
    ("请示", "请问自动监测站开放日算不算活动？"),
)


@pytest.mark.parametrize(("subject", "text"), UNMARKED)
def test_a_machine_without_a_mark_is_known_by_its_words(
    tmp_path: Path, subject: str, text: str
) -> None:
    assert _marks(tmp_path, letter(subject=subject, text=text))


@pytest.mark.parametrize(("subject", "text"), PEOPLE)
def test_a_person_is_taken_for_no_machine(tmp_path: Path, subject: str, text: str) -> None:
    assert _marks(tmp_path, letter(subject=subject, text=text)) == ()


def test_a_machine_s_words_beside_a_file_are_a_person_s(tmp_path: Path) -> None:
    raw = letter(text="我在外出差期间无法回复，材料请见附件。", files=(("统计表.txt", b"1"),))
    assert _marks(tmp_path, raw) == ()


def _marks(folder: Path, raw: bytes) -> tuple[str, ...]:
    (folder / "mail").write_bytes(raw)
    (folder / "spool").mkdir()
    context = ReadingContext(form=FormDefinition(title="统计表", fields=()))
    return read_mail(folder / "mail", folder / "spool", context=context).automatic_marks
