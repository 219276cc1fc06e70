"""The sample's mails, made once a process: making them takes longer than most tests."""

from __future__ import annotations

from functools import cache

from mailbot.sample.mailbox import SampleMail, sample_mails


@cache
def kept_mails() -> tuple[SampleMail, ...]:
    """All of them, oldest first."""
    return sample_mails()
