"""Mails that lie in the wrong folder, or that come from another time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from mailbot.mailbox.dating import is_set, plausible
from mailbot.mailbox.local import keep_local
from tests.adversary.letters import letter

if TYPE_CHECKING:
    from pathlib import Path

    from tests.desk.sample_desk import Desk

NOW = datetime(2022, 6, 8, tzinfo=UTC)
STRANGE = letter(
    sender="clerk@mail.example", subject="材料", files=(("材料.rar", b"Rar!\x1a\x07\x00x"),)
)


def test_a_mail_that_somebody_takes_out_of_the_junk_is_looked_at_again(desk: Desk) -> None:
    in_junk = desk.get(STRANGE, folder="垃圾邮件")
    assert desk.state(in_junk) == "ignored"
    assert desk.get(STRANGE, folder="INBOX") == in_junk
    assert desk.state(in_junk) == "review"


def test_a_copy_in_the_junk_takes_nothing_from_the_inbox(desk: Desk) -> None:
    message_id = desk.get(STRANGE, folder="INBOX")
    desk.get(STRANGE, folder="垃圾邮件")
    assert desk.state(message_id) == "review"


def test_what_is_ignored_in_two_junk_folders_stays_ignored(desk: Desk) -> None:
    message_id = desk.get(STRANGE, folder="垃圾邮件")
    desk.get(STRANGE, folder="广告邮件")
    assert desk.state(message_id) == "ignored"


def test_the_first_day_of_a_computer_s_time_is_no_date(desk: Desk) -> None:
    assert not is_set(datetime(1970, 1, 1, tzinfo=UTC))
    assert is_set(NOW)


@pytest.mark.parametrize(
    ("told", "other", "taken"),
    [
        (NOW, NOW - timedelta(days=9), NOW),
        (NOW + timedelta(hours=20), NOW, NOW + timedelta(hours=20)),
        (datetime(2099, 1, 1, tzinfo=UTC), NOW, NOW),
        (datetime(2099, 1, 1, tzinfo=UTC), None, datetime(2099, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_time_in_the_future_gives_way_to_an_earlier_one(
    told: datetime, other: datetime | None, taken: datetime
) -> None:
    assert plausible(told, other, NOW) == taken


def test_a_mail_from_the_future_in_a_file_is_as_old_as_its_file(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.eml"
    path.write_bytes(letter(date="Thu, 01 Jan 2099 10:00:00 +0800"))
    keep_local(
        desk.office.db,
        desk.office.blobs,
        path,
        zone=ZoneInfo("Asia/Shanghai"),
        clock=lambda: datetime.now(UTC),
        receipts=False,
    )
    row = next(desk.office.db.query("select received_at from messages"))
    assert row["received_at"] < "2099"
