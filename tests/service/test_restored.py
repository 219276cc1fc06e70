"""A store brought back from an old backup answers nobody twice; real servers on both sides."""

from __future__ import annotations

import email
import shutil
import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from mailbot.sample.addresses import UNIT_ADDRESSES
from mailbot.sample.figures import items_of
from mailbot.sample.letters import Attached, Letter, letter_bytes
from mailbot.sample.office_files import by_category

if TYPE_CHECKING:
    from tests.service.conftest import Outpost

UNITS = ("县民政局", "县教育局", "县水务局", "县气象局")


def report(outpost: Outpost, unit: str, subject: str = "统计表") -> None:
    """A unit's report lies in the mailbox."""
    now = datetime.now(UTC)
    letter = Letter(
        sender=UNIT_ADDRESSES[unit],
        name=unit,
        subject=subject,
        text=f"请查收。\n{unit}\n",
        sent_at=now - timedelta(minutes=1),
        files=(Attached(filename="统计表.xlsx", data=by_category(unit, items_of(unit))),),
    )
    raw = letter_bytes(letter, outpost.inbox.account.username)
    outpost.inbox.account.deliver(raw, internaldate=now)


def restore(outpost: Outpost) -> None:
    """The store is lost, and the backup put in its place as docs/operator.md says."""
    data = outpost.folder / "data"
    shutil.rmtree(data)
    shutil.copytree(outpost.folder / "copy", data)


def receipts(outpost: Outpost) -> list[tuple[str, str]]:
    """(state, address) of each receipt in the store."""
    rows = outpost.store().query(
        "select state, to_address from receipts where kind = 'receipt' order by id"
    )
    return [(row["state"], row["to_address"]) for row in rows]


def sent_to(outpost: Outpost) -> list[str]:
    return [letter.to for letter in outpost.smtp.box]


def begin(outpost: Outpost) -> None:
    """One mail answered, a backup; then two more answered that the backup knows nothing of."""
    report(outpost, UNITS[0])
    outpost.run("poll")
    outpost.run("backup", str(outpost.folder / "copy"))
    for unit in UNITS[1:3]:
        report(outpost, unit)
    outpost.run("poll")
    assert sent_to(outpost) == [UNIT_ADDRESSES[unit] for unit in UNITS[:3]]


def show(outpost: Outpost) -> list[Any]:
    return [row for row in outpost.json("review", "list") if row["类别"] == "回执"]


def test_what_lies_among_the_sent_mail_is_not_sent_again(outpost: Outpost) -> None:
    """The mails are read again, their receipts are known for those that went out."""
    begin(outpost)
    ids = {str(email.message_from_bytes(one.raw)["Message-ID"]) for one in outpost.smtp.box}
    restore(outpost)
    first = outpost.json("poll")
    assert (first["fetched"], first["taken"]["recorded"], first["sent"]) == (2, 2, 0)
    assert outpost.json("poll")["sent"] == 0
    assert receipts(outpost) == [("sent", UNIT_ADDRESSES[unit]) for unit in UNITS[:3]]
    rows = outpost.store().query("select header_message_id from receipts where kind = 'receipt'")
    assert {row["header_message_id"] for row in rows} == ids
    assert len(outpost.smtp.box) == 3
    time.sleep(1)  # INTERNALDATE counts whole seconds: a mail of the restore's own is not new
    report(outpost, UNITS[3])
    outpost.run("poll")
    assert sent_to(outpost)[3:] == [UNIT_ADDRESSES[UNITS[3]]], "new mail is answered as ever"


def test_what_no_copy_proves_waits_for_a_person(outpost: Outpost) -> None:
    """Somebody emptied the folder of sent mail: staff decide, once."""
    begin(outpost)
    outpost.inbox.account.show_only_since(datetime.now(UTC) + timedelta(days=1), "已发送")
    restore(outpost)
    report(outpost, UNITS[3])
    assert outpost.json("poll")["sent"] == 0
    outpost.run("poll")
    assert Counter(state for state, _ in receipts(outpost)) == {"sent": 1, "uncertain": 3}
    waiting = show(outpost)
    assert len(waiting) == 3
    assert all("无法确定是否答复过" in row["内容"] for row in waiting)
    unanswered = next(
        row["id"]
        for row in outpost.store().query(
            "select id from receipts where to_address = ?", [UNIT_ADDRESSES[UNITS[3]]]
        )
    )
    outpost.run("review", "resend", str(unanswered))
    assert outpost.json("poll")["sent"] == 1
    assert sent_to(outpost)[3:] == [UNIT_ADDRESSES[UNITS[3]]]


def test_a_letter_that_waited_when_the_backup_was_made_is_looked_for_too(outpost: Outpost) -> None:
    report(outpost, UNITS[0])
    outpost.smtp.replies["mail"] = "421 later"
    outpost.run("poll")
    outpost.run("backup", str(outpost.folder / "copy"))
    outpost.smtp.replies.clear()
    outpost.store().execute("update receipts set next_attempt_at = queued_at")
    outpost.run("poll")
    assert len(outpost.smtp.box) == 1
    restore(outpost)
    outpost.run("poll")
    assert receipts(outpost) == [("sent", UNIT_ADDRESSES[UNITS[0]])]
    assert len(outpost.smtp.box) == 1


def test_a_store_begun_anew_finds_what_was_sent_before_it(outpost: Outpost) -> None:
    """No backup at all: the folder of sent mail remembers."""
    begin(outpost)
    shutil.rmtree(outpost.folder / "data")
    assert outpost.json("poll")["sent"] == 0
    assert Counter(state for state, _ in receipts(outpost)) == {"sent": 3}
    assert len(outpost.smtp.box) == 3
