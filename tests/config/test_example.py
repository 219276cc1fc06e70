"""The example is the 2022 week of one county, complete and without anybody's own data."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import FieldInfo, fields

from mailbot.config.allowed import bare, is_section, item_of, meta_of
from mailbot.config.documentation import written
from mailbot.config.example import example_text, write_example
from mailbot.config.loading import load_configuration
from mailbot.config.model import Configuration
from mailbot.pipeline.roster import Roster

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "config.example.toml"
UNITS = """
县委宣传部 县发改局 县教育局 县工科局 县公安局 县民政局 县人社局 县自然资源局
县生态环境局 县住建局 县交通局 县水务局 县农业农村局 县文旅局 县卫健体局 县应急管理局
县市场监管局 县融媒体中心 县气象局 县总工会 县团委 县妇联 县科协
"""
MET = "活动项数 科普讲座 科普展览 培训班 科普录像 义诊 参与人次 接待 展牌 横幅 宣传车 媒体报道"


@pytest.fixture(scope="module")
def config() -> Configuration:
    return load_configuration(EXAMPLE, {})


def test_the_example_is_in_the_package_too() -> None:
    assert example_text() == EXAMPLE.read_text(encoding="utf-8")


def test_init_writes_it_once(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    write_example(path)
    assert load_configuration(path, {}).campaign.opens == date(2022, 5, 18)
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        write_example(path)
    assert path.read_text(encoding="utf-8") == "mine"


def test_the_campaign_is_the_notice_s(config: Configuration) -> None:
    campaign = config.campaign
    assert (campaign.opens, campaign.deadline, campaign.closes) == (
        date(2022, 5, 18),
        date(2022, 6, 14),
        date(2022, 6, 30),
    )
    assert config.mailbox.username == "lyxkjjywg@163.com"
    assert campaign.contact == "县工科局科技股 0359-2333259"
    assert "5月21日至28日" in campaign.title
    assert config.form_definition().years == (2022,)
    assert "科技活动周" in config.campaign_words()


def test_the_units_are_those_of_annex_1(config: Configuration) -> None:
    assert [row.name for row in config.roster_rows()] == UNITS.split()
    assert all(row.expected and not row.emails for row in config.roster_rows())


@pytest.mark.parametrize(
    ("written_as", "unit"),
    [
        ("临猗县教育局", "县教育局"),
        ("教育局", "县教育局"),
        ("临猗县卫生健康和体育局（盖章）", "县卫健体局"),
        ("中共临猗县委宣传部", "县委宣传部"),
        ("共青团临猗县委", "县团委"),
        ("科协", "县科协"),
        ("临猗县科学技术协会", "县科协"),
        ("运城市生态环境局临猗分局", "县生态环境局"),
        ("临猗县人力资源和社会保障局", "县人社局"),
        ("运城市教育局", None),
        ("县教育局幼儿园", None),
    ],
)
def test_units_are_known_by_the_names_people_write(
    config: Configuration, written_as: str, unit: str | None
) -> None:
    assert Roster.of(config.roster_rows()).by_name(written_as) == unit


def test_the_materials_are_the_five(config: Configuration) -> None:
    asked = {one.key: one.required for one in config.materials}
    assert asked == {
        "statistics": True,
        "summary": True,
        "cases": False,
        "media": False,
        "press": False,
    }


def test_the_form_holds_the_fields_met_in_public_forms(config: Configuration) -> None:
    labels = {label for one in config.form.fields for label in (one.label, *one.aliases)}
    assert 30 <= len(config.form.fields) <= 40
    assert set(MET.split()) <= labels
    assert "form import" in EXAMPLE.read_text(encoding="utf-8")


def test_nobody_s_own_data_stands_in_the_example() -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    assert re.findall(r"1[3-9]\d{9}", text) == []
    addresses = set(re.findall(r"[\w.-]+@[\w.-]+", text))
    assert {one for one in addresses if not one.endswith("@example.com")} == {"lyxkjjywg@163.com"}


def _keys(kind: type, dotted: str) -> list[tuple[str, FieldInfo]]:
    """Every key of a section and of the sections in it, with the section's name."""
    found: list[tuple[str, FieldInfo]] = []
    for one in fields(kind):
        inner = bare(item_of(one.type) or one.type)
        if is_section(inner):
            found += _keys(inner, f"{dotted}.{one.name}".strip("."))
        else:
            found.append((dotted, one))
    return found


KEYS = [(section, one) for section, one in _keys(Configuration, "") if section != "alerts.smtp"]
SAMPLES = {"reporting_units.emails"}
"""Keys whose commented line shows what to write, not the default."""


def _section(text: str, section: str) -> str:
    """The text of a section, all of them where there are several."""
    first, *rest = re.split(r"^\[", text, flags=re.MULTILINE)
    named = [one for one in rest if one.lstrip("[").startswith(f"{section}]")]
    return "\n".join(named) if section else first


@pytest.mark.parametrize(("section", "key"), KEYS, ids=[f"{s}.{one.name}" for s, one in KEYS])
def test_every_key_stands_in_the_example_with_its_default(section: str, key: FieldInfo) -> None:
    inside = _section(EXAMPLE.read_text(encoding="utf-8"), section)
    lines = re.findall(rf"^(# )?{key.name} = (.*)$", inside, flags=re.MULTILINE)
    assert lines, f"[{section}] {key.name}"
    shown = {value for comment, value in lines if comment}
    default = written(key.default).strip("`")
    follows = bool((meta_of(key.type).extra or {}).get("default"))
    if shown and default != "不写" and not follows and f"{section}.{key.name}" not in SAMPLES:
        assert shown == {default}


def test_commented_defaults_are_sound_when_switched_on() -> None:
    """Taking the mark off a commented setting gives TOML that is still understood."""
    text = EXAMPLE.read_text(encoding="utf-8")
    switched = re.sub(r"^# (?=[a-z_]+ = |\[alerts)", "", text, flags=re.MULTILINE)
    values = tomllib.loads(switched)
    assert values["limits"]["parse_seconds"] == 60
    assert values["alerts"]["smtp"]["host"] == "smtp.example.com"
