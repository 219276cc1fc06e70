"""A blank form of an office's own becomes a `[form]` section that the configuration takes."""

from __future__ import annotations

import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailbot.config.loading import load_configuration
from mailbot.formwork.importing import NoForm, import_form
from mailbot.formwork.section import form_section
from mailbot.sample.figures import all_items
from mailbot.sample.mailbox import sample_config_text
from mailbot.sample.office_files import Item, by_category, csv_table, form_document
from parsers.form.definition import FormDefinition, FormField

UNIT = "县教育局"


def blank_items() -> list[Item]:
    """Every line of the sample's form, nothing filled in."""
    return [
        Item(category=one.category, label=one.label, unit_measure=one.unit_measure, value=None)
        for one in all_items(UNIT)
    ]


LABELS = [one.label for one in blank_items()]


def last_parts(form: FormDefinition) -> list[str]:
    return [one.label.rpartition("/")[2] for one in form.fields]


def test_a_workbook_gives_its_labels_in_order_with_their_units_of_measure(tmp_path: Path) -> None:
    path = tmp_path / "空白.xlsx"
    path.write_bytes(by_category("", blank_items()))
    form = import_form(path)
    assert last_parts(form) == LABELS
    assert [one.unit_measure for one in form.fields] == [one.unit_measure for one in blank_items()]
    assert "科技活动周" in form.title


def test_a_document_gives_them_too(tmp_path: Path) -> None:
    path = tmp_path / "空白.docx"
    path.write_bytes(form_document("", blank_items()))
    assert set(last_parts(import_form(path))) == set(LABELS)


def test_an_old_workbook_goes_through_libreoffice(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "空白.xlsx").write_bytes(by_category("", blank_items()))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "空白.xlsx")], check=True, capture_output=True)
    assert last_parts(import_form(tmp_path / "空白.xls")) == LABELS


def test_the_section_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    """What is printed is accepted as it stands, and says the same."""
    path = tmp_path / "空白.xlsx"
    path.write_bytes(by_category("", blank_items()))
    form = import_form(path)
    text = sample_config_text()
    config = tmp_path / "config.toml"
    config.write_text(text[: text.index("\n[form]\n") + 1] + form_section(form), encoding="utf-8")
    taken = load_configuration(config, {}).form_definition()
    assert (taken.title, taken.fields) == (form.title, form.fields)


NO_FORMS: dict[str, tuple[bytes, str]] = {
    "nothing.xlsx": (b"", "损坏"),
    "prose.csv": ("科技活动周工作总结\n我局认真组织。\n".encode(), "没有找到表格里的指标"),
    "broken.docx": (b"PK\x03\x04" + b"\0" * 200, "损坏"),
    "program.exe": (b"MZ" + b"\0" * 200, "另存为|损坏|没有找到"),
}


@pytest.mark.parametrize("name", NO_FORMS)
def test_a_file_that_is_no_form_is_told_with_what_to_do(tmp_path: Path, name: str) -> None:
    data, told = NO_FORMS[name]
    (tmp_path / name).write_bytes(data)
    with pytest.raises(NoForm, match=told):
        import_form(tmp_path / name)


def test_a_csv_is_a_form_as_well(tmp_path: Path) -> None:
    path = tmp_path / "空白.csv"
    path.write_bytes(csv_table("", blank_items()))
    assert last_parts(import_form(path)) == LABELS


any_text = st.text(st.characters(codec="utf-8"), max_size=40)


@given(
    title=any_text,
    label=any_text,
    aliases=st.lists(any_text, max_size=3),
    decimals=st.integers(0, 4),
    required=st.booleans(),
)
def test_any_label_survives_as_toml(
    title: str, label: str, aliases: list[str], decimals: int, required: bool
) -> None:
    """Quotes, backslashes, control characters: no label breaks the section or adds a key."""
    field = FormField(
        key="a",
        label=label,
        aliases=tuple(aliases),
        type="decimal",
        decimals=decimals,
        required=required,
        at_least="b",
        sum_of=("b", "c"),
    )
    parsed = tomllib.loads(form_section(FormDefinition(title=title, fields=(field,))))
    (one,) = parsed["form"]["fields"]
    assert (parsed["form"]["title"], one["label"]) == (title, label)
    assert (one.get("aliases", []), one.get("decimals", 0)) == (aliases, decimals)
    assert one.get("required", False) is required
    assert (one["at_least"], one["sum_of"]) == ("b", ["b", "c"])
