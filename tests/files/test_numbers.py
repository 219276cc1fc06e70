"""Numbers and dates read as a person sees them, and never lose a digit that counts."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parsers.files.cell_value import number_cell
from parsers.files.date_format import serial_moment, shown_moment
from parsers.files.number import from_float, plain, stored_number
from parsers.files.number_format import shown

SHOWN = [
    ("0", "#,##0", "0"),
    ("999", "#,##0", "999"),
    ("1000", "#,##0", "1,000"),
    ("1234567.5", "#,##0.00", "1,234,567.50"),
    ("-1234.5", "#,##0.0", "-1,234.5"),
    ("0.005", "0.00", "0.01"),
    ("-0.001", "0.00", "0.00"),
    ("2.5", "0", "3"),
    ("12", 'General"场"', "12场"),
    ("-12", 'General"场"', "-12场"),
    ("12", 'G/通用格式"场"', "12场"),
    ("0", '0;-0;"无"', "无"),
    ("-3", '0"人";"减"0"人"', "减3人"),
    ("0.5", "#.##", ".5"),
    ("1.50", "0.0#", "1.5"),
    ("12000", '[>=10000]0.0,"千";0', "12.0千"),
    ("9", '[>=10000]0.0,"千";0', "9"),
    ("1.5", "¥#,##0.00", "¥1.50"),
    ("3", "[$¥-804]#,##0.00", "3.00"),
    ("1500", "0.00E+00", "1500"),
    ("5", "aaaa", "5"),
    ("5", "x" * 300, "5"),
    ("3", '"一;二"0', "一;二3"),
]


@pytest.mark.parametrize(("number", "code", "text"), SHOWN)
def test_a_number_is_written_as_its_format_shows_it(number: str, code: str, text: str) -> None:
    assert shown(Decimal(number), code) == text


@given(st.integers(-(10**14), 10**14), st.sampled_from(["0", "#,##0", "0_ ", '0"人次"', "General"]))
def test_whole_numbers_keep_their_digits_under_any_format(number: int, code: str) -> None:
    text = shown(Decimal(number), code)
    assert int(text.replace(",", "").replace("人次", "")) == number


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9))
def test_plain_writing_keeps_the_value(number: Decimal) -> None:
    assert Decimal(plain(number)) == number
    assert "E" not in plain(number)


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e12, max_value=1e12))
def test_a_stored_float_differs_only_beyond_fifteen_digits(value: float) -> None:
    number = from_float(value)
    if number is not None:
        assert abs(float(number) - value) <= abs(value) * 1e-14


@given(st.text(max_size=30))
def test_any_text_is_a_number_or_none(text: str) -> None:
    number = stored_number(text)
    assert number is None or number.is_finite()


@pytest.mark.parametrize("text", ["", "NaN", "Infinity", "1e999", "十二", "0x10", "1,2"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert stored_number(text) is None


@given(st.integers(61, 2_958_465))
def test_serial_dates_count_days(serial: int) -> None:
    moment = serial_moment(Decimal(serial))
    assert moment is not None
    assert moment - datetime(1899, 12, 30) == timedelta(days=serial)  # noqa: DTZ001 - no zone


SERIALS = [
    ("1", "yyyy-mm-dd", "1900-01-01"),
    ("59", "yyyy-mm-dd", "1900-02-28"),
    ("61", "yyyy-mm-dd", "1900-03-01"),
    ("44702", "yyyy/m/d", "2022/5/21"),
    ("44702.395833333", "yyyy-mm-dd hh:mm", "2022-05-21 09:30"),
    ("44702", 'yy"年"m"月"', "22年5月"),
    ("44702", "dddd", "2022-05-21"),
    ("0.5", "h:mm", "12:00"),
    ("0.503472222", "mm:ss", "05:00"),
]


@pytest.mark.parametrize(("serial", "code", "text"), SERIALS)
def test_a_date_is_written_as_its_format_shows_it(serial: str, code: str, text: str) -> None:
    moment = serial_moment(Decimal(serial))
    assert moment is not None
    assert shown_moment(moment, code) == text


@pytest.mark.parametrize("serial", ["-1", "2958466", "1e15"])
def test_a_number_outside_the_calendar_stays_a_number(serial: str) -> None:
    cell = number_cell(0, 0, Decimal(serial), "yyyy/m/d")
    assert (cell.kind, cell.number) == ("number", Decimal(serial))


@pytest.mark.parametrize(
    ("stored", "shown"),
    [
        ("36.00000000001", "36"),
        ("18.6500000000001", "18.65"),
        ("0.299999999999", "0.3"),
        ("2764.49999999999", "2764.5"),
        ("1000000000001", "1000000000001"),
        ("3.14159265358979", "3.14159265358979"),
        ("0.333333333333333", "0.333333333333333"),
        ("123456789.000123", "123456789.000123"),
    ],
)
def test_the_dust_of_a_formula_is_no_part_of_a_number(stored: str, shown: str) -> None:
    number = stored_number(stored)
    assert number is not None
    assert plain(number) == shown
