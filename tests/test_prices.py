"""What was charged for and at what price, as read from the tree of an amount."""

from __future__ import annotations

from decimal import Decimal

import pytest

import community
from wuye.explain import Basis, Between, Expr, Input, Rounded, Whole
from wuye.rounding import Mode, Rounding

FEN = Rounding.fen(each="line")
AREA, RATE, MONTHS = (
    Input("area", "sqm"),
    Input("rate", "yuan/sqm/month"),
    Input("months", "month"),
)
USED, FIRST, SECOND = Input("used", "m3"), Input("first", "yuan/m3"), Input("second", "yuan/m3")
ZERO, TEN = Input("zero", "m3"), Input("ten", "m3")
OPENING, CLOSING = Input("opening", "m3"), Input("closing", "m3")
NUMBERS = {
    "area": "93.37",
    "rate": "1.85",
    "months": "3",
    "first": "2.00",
    "second": "3.5",
    "zero": "0",
    "ten": "10",
    "opening": "120",
    "closing": "131.5",
    "flat": "80",
    "factor": "1.1",
}
TIERS = Between(USED, ZERO, TEN) * FIRST + Between(USED, TEN, None) * SECOND


def prices(expr: Expr, language: str = "zh", **numbers: str) -> tuple[tuple[str, str], ...]:
    inputs = tuple((name, Decimal(text)) for name, text in (NUMBERS | numbers).items())
    return Basis(Rounded(expr, FEN), inputs).prices("en" if language == "en" else "zh")


@pytest.mark.parametrize(
    "expr",
    [
        AREA * RATE,
        RATE * AREA,
        AREA * RATE * MONTHS,
        AREA * RATE * Input("factor") * MONTHS,
        Rounded(AREA * RATE, FEN) * MONTHS,
        AREA * RATE * MONTHS - Rounded(AREA * RATE * Input("factor"), FEN),
    ],
)
def test_an_area_is_told_once_with_its_rate(expr: Expr) -> None:
    assert (("93.37 ㎡", "1.85 元/㎡·月"),) == prices(expr)


def test_a_price_alone_has_no_quantity() -> None:
    flat = Input("flat", "yuan/month")

    assert (("", "80.00 元/月"),) == prices(flat * MONTHS)
    assert (("", "80.00 yuan/month"),) == prices(MONTHS * flat, "en")


def test_months_are_no_quantity_of_a_price_for_area() -> None:
    assert (("", "1.85 元/㎡·月"),) == prices(MONTHS * RATE)


def test_the_quantity_of_a_meter_is_the_difference_of_its_readings() -> None:
    assert (("11.5 m³", "2.00 元/m³"),) == prices((CLOSING - OPENING) * FIRST)


def test_started_blocks_of_a_stay_are_counted_with_the_price_of_one() -> None:
    minutes, block = Input("minutes", "minute"), Input("block", "minute/block")
    blocks = Whole(minutes / block, Mode.UP, "block")
    stay = blocks * Input("price", "yuan/block")

    told = prices(stay, "en", minutes="31", block="30", price="1.5")
    assert (("2 time blocks", "1.50 yuan a block"),) == told


@pytest.mark.parametrize(
    ("used", "told"),
    [
        ("10", (("10 m³", "2.00 元/m³"),)),
        ("10.5", (("10 m³", "2.00 元/m³"), ("0.5 m³", "3.50 元/m³"))),
        ("0", (("0 m³", "2.00 元/m³"),)),
    ],
)
def test_a_tier_is_told_when_something_was_used_of_it(
    used: str, told: tuple[tuple[str, str], ...]
) -> None:
    assert told == prices(TIERS, used=used)


def test_a_share_is_its_weight_at_cost_by_sum_of_weights() -> None:
    line = community.october().of_unit("3-1-502")[0]["hall-power"]

    assert (("100.00 ㎡", "2000.00 元 ÷ 10000.00 ㎡"),) == line.basis.prices()
