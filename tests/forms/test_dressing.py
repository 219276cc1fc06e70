"""What clerks put around a label is taken off; what changes its meaning is not."""

from __future__ import annotations

import pytest

from parsers.form.naming.labels import read_label
from parsers.form.naming.names import names_of
from tests.forms.grids import DEFINITION

SURE = {
    "科普讲座*": "科普讲座",
    "【科普讲座】": "科普讲座",
    "科普讲座[场]": "科普讲座",
    "（场）科普讲座": "科普讲座",
    "科普讲座（场）※": "科普讲座",
    "科普讲座数量": "科普讲座",
    "科普讲座场次": "科普讲座",
    "我局科普讲座（含线上）": "科普讲座",
    "2022年科普讲座": "科普讲座",
    "科普讲座（2022年5月21日—28日）": "科普讲座",
    "参加人数（万人次，保留两位小数）": "参加人数",
    "展板（不少于5块）": "展板",
}
UNSURE = ["科普讲座（农村）", "展板（移动式）", "展板（任务数10）"]
OTHER = [
    "2021年科普讲座", "科普讲座（2021年）", "科普讲座（计划）", "科普讲座人次", "上年科普讲座",
    "人均展板",
    "科普讲座（线上）", "科普", "其他展板",
]  # fmt: skip


@pytest.mark.parametrize("written", SURE)
def test_the_known_label_comes_out(written: str) -> None:
    found = names_of(DEFINITION).undressed(read_label(written))
    assert found is not None
    assert (found[0].text, found[1]) == (SURE[written], True)


@pytest.mark.parametrize("written", UNSURE)
def test_a_remark_that_may_matter_makes_it_unsure(written: str) -> None:
    found = names_of(DEFINITION).undressed(read_label(written))
    assert found is not None
    assert found[1] is False


@pytest.mark.parametrize("written", OTHER)
def test_another_thing_stays_unknown(written: str) -> None:
    assert names_of(DEFINITION).undressed(read_label(written)) is None
