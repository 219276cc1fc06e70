"""What commands print and do: JSON for programs, text for people, decisions that hold."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from mailbot.sample.figures import items_of
from mailbot.sample.office_files import by_category

if TYPE_CHECKING:
    from tests.commands.conftest import Desktop

KEYS: dict[str, object] = {
    "status": {"progress", "units", "days", "health"},
    "show 县教育局": {"status", "mails", "files", "figures", "findings", "receipts"},
    "remind": {"queued", "reminders", "not_reminded"},
    "export x.xlsx": {"file", "view"},
    "export x.csv": {"file", "view"},
    "archive x": {"files", "copied", "lost"},
    "backup x": {"database", "copied", "blobs"},
    "reparse": {"taken", "changes"},
    "ingest office/mails": {"kept", "known", "skipped", "taken"},
    "init": {"config"},
}


@pytest.mark.parametrize(("command", "keys"), KEYS.items(), ids=KEYS)
def test_json_has_these_keys(office: Desktop, command: str, keys: object) -> None:
    """Part of the public face: a key that goes is a change for whoever reads them."""
    config = office.folder / "new.toml" if command == "init" else None
    answer = office.run(*command.split(), "--json", config=config).json
    assert set(answer) == keys


@pytest.mark.parametrize("command", ["status", "show 县教育局", "review", "review list"])
def test_json_is_the_same_every_time(office: Desktop, command: str) -> None:
    first = office.run(*command.split(), "--json")
    assert first.out == office.run(*command.split(), "--json").out
    assert first.err == ""


def test_what_waits_for_a_person_can_be_told_by_a_program(office: Desktop) -> None:
    rows = office.run("review", "--json").json
    kinds = {row["类别"] for row in rows}
    assert {"认单位", "待确认", "核对"} <= kinds
    assert set(rows[0]) >= {"单位", "内容", "发件人", "邮件编号", "报送编号", "问题编号"}


def test_the_store_is_made_on_first_use_and_empty_answers_are_words(office: Desktop) -> None:
    office.store_path.unlink()
    for more in ("-wal", "-shm"):
        Path(f"{office.store_path}{more}").unlink(missing_ok=True)
    assert "应报 23，已报 0" in office.run("status").out
    assert "没有需要处理的事项" in office.run("review").out
    assert "没有找到" in office.run("search", "科普").out
    assert "未报送" in office.run("show", "县教育局").out


def test_a_mail_of_a_stranger_is_assigned_and_counts(office: Desktop) -> None:
    waiting = {
        row["发件人"]: row for row in office.run("review", "--json").json if row["类别"] == "认单位"
    }
    known, unknown = waiting["100005@mail.example"], waiting["museum@unit.example"]
    office.run("review", "assign", str(known["邮件编号"]), "县水务局", "--why", "来电确认")
    office.run("review", "assign", str(unknown["邮件编号"]), "--new", "县博物馆")
    units = {one["name"]: one for one in office.run("status", "--json").json["units"]}
    assert units["县水务局"]["materials"]["总结"] == "已收到"
    assert units["县博物馆"]["state"] != "未报送"
    figures = office.run("show", "县博物馆", "--json").json["figures"]
    assert {one["label"]: one["value"] for one in figures}["参加人数"] == 130


def test_a_submission_is_rejected_then_accepted(office: Desktop) -> None:
    """The stranger's 9000 for 县应急管理局 counts only once a person has accepted it."""

    def people() -> Any:
        figures = office.run("show", "县应急管理局", "--json").json["figures"]
        return {one["label"]: one["value"] for one in figures}["参加人数"]

    (waiting,) = (
        row["报送编号"]
        for row in office.run("review", "--json").json
        if row["类别"] == "待确认" and row["单位"] == "县应急管理局"
    )
    assert people() == 900
    office.run("review", "accept", str(waiting), "--who", "老李")
    assert people() == 9000


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("县民政局 参加人数 -5 --why 冲减", -5),
        ("--why 冲减 县民政局 参加人数 -1,000", -1000),
        ("县民政局 活动经费 -2.5 --who 王 --why -5", -2.5),
        ("--why 冲减 -- 县民政局 参加人数 -7", -7),
    ],
)
def test_a_negative_number_is_a_value_like_any_other(
    office: Desktop, words: str, value: float
) -> None:
    told = office.run("review", "correct", *words.split()).out
    assert f"已更正为 {value:,}" in told
    row = next(office.store().query("select value from corrections where withdrawn_at is null"))
    assert row["value"] == value


def test_a_figure_is_corrected_and_the_correction_withdrawn(office: Desktop) -> None:
    def shown() -> str:
        return next(
            line for line in office.run("show", "县民政局").out.splitlines() if "参加人数" in line
        )

    assert "未能读出" in shown()
    told = office.run("review", "correct", "县民政局", "参加人数", "980", "--why", "电话核实").out
    assert "980" in told
    assert "980 人次（人工更正）" in shown()
    office.run("review", "correct", "县民政局", "参加人数", "-", "--why", "写错")
    assert "未能读出" in shown()


def test_a_finding_is_dismissed_and_a_mail_ignored_and_reopened(office: Desktop) -> None:
    row = next(
        one
        for one in office.run("review", "--json").json
        if one["类别"] == "核对" and one["单位"] == "县民政局"
    )
    office.run("review", "dismiss", str(row["问题编号"]), "--why", "已核对")
    left = office.run("review", "--json").json
    assert row["问题编号"] not in [one["问题编号"] for one in left]
    office.run("review", "ignore", str(row["邮件编号"]))
    units = {one["name"]: one["state"] for one in office.run("status", "--json").json["units"]}
    assert units["县民政局"] == "未报送"
    office.run("review", "reopen", str(row["邮件编号"]))
    units = {one["name"]: one["state"] for one in office.run("status", "--json").json["units"]}
    assert units["县民政局"] == "缺材料"


def test_reminders_are_shown_first_and_queued_on_request(office: Desktop) -> None:
    shown = office.run("remind", "--json").json
    assert not shown["queued"]
    assert office.store().table("receipts").count == 0
    queued = office.run("remind", "--send", "--json").json
    names = {one["reporting_unit"] for one in shown["reminders"]}
    assert names == {one["reporting_unit"] for one in queued["reminders"]}
    assert "县教育局" not in names
    again = office.run("remind", "--send", "--json").json
    assert again["reminders"] == [], "one a unit and day"
    kinds = [row["kind"] for row in office.store().query("SELECT DISTINCT kind FROM receipts")]
    assert kinds == ["reminder"]


def test_mail_that_is_known_is_not_taken_in_twice(office: Desktop) -> None:
    again = office.run("ingest", "office/mails", "--json").json
    assert (again["kept"], again["taken"]["recorded"]) == (0, 0)
    assert again["known"] > 8


def test_every_view_can_be_written_as_csv_for_excel(office: Desktop, tmp_path: Path) -> None:
    for view in ("报送情况", "统计汇总", "数据来源", "待处理", "按日进度", "未报送名单", "回执"):
        office.run("export", "x.csv", "--view", view)
        data = (tmp_path / "x.csv").read_bytes()
        assert data.startswith(b"\xef\xbb\xbf")
        rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
        assert len({len(row) for row in rows}) == 1


def test_a_text_in_a_csv_is_no_formula(office: Desktop, tmp_path: Path) -> None:
    for start in "=+-@\t\r":
        office.store().execute("UPDATE messages SET subject = ?", [f"{start}cmd|x!A1"])
        office.run("export", "x.csv", "--view", "待处理")
        with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
            subjects = {row["邮件主题"] for row in csv.DictReader(file)}
        assert subjects == {f"'{start}cmd|x!A1"}


def test_a_blank_form_becomes_configuration_and_a_filled_one_is_tried(
    office: Desktop, tmp_path: Path
) -> None:
    unit = "县教育局"
    (tmp_path / "form.xlsx").write_bytes(by_category(unit, items_of(unit)))
    printed = office.run("form", "import", "form.xlsx")
    assert "[[form.fields]]\nkey = " in printed.out
    assert "请核对后放进 config.toml" in printed.err
    checked = office.run("form", "check", "form.xlsx", "--json").json
    assert checked["forms"][0]["kind"] == "statistics"
    assert "县教育局" in office.run("form", "check", "form.xlsx").out


def test_init_writes_a_configuration_that_doctor_understands(
    office: Desktop, tmp_path: Path
) -> None:
    fresh = tmp_path / "fresh.toml"
    office.run("init", config=fresh)
    answer = office.run("doctor", "--offline", "--json", config=fresh, code=None)
    checks = json.loads(answer.out)
    assert [one["name"] for one in checks][:2] == ["配置", "数据库"]
    assert stat.S_ISREG(fresh.stat().st_mode)


def test_a_template_is_filled_by_the_command(office: Desktop, tmp_path: Path) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["单位", "参加人数", "植树"])
    sheet.append(["县教育局"])
    book.save(tmp_path / "blank.xlsx")
    answer = office.run("export", "x.xlsx", "--template", "blank.xlsx", "--json").json
    (cell,) = answer["report"]["filled"]
    assert (cell["address"], cell["value"], cell["reporting_unit"]) == ("B2", 12000, "县教育局")
    assert answer["report"]["labels_without_field"][0]["label"] == "植树"
    assert "填了 1 格" in office.run("export", "x.xlsx", "--template", "blank.xlsx").out
