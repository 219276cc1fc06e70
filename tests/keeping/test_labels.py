"""Labels from configuration are data, whatever they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from store.asking import unit_status
from store.records import FormFieldRow, MaterialRow, ReportingUnitRow
from tests.keeping.conftest import sync

if TYPE_CHECKING:
    from tests.keeping.conftest import Desk

LABELS = [
    "项'数", '项"数"', "`项`", "[项]", "项;数", "a'); DROP TABLE messages; --", "项\n数", "项%s数",
    "项{数}", "项?数:x@y$z", "SELECT", "单位", "状态", "代码", "待核对项数", "Items", "项/数（个）",
    "🦠",
]  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_a_label_names_its_column_and_nothing_else(desk: Desk, label: str) -> None:
    sync(
        desk.db,
        materials=[MaterialRow(key=label, label=label, required=True)],
        form_fields=[FormFieldRow(key="events", label=label)],
    )
    desk.report("edu", said={"events": 3})
    columns = [column.name for column in desk.db.view("统计汇总").columns]
    taken = label in ("单位", "待核对项数")
    assert columns[1] == (f"{label}（2）" if taken else label)
    assert list(desk.rows('SELECT * FROM "统计汇总"')[0].values())[1] == 3
    assert (unit_status(desk.db, "edu").missing, unit_status(desk.db, "edu").code) == (
        (label,),
        "edu",
    )
    assert desk.one("SELECT count(*) FROM messages") == 1
    desk.report("edu", materials=((None, label),))
    assert list(unit_status(desk.db, "edu").materials.values()) == ["已收到"]


def test_the_same_label_twice_is_two_columns(desk: Desk) -> None:
    fields = [
        FormFieldRow(key=key, label=label) for key, label in zip("abc", "场场场", strict=True)
    ]
    sync(desk.db, form_fields=[*fields, FormFieldRow(key="d", label="场（2）")])
    names = [column.name for column in desk.db.view("统计汇总").columns]
    assert names == ["单位", "场", "场（2）", "场（3）", "场（2）（2）", "待核对项数"]


def test_labels_that_differ_in_case_alone_are_two_columns(desk: Desk) -> None:
    sync(desk.db, form_fields=[FormFieldRow(key=one, label=one) for one in ("App", "APP")])
    names = [column.name for column in desk.db.view("统计汇总").columns]
    assert names == ["单位", "App", "APP（2）", "待核对项数"]


def test_keys_and_unit_names_are_data_too(desk: Desk) -> None:
    key = "a'); DROP TABLE messages; --"
    sync(
        desk.db,
        reporting_units=[ReportingUnitRow(code=key, name=key, emails=(key,))],
        form_fields=[FormFieldRow(key=key, label="项")],
        materials=[MaterialRow(key=key, label="表", required=True)],
    )
    assert desk.rows('SELECT 单位, 联系邮箱 FROM "报送情况"') == [{"单位": key, "联系邮箱": key}]
    assert desk.rows('SELECT 单位, 项 FROM "统计汇总"') == [{"单位": key, "项": None}]
