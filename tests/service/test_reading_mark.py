"""After a change of form or roster staff are told that a rebuild is due, and after it no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.service.conftest import Outpost


def test_a_changed_alias_asks_for_a_rebuild_until_it_is_done(outpost: Outpost) -> None:
    outpost.deliver_sample(6)
    outpost.run("poll")
    assert not any("reparse" in line for line in outpost.json("status")["health"]["troubles"])
    text = outpost.config.read_text(encoding="utf-8")
    changed = text.replace('aliases = ["开展活动", ', 'aliases = ["开展活动", "活动共计", ')
    assert changed != text
    outpost.config.write_text(changed, encoding="utf-8")
    assert any("reparse" in line for line in outpost.json("status")["health"]["troubles"])
    outpost.run("reparse")
    assert not any("reparse" in line for line in outpost.json("status")["health"]["troubles"])
