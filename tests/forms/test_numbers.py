"""What people write into a cell, beside what it means."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from parsers.form.values.measures import compatible, measure_of
from parsers.form.values.numbers import has_numeral, read_number, write_number
from parsers.results import Approximation

VALUES: tuple[tuple[str, str, str, Approximation | None], ...] = (
    ("12", "12", "", None),
    ("0", "0", "", None),
    ("零", "0", "", None),
    ("1,200", "1200", "", None),
    ("１２００", "1200", "", None),
    ("1 200", "1200", "", None),
    ("三百二十", "320", "", None),
    ("十二", "12", "", None),
    ("两千", "2000", "", None),
    ("壹佰", "100", "", None),
    ("一万五千", "15000", "", None),
    ("两千三", "2300", "", None),
    ("三点五万", "35000", "", None),
    ("1.2万", "12000", "", None),
    ("12万5000", "125000", "", None),
    ("3万余份", "30000", "份", "at_least"),
    ("2万多人次", "20000", "人次", "at_least"),
    ("30余万条次", "300000", "条次", "at_least"),
    ("30多万份", "300000", "份", "at_least"),
    ("近2万人次", "20000", "人次", "at_most"),
    ("约400余人次", "400", "人次", "at_least"),
    ("1.5万(份)册", "15000", "份册", None),
    ("20多万元", "200000", "元", "at_least"),
    ("达200余人次", "200", "人次", "at_least"),
    ("约300", "300", "", "about"),
    ("300左右", "300", "", "about"),
    ("不超过50场", "50", "场", "at_most"),
    ("十余场", "10", "场", "at_least"),
    ("五种各300份,共1500份", "1500", "份", None),
    ("共8场（线上3场、线下5场）", "8", "场", None),
    ("300份（其中电子版100份）", "300", "份", None),
    ("0.05万人次", "500", "人次", None),
    ("12人/次", "12", "人次", None),
    ("__12__人次", "12", "人次", None),
)


@pytest.mark.parametrize(("raw", "value", "base", "mark"), VALUES)
def test_a_number_is_read_with_its_unit_and_approximation(
    raw: str, value: str, base: str, mark: Approximation | None
) -> None:
    read = read_number(raw)
    assert (read.state, read.doubt) == ("value", "")
    assert (read.value, read.base, read.approximation) == (Decimal(value), base, mark)


@pytest.mark.parametrize("raw", ["无", "-", "—", "–", "―", "/", "\\", "〇", "——", "无 场", "- 份"])
def test_a_none_mark_is_no_blank_and_no_zero(raw: str) -> None:
    assert read_number(raw).state == "none"


@pytest.mark.parametrize("raw", ["", " ", "\u3000", "____", "人次", "____份", "  年  月  日"])
def test_an_unfilled_cell_is_blank(raw: str) -> None:
    assert read_number(raw).state == "blank"


@pytest.mark.parametrize(
    "raw",
    [
        *("近千", "上千", "数百", "若干", "几十场", "好几百人", "百余人", "三五人", "不少"),
        *("2022年5月20日", "5月21日", "二O二二年", "2022-05-21", "13800001111", "0359-2333259"),
        *("3-5场", "3～5", "第3期", "1.2.3", "-5", "1,20", "1万2", "12、15", "统一", "三下乡活动"),
    ],
)
def test_what_is_no_number_is_never_one(raw: str) -> None:
    read = read_number(raw)
    assert (read.state, read.value) == ("unreadable", None)


@pytest.mark.parametrize(
    "raw", ["20xx余册", "_余份", "XX人", "××场", "___余份", "例：12", "如3", "请填写数字"]
)
def test_a_leftover_of_the_template_is_told_as_one(raw: str) -> None:
    read = read_number(raw)
    assert (read.state, read.doubt) == ("unreadable", "template")


@pytest.mark.parametrize(
    ("raw", "value", "doubt"),
    [
        ("线上3场、线下5场", "8", "parts"),
        ("3+5", "8", "parts"),
        ("讲座、科技咨询43场次", "43", "combined"),
        ("本周：3\n累计：15", "3", "two_values"),
        ("线上3场，线下5场，共9场", "9", "odd"),
        ("36（待核实）", "36", "words"),
        ("840垛", "840", "own_unit"),
    ],
)
def test_a_number_that_needs_a_look_says_why(raw: str, value: str, doubt: str) -> None:
    read = read_number(raw)
    assert (read.value, read.doubt) == (Decimal(value), doubt)


def test_numbers_of_different_units_are_kept_apart() -> None:
    read = read_number("3场200人次")
    assert [(str(one.value), one.base) for one in read.parts] == [("3", "场"), ("200", "人次")]
    assert read.value is None


@given(st.text(max_size=40))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert read_number(text).state in ("value", "none", "blank", "unreadable")


@given(st.text(alphabet="共约余场次人、，。：无线上下 -/()abc省略大学开展", max_size=20))
def test_a_text_without_digit_or_numeral_gives_no_number(text: str) -> None:
    assert not has_numeral(text)
    assert read_number(text).value is None


@given(
    st.decimals(min_value=0, max_value=10**9, places=2, allow_nan=False, allow_infinity=False),
    st.sampled_from(["", "场", "人次", "份", "元", "场次", "平方米"]),
    st.sampled_from([None, "at_least", "at_most", "about"]),
)
def test_what_is_written_is_read_back(
    value: Decimal, base: str, mark: Approximation | None
) -> None:
    assume(not 1900 <= value < 2100)  # 2022.05 is a month
    read = read_number(write_number(value, base, mark))
    assert (read.value, read.base, read.approximation) == (value, base, mark)


@given(st.integers(min_value=0, max_value=99_999_999))
def test_thousands_marks_change_nothing(number: int) -> None:
    assert read_number(f"{number:,}").value == number
    assert read_number(f"{number:,}".replace(",", "，")).value == number


@pytest.mark.parametrize(
    ("raw", "value", "doubt"),
    [
        # A bracket behind a number tells of it and is not added to it.
        ("26名（女11名）", "26", ""),
        ("45吨（废铁18吨，废纸27吨）", "45", ""),
        ("45吨（废铁18吨、废纸20吨）", "45", ""),
        ("45吨（上午18吨、下午20吨）", "45", "odd"),
        ("60册（已送出45册）", "60", "odd"),
        ("成年馆30人（讲解员4），少年馆12人", "42", "parts"),
        ("线上60人，其中教师9人，线下20人", "60", "odd"),
        ("31（去年28）", "31", ""),
        # The total is the number that the others make, however it is called.
        ("早场40，晚场25，全天65", "65", ""),
        ("18+7=25", "25", ""),
        ("每班25册，共4个班，共100册", "100", ""),
        ("东街8场、西街5场", "13", "parts"),
        ("馆内9场，馆外4场", "13", "parts"),
        ("总馆6名+分馆9名", "15", "parts"),
        ("2024年3月5日—9日共4场", "4", ""),
        ("B5册页900份", "900", "words"),
        ("百分之九十二点五", "92.5", ""),
        ("人民币贰万叁仟元整", "23000", ""),
        ("¥8,600.00", "8600", ""),
        ("4.2km", "4.2", ""),
        ("（7）场", "7", ""),
    ],
)
def test_brackets_totals_and_marks_leave_the_number_that_counts(
    raw: str, value: str, doubt: str
) -> None:
    read = read_number(raw)
    assert (read.value, read.doubt) == (Decimal(value), doubt)


@pytest.mark.parametrize(
    "raw",
    [
        *("批复8万元，开支6万元", "注册60人，到课52人", "由70人增至95人", "浏览900，收藏40"),
        *("甲班91%，乙班88%", "男22人，女18人，低保9人", "最大50，最小12", "开办4场，停办1场"),
        "20230618",
        "一村一站",
    ],
)
def test_numbers_that_are_no_parts_of_one_whole_are_never_added(raw: str) -> None:
    assert read_number(raw).state == "unreadable"


@pytest.mark.parametrize(
    ("text", "scale", "base"),
    [
        ("万人次", 10**4, "人次"),
        ("（单位：万元）", 10**4, "元"),
        ("人/次", 1, "人次"),
        ("千元", 1000, "元"),
        ("m²", 1, "平方米"),
        ("千米", 1, "千米"),
    ],
)
def test_a_unit_of_measure_is_taken_apart(text: str, scale: int, base: str) -> None:
    measure = measure_of(text)
    assert measure is not None
    assert (int(measure.scale), measure.base) == (scale, base)


@pytest.mark.parametrize("text", ["讲座", "合计", "单位", "2022", "", "个人"])
def test_other_words_are_no_unit_of_measure(text: str) -> None:
    assert measure_of(text) is None


def test_people_are_not_counted_in_events() -> None:
    assert compatible("人", "人次")
    assert not compatible("场", "人次")
    assert not compatible("元", "份")
