"""docs/configuration.md is what the code says."""

from __future__ import annotations

from pathlib import Path

from mailbot.config.documentation import documentation, main

PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"


def test_the_page_is_up_to_date() -> None:
    told = "run: python -m mailbot.config.documentation"
    assert PAGE.read_text(encoding="utf-8") == documentation(), told


def test_the_page_is_written_where_asked(tmp_path: Path) -> None:
    main([str(tmp_path / "new" / "page.md")])
    assert (tmp_path / "new" / "page.md").read_text(encoding="utf-8") == documentation()


def test_every_key_has_a_meaning_and_a_default() -> None:
    page = documentation()
    assert "None" not in page
    assert "| `port` | 1 到 65535 的整数 | 993；starttls、none 时 143 | 端口 |" in page
    assert "| `title` | 文字（加英文双引号），不能空着 | **必填** |" in page
    assert '| `digest` | 一天里的时间，如 "17:30" | `"17:30"` |' in page
