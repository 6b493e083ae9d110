"""One cell, read as what its column holds: each way of writing, and what is refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye import Money, Period
from wuye.errors import IdentityError, MoneyError, PeriodError, PhoneError
from wuye.exchange import cells

DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31))


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (13800000000.0, "13800000000"),
        (1001.0, "1001"),
        (2.35, "2.35"),
        (0.1 + 0.2, "0.3"),
        (0.00005, "0.00005"),
        (-1.0, "-1"),
        (-0.0, "0"),
        (7, "7"),
        (True, "是"),
        (None, ""),
        (date(2026, 10, 5), "2026-10-05"),
        (datetime(2026, 10, 5), "2026-10-05"),  # noqa: DTZ001
        (datetime(2026, 10, 5, 8, 30), "2026-10-05 08:30:00"),  # noqa: DTZ001
        (110101190001010006.0, "1.1010119000101e+17"),
    ],
)
def test_the_value_of_a_spreadsheet_is_written_as_the_office_sees_it(
    value: object, text: str
) -> None:
    assert text == cells.written(value)


@given(st.integers(-(10**14), 10**14))
def test_a_whole_number_that_came_as_a_float_has_its_digits(number: int) -> None:
    assert str(number) == cells.written(float(number))


@given(st.integers(0, 10**9), st.integers(0, 4))
def test_a_decimal_that_came_as_a_float_is_the_one_that_was_typed(units: int, places: int) -> None:
    assert Fraction(units, 10**places) == Fraction(cells.written(units / 10**places))


@given(DAYS)
def test_a_day_is_read_in_every_way_of_writing_it(day: date) -> None:
    y, m, d = f"{day.year:04}", day.month, day.day
    ways = [
        day.isoformat(),
        f"{y}-{m}-{d}",
        f"{y}/{m}/{d}",
        f"{y}.{m:02}.{d:02}",
        f"{y}年{m}月{d}日",
        f"{y}{m:02}{d:02}",
        f"{y}/{m}/{d} 0:00:00",
        f"{day.isoformat()} 08:30:00",
        f" {y}－{m}－{d}　",
    ]

    assert {day} == {cells.day(way) for way in ways}


@given(st.integers(20000, 99999))
def test_a_day_that_spreadsheets_count_is_read(serial: int) -> None:
    expected = date(1899, 12, 30) + timedelta(days=serial)

    assert expected == cells.day(str(serial))
    assert expected == cells.day(cells.written(serial + 0.5))


@pytest.mark.parametrize(
    "text",
    [
        "2026-2-30",
        "10/5/2026",
        "26-10-5",
        "2026-10",
        "下月",
        "",
        "0",
        "123",
        "3026-01-01",
        "2026-13-1",
    ],
)
def test_what_is_no_day_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        cells.day(text)


@pytest.mark.parametrize(
    "text", ["2026-10", "2026-10-01", "2026/10", "2026年10月", "2026年10月份", "202610", "2026.10"]
)
def test_a_month_is_read_in_every_way_of_writing_it(text: str) -> None:
    assert Period.month(2026, 10) == cells.month(text)


@pytest.mark.parametrize("text", ["2026.1", "2026-10-02", "2026-13", "10月", "2026"])
def test_what_is_no_month_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(PeriodError):
        cells.month(text)


def test_paid_through_a_month_means_its_last_day() -> None:
    assert date(2026, 2, 28) == cells.through("2026年2月")
    assert date(2026, 2, 27) == cells.through("2026年2月27日")
    assert date(2026, 2, 28) == cells.through("202602")


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1960", "1960"),
        ("1,960.00", "1960"),
        ("￥1,960.00", "1960"),
        ("¥ 1960.00", "1960"),
        ("1960元", "1960"),
        ("１，９６０．５０", "1960.50"),
        ("人民币1960元", "1960"),
        ("-280.00", "-280"),
        ("1,234,567.89", "1234567.89"),
    ],
)
def test_an_amount_is_read_with_its_signs(text: str, amount: str) -> None:
    assert Money(amount) == cells.amount(text)


@pytest.mark.parametrize(
    "text",
    [
        "19,60.00",
        "1,96",
        "1.960,00",
        "1.005",
        "1万",
        "(100)",
        "1e5",
        "NaN",
        "元",
        "",
        "1 960",
        ",100",
    ],
)
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(MoneyError):
        cells.amount(text)


@pytest.mark.parametrize("text", ["93.37", "93.37㎡", "93.37平方米", "93.37 m²", "９３．３７"])
def test_an_area_is_read_with_its_unit(text: str) -> None:
    assert Decimal("93.37") == cells.area(text)


@pytest.mark.parametrize("text", ["0", "0.00㎡", "-1", "约93", ""])
def test_an_area_is_above_nothing(text: str) -> None:
    with pytest.raises(MoneyError):
        cells.area(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("赵某某", ["赵某某"]),
        ("赵某某、钱某", ["赵某某", "钱某"]),
        ("赵某某,钱某", ["赵某某", "钱某"]),
        ("赵某某，钱某", ["赵某某", "钱某"]),
        ("赵某某/钱某", ["赵某某", "钱某"]),
        ("赵某某；钱某", ["赵某某", "钱某"]),
        ("赵某某#钱某", ["赵某某", "钱某"]),
        ("赵某某&钱某", ["赵某某", "钱某"]),
        ("赵某某 钱某", ["赵某某", "钱某"]),
        ("赵某某和钱某", ["赵某某", "钱某"]),
        ("赵某某\n钱某", ["赵某某", "钱某"]),
        ("赵某某、赵某某", ["赵某某"]),
        ("孙　某", ["孙某"]),
        ("李和平", ["李和平"]),
        ("和某某", ["和某某"]),
        ("中和物业有限公司", ["中和物业有限公司"]),
        ("甲&乙商贸有限公司", ["甲&乙商贸有限公司"]),
        ("John Doe", ["John Doe"]),
        ("", []),
    ],
)
def test_several_names_in_one_cell_are_told_apart(text: str, names: list[str]) -> None:
    assert tuple(names) == cells.names(text)


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("13800000000", ["13800000000"]),
        ("138 0000 0000", ["13800000000"]),
        ("138-0000-0000", ["13800000000"]),
        ("１３８００００００００", ["13800000000"]),
        ("'13800000000", ["13800000000"]),
        ("+8613800000000", ["13800000000"]),
        ("13800000000、13800000001", ["13800000000", "13800000001"]),
        ("13800000000.0 13800000001.0", ["13800000000", "13800000001"]),
        ("13800000000 13800000001", ["13800000000", "13800000001"]),
        ("13800000000/0571-88000000", ["13800000000", "057188000000"]),
        ("(010)62000000", ["01062000000"]),
        ("62000000", ["62000000"]),
    ],
)
def test_several_telephones_in_one_cell_are_told_apart(text: str, phones: list[str]) -> None:
    assert tuple(phones) == cells.phones(text)


@pytest.mark.parametrize(
    "text", ["1380000000", "1380000000.0", "13800000000.5", "1.38E+10", "无电话", "23800000000"]
)
def test_what_is_no_telephone_is_refused_and_not_spelled(text: str) -> None:
    with pytest.raises(PhoneError) as caught:
        cells.phones(text)

    assert len(text) < 8 or text not in str(caught.value)


@pytest.mark.parametrize("text", ["1.10101E+17", "1.1010119000101e+17", "110101190001012000"])
def test_an_identity_number_that_lost_digits_is_refused(text: str) -> None:
    with pytest.raises(IdentityError) as caught:
        cells.identity_numbers(text)

    assert text.upper() not in str(caught.value)


@given(st.text("0123456789", min_size=17, max_size=17))
def test_one_check_digit_fits_an_identity_number(body: str) -> None:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(weight * int(digit) for weight, digit in zip(weights, body, strict=True))
    right = "10X98765432"[total % 11]

    assert [right] == [c for c in "0123456789X" if cells.identity_checks(body + c)]


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("　赵某某　", "赵某某"),
        ("3＃1－502", "3#1-502"),
        ("\u200b13800000000\ufeff", "13800000000"),
        ('="0502"', "0502"),
        ("'=1+1", "=1+1"),
        ('"', '"'),
    ],
)
def test_text_is_taken_in_its_plain_form(text: str, kept: str) -> None:
    assert kept == cells.plain(text)
