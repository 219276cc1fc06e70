"""Templates: short whatever is put in, refused at the start when broken, never failing later."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from mailbot.receipts.compose import check_templates, receipt_text
from mailbot.receipts.content import FigureLine, FileLine, ReceiptContent, UnitPart
from mailbot.receipts.samples import worst_contents
from mailbot.receipts.templating import LETTER_BYTES, TemplateProblem


@pytest.mark.parametrize("flagged", [0, 5, 40, 200])
@pytest.mark.parametrize("plain", [0, 60])
@pytest.mark.parametrize("files", [0, 21, 500])
def test_a_receipt_stays_under_four_kilobytes(flagged: int, plain: int, files: int) -> None:
    """Long names and lists are cut and counted; what is missing always stays."""
    doubtful = tuple(
        FigureLine(label=f"指标{n}" + "长" * 30, shown="1 场", flags=("请核对" * 30,))
        for n in range(flagged)
    )
    clear = tuple(FigureLine(label=f"指标{n}", shown="1 场") for n in range(plain))
    part = UnitPart(name="县教育局", figures=(*doubtful, *clear), missing=("活动总结",))
    content = replace(
        next(worst_contents()),
        units=(part,),
        files=tuple(
            FileLine(filename="名" * 90 + ".xlsx", taken_for="统计表") for _ in range(files)
        ),
    )
    text = receipt_text(content)
    assert len(text.encode()) <= LETTER_BYTES
    assert flagged > 40 or "【还缺少的材料】" in text
    assert flagged > 40 or all(f"指标{n}" in text for n in range(flagged))


def test_the_built_in_templates_pass_their_own_check() -> None:
    check_templates(Path(receipt_text.__code__.co_filename).parent / "templates")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("neutral.txt", "您好\n{% if c.contact %}\n没有结束", 3),
        ("neutral.txt", "您好\n\n{{ c.nothing }}\n", 3),
        ("report.txt", "{{ c.units }}\n{{ unknown_name }}\n", 2),
        ("closing.txt", "一\n{{ c.contact.missing_attribute }}\n", 2),
        ("neutral.txt", "{{ ''.__class__.__mro__ }}\n", 1),
        ("neutral.txt", "{{ 'x' * 5000 }}", 0),
        ("neutral.txt", "{{ 1 / 0 }}", 1),
        ("receipt.txt", "没有这个模板", 0),
    ],
)
def test_a_broken_template_is_refused_at_the_start_with_its_line(
    tmp_path: Path, name: str, text: str, line: int
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(TemplateProblem) as raised:
        check_templates(tmp_path)
    assert (raised.value.file.name, raised.value.line) == (name, line)


def test_a_template_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "neutral.txt").write_bytes("您好".encode("gb18030"))
    with pytest.raises(TemplateProblem, match="UTF-8"):
        check_templates(tmp_path)


def test_an_offices_own_wording_is_used(tmp_path: Path) -> None:
    (tmp_path / "closing.txt").write_text("\n某某办公室\n", encoding="utf-8")
    check_templates(tmp_path)
    assert receipt_text(next(worst_contents()), tmp_path).endswith("某某办公室\n")


def test_rendering_never_fails_even_when_the_folder_breaks_later(tmp_path: Path) -> None:
    content: ReceiptContent = next(worst_contents())
    (tmp_path / f"{content.kind}.txt").write_text("{{ c.nothing }}", encoding="utf-8")
    assert receipt_text(content, tmp_path) == receipt_text(content)
    assert receipt_text(content, tmp_path / "gone") == receipt_text(content)
