"""Whether a name is our unit's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.pipeline.made import ROSTER, UNITS


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县教育局", "edu"),
        ("临猗县教育局", "edu"),
        ("教育局", "edu"),
        (" 县 教 育 局 ", "edu"),
        ("县教育局（盖章）", "edu"),
        ("县教育局(公章)", "edu"),
        ("县教育局盖章", "edu"),
        ("县教育局办公室", "edu"),
        ("县教育局教研室", "edu"),
        ("县教育局基础教育股", "edu"),
        ("县教育局：", "edu"),
        ("科协", "science"),
        ("夏县教育局", None),
        ("运城市教育局", None),
        ("市教育局", None),
        ("山西省教育局", None),
        ("县教育局幼儿园", None),
        ("县教育局第二小学", None),
        ("县教育", None),
        ("县教育局、县博物馆", None),
        ("", None),
        ("（盖章）", None),
    ],
)
def test_the_cell_of_a_form_names_a_unit_only_exactly(text: str, expected: str | None) -> None:
    assert ROSTER.by_name(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("县教育局统计表.xlsx", ["edu"]),
        ("2022年县教育局统计表.xlsx", ["edu"]),
        ("临猗县教育局科技活动周总结", ["edu"]),
        ("附件2-教育局统计表", ["edu"]),
        ("报送县教育局材料", ["edu"]),
        ("我县教育局举办", ["edu"]),
        ("县科协和县教育局", ["edu", "science"]),
        ("县教育局、县博物馆", ["edu", "museum"]),
        ("县科协总结", ["science"]),
        ("科协 总结", ["science"]),
        ("(科协)", ["science"]),
        ("夏县教育局统计表", []),
        ("和县教育局统计表", []),
        ("各县教育局", []),
        ("运城市教育局统计表", []),
        ("市教育局", []),
        ("县级教育局", ["edu"]),
        ("市博物馆", []),
        ("中国科协", []),
        ("县教育局幼儿园统计表", []),
        ("县教育局第二小学总结", []),
        ("县教育局关于中小学科技活动的总结", ["edu"]),
        ("县教育局中小学活动", ["edu"]),
        ("科技活动周县教育局总结", ["edu"]),
        ("总结", []),
    ],
)
def test_a_running_text_names_our_units_and_no_other_places(text: str, expected: list[str]) -> None:
    assert sorted(ROSTER.named_in(text)) == expected


@pytest.mark.parametrize(
    "place", ["夏县", "盐湖区", "永济市", "山西省", "运城市", "某某旗", "城关镇"]
)
@pytest.mark.parametrize("unit", [one for one in UNITS if len(one.name) > 3])
def test_other_places_offices_are_never_ours(place: str, unit: object) -> None:
    bare = unit.name.removeprefix("县")  # type: ignore[attr-defined]
    for text in (f"{place}{bare}", f"{place}{bare}统计表.xlsx", f"关于{place}{bare}的总结"):
        assert ROSTER.by_name(text) is None
        assert ROSTER.named_in(text) == ()


@given(st.text(max_size=30))
def test_any_text_is_looked_at_without_a_fault(text: str) -> None:
    assert ROSTER.by_name(text) in (None, "edu", "museum", "health", "science")
    assert set(ROSTER.named_in(text)) <= set(ROSTER.labels)


def test_an_address_is_compared_without_its_letters_case() -> None:
    assert ROSTER.by_address(" Edu@UNIT.example ") == "edu"
    assert ROSTER.by_address("edu@unit.example.evil.example") is None
