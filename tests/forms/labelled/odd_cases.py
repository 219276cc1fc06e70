"""Odd files: mixtures of layouts, tables that are no form, second columns of numbers, notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from random import Random

from tests.forms.labelled.crossing import case_of, close_page, open_page
from tests.forms.labelled.dealing import plain
from tests.forms.labelled.identity import Identity, make_identity
from tests.forms.labelled.label_cases import in_order, some_entries
from tests.forms.labelled.lists import ListPlan, activity_list
from tests.forms.labelled.page import Page
from tests.forms.labelled.pairs import pair_table
from tests.forms.labelled.sheet import Addressing
from tests.forms.labelled.specimen import Specimen
from tests.forms.labelled.tables import category_rows
from tests.forms.labelled.truth import Case, ExpectedFigure, doubtful, exact


def mixtures(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """Pairs on top, categories in the middle, a list below whose sum the form states itself."""
    for total in ("right", "none"):
        page = Page(rng, rng.choice(("a1", "row_column")))
        identity = make_identity(rng, specimen, ("row of pairs", "last row"))
        open_page(rng, specimen.definition.title, identity, page, 7)
        keys = (specimen.list_field, specimen.count_field)
        related = {f.key for f in specimen.definition.fields if f.at_least in keys}
        related |= {f.at_least or "" for f in specimen.definition.fields if f.key in keys}
        parts = specimen.field(specimen.list_field).sum_of
        taken = some_entries(rng, specimen, 7, without=(*keys, *related, *parts))
        entries = in_order(specimen, taken)
        pair_table(rng, entries[:4], page)
        sheet = page.sheets[-1]
        category_rows(rng, specimen, entries[4:], page, sheet, noted=False)
        sheet.title("活动明细", 7)
        samples = [plain(rng, "人次", 20, 400) for _ in range(4)]
        rows = activity_list(rng, specimen, samples, ListPlan(total=total), page)
        whole = sum((row.participants.amounts[0] for row in rows), Decimal(0))
        identity.beneath(sheet, 7)
        page.figures.append(
            ExpectedFigure(
                field_key=specimen.list_field, kind="sum of a list", raw="", meaning=exact(whole)
            )
        )
        count = replace(exact(4, flag="free"), may_be_absent=True)
        page.figures.append(
            ExpectedFigure(
                field_key=specimen.count_field, kind="rows of a list", raw="", meaning=count
            )
        )
        case = case_of(f"mixture {total}", "mixture", specimen, page, identity)
        form = replace(case.forms[0], activities=rows)
        yield replace(case, forms=(form,))


def second_columns(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """A plan or last year's number beside this year's: never taken for it in silence."""
    for before, after in (("上年同期", "本期数"), ("计划数", "完成数"), ("本期数", "去年数")):
        page = Page(rng, rng.choice(("a1", "row_column")))
        identity = make_identity(rng, specimen, ("row", "paragraph"))
        open_page(rng, specimen.definition.title, identity, page, 5)
        sheet = page.sheets[-1]
        sheet.line("项目", "单位", before, after, "备注")
        mine = 2 if before == "本期数" else 3
        for one in in_order(specimen, some_entries(rng, specimen, 5)):
            sheet.put(0, one.flat)
            sheet.put(1, one.unit)
            sheet.put(5 - mine, str(rng.randint(1000, 5000)))
            loose = replace(one.meaning, flag="free", or_flagged=True)
            page.write(sheet, mine, replace(one, meaning=loose, kind="two number columns"))
            sheet.row += 1
        yield case_of(f"columns {before}", "2 indicators", specimen, page, identity)


def notes(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """Notes, a line of units of measure and instructions around the table are no figures."""
    labels = [f.label for f in specimen.definition.fields if "/" not in f.label][:2]
    remarks = (
        f"注：1.{labels[0]}指6月1日至14日开展的全部，共3类；2.数据截至5月31日。",
        f"说明：{labels[1]}不少于5的须附照片3张。",
        "本表一式2份，盖章后1份报科技局（电话：0812-3000999）。",
    )
    for number, remark in enumerate(remarks):
        page = Page(rng, ("a1", "row_column")[number % 2])
        identity = make_identity(rng, specimen, ("row",))
        open_page(rng, specimen.definition.title, identity, page, 4)
        sheet = page.sheets[-1]
        sheet.put(3, "单位：场、人次、份")
        sheet.row += 1
        sheet.line("序号", "项目", "单位", "数量")
        for ordinal, one in enumerate(in_order(specimen, some_entries(rng, specimen, 6)), start=1):
            sheet.put(0, str(ordinal))
            sheet.put(1, one.flat)
            sheet.put(2, one.unit)
            page.write(sheet, 3, one)
            sheet.row += 1
        sheet.title(remark, 4)
        yield case_of(f"note {number}", "2 indicators", specimen, page, identity)


def no_forms(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """Tables that are no form at all."""
    tables = (
        ("通讯录", ("序号", "姓名", "职务", "手机"), ("1", "赵一", "主任", "13900001234")),
        ("会议签到表", ("序号", "单位", "签名", "联系电话"), ("1", "县医院", "", "0812-3000123")),
        (
            "活动日程安排",
            ("时间", "内容", "地点", "负责人"),
            ("5月21日", "启动仪式", "广场", "钱二"),
        ),
        ("物资采购清单", ("品名", "规格", "单价", "金额"), ("帐篷", "3×3米", "450", "1800")),
    )
    for title, head, row in tables:
        page = Page(rng, "a1")
        nobody = replace(make_identity(rng, specimen, ("nowhere",)), unit_text="")
        sheet = page.add()
        sheet.title(title, 4)
        sheet.line(*head)
        for _ in range(5):
            sheet.line(*row)
        case = case_of(title, "no form", specimen, page, nobody)
        yield replace(case, forms=(), doubtful=False)


def twice_in_a_file(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """One field on two sheets: the same number is one figure, another number a question."""
    for second in ("same", "other"):
        page = Page(rng, "a1")
        identity = make_identity(rng, specimen, ("row",))
        open_page(rng, specimen.definition.title, identity, page, 4)
        entries = in_order(specimen, some_entries(rng, specimen, 4))
        category_rows(rng, specimen, entries, page, page.sheets[-1], noted=False)
        sheet = page.add("附表")
        sheet.title(specimen.definition.title, 4)
        one = entries[0]
        sheet.line("项目", "单位", "数量")
        sheet.line(one.flat, one.unit, one.raw if second == "same" else f"{one.raw}1")
        meaning = replace(one.meaning, flag="free") if second == "same" else doubtful()
        page.figures[:] = [
            replace(f, meaning=meaning, kind="twice in a file", location="")
            if f.field_key == one.field.key
            else f
            for f in page.figures
        ]
        yield case_of(f"twice {second}", "8 sheets", specimen, page, identity, doubtful=True)


def prose(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """The text beside the table names a number of its own: the same, or another."""
    keys = [f.key for f in specimen.definition.fields if f.type == "integer" and not f.sum_of]
    plain_keys = [key for key in keys if "/" not in specimen.field(key).label]
    for agrees in (True, False):
        page = Page(rng, "row_column")
        identity: Identity = make_identity(rng, specimen, ("row",))
        open_page(rng, specimen.definition.title, identity, page, 4)
        entries = in_order(specimen, some_entries(rng, specimen, 6))
        category_rows(rng, specimen, entries, page, page.sheets[-1], noted=False)
        one = next(e for e in entries if e.field.key in plain_keys)
        number = int(one.raw) + (0 if agrees else 11)
        written = rng.choice(
            ("活动期间共{}{}{}，取得良好效果。", "全县{}达到{}{}。", "期间，{}{}{}，群众反响热烈。")
        )
        page.after.append(written.format(one.field.label, number, one.unit))
        checks = () if agrees else ("prose_differs",)
        if not agrees:
            page.figures[:] = [
                replace(f, meaning=replace(f.meaning, flag="free"))
                if f.field_key == one.field.key
                else f
                for f in page.figures
            ]
        case = case_of(f"prose {agrees}", "1 categories", specimen, page, identity, checks=checks)
        yield replace(case, files=frozenset({"docx", "html"}))


def shared_cells(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """One merged cell beside two labels: whose number it is, nobody knows."""
    kinds: tuple[Addressing, ...] = ("a1", "row_column")
    for addressing in kinds:
        page = Page(rng, addressing)
        identity = make_identity(rng, specimen, ("row", "paragraph"))
        open_page(rng, specimen.definition.title, identity, page, 4)
        sheet = page.sheets[-1]
        sheet.line("项目", "单位", "数量", "备注")
        entries = in_order(specimen, some_entries(rng, specimen, 6))
        for number, one in enumerate(entries):
            sheet.put(0, one.flat)
            sheet.put(1, one.unit)
            if number > 1:
                page.write(sheet, 2, one)
            sheet.row += 1
        top = sheet.row - len(entries)
        place = sheet.put(2, "64", row=top, rowspan=2)
        page.figures += [
            ExpectedFigure(
                field_key=one.field.key,
                kind="shared cell",
                raw="64",
                meaning=doubtful(),
                location=place,
            )
            for one in entries[:2]
        ]
        case = case_of(f"shared cell {addressing}", "2 indicators", specimen, page, identity)
        yield replace(case, files=frozenset({"xlsx", "docx", "html"}))


def examples(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """The blank form's own example left in a cell is no figure; another number there is one."""
    entries = in_order(specimen, some_entries(rng, specimen, 6))
    for example, left in (("例：12", True), ("如3", True), ("150", True), ("150", False)):
        one = entries[0]
        fields = tuple(
            replace(f, example=example) if f.key == one.field.key else f
            for f in specimen.definition.fields
        )
        page = Page(rng, "a1")
        identity = make_identity(rng, specimen, ("row",))
        open_page(rng, specimen.definition.title, identity, page, 5)
        loose = replace(one, raw=example, meaning=doubtful(), cell="text", kind="example left")
        chosen = (loose if left else one, *entries[1:])
        category_rows(rng, specimen, chosen, page, page.sheets[-1], noted=False)
        case = case_of(f"example {example} {left}", "1 categories", specimen, page, identity)
        yield replace(case, definition=replace(specimen.definition, fields=fields))


def beside_a_ledger(rng: Random, specimen: Specimen) -> Iterator[Case]:
    """A long sheet of something else stands before the form."""
    page = Page(rng, "a1")
    identity = make_identity(rng, specimen, ("row", "last row"))
    ledger = page.add("台账")
    ledger.line("日期", "摘要", "单号", "数量", "单价", "金额")
    for row in range(200):
        ledger.line("5月21日", f"领用办公用品{row}", f"A{row:05d}", str(row), "12.5", str(row * 12))
    open_page(rng, specimen.definition.title, identity, page, 5)
    entries = in_order(specimen, some_entries(rng, specimen, 6))
    category_rows(rng, specimen, entries, page, page.sheets[-1], noted=True)
    close_page(identity, page, 5)
    yield case_of("beside a ledger", "8 sheets", specimen, page, identity)
