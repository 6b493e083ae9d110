"""Rounding: odd, near, and the same as decimal's own rounding under a private context."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from strategies import LARGEST, modes, plain, round_by_hand
from wuye.rounding import Mode, Rounding, round_ratio

PRIVATE = decimal.Context(prec=60, Emin=-999_999, Emax=999_999, traps=[])
NAMES = {
    Mode.HALF_UP: decimal.ROUND_HALF_UP,
    Mode.HALF_EVEN: decimal.ROUND_HALF_EVEN,
    Mode.DOWN: decimal.ROUND_DOWN,
    Mode.UP: decimal.ROUND_UP,
}
NEAREST = {Mode.HALF_UP, Mode.HALF_EVEN}

numerators = st.integers(-LARGEST * 10**8, LARGEST * 10**8)
denominators = st.one_of(st.integers(1, 20), st.integers(1, 10**12))


def test_every_mode_has_an_oracle() -> None:
    assert set(Mode) == set(NAMES)


@given(numerators, st.integers(0, 12), modes)
@example(5, 1, Mode.HALF_UP)
@example(-25, 1, Mode.HALF_EVEN)
@example(-15, 1, Mode.HALF_EVEN)
@example(-2665, 1, Mode.HALF_UP)
def test_every_mode_agrees_with_decimal(numerator: int, places: int, mode: Mode) -> None:
    number = Decimal(plain(numerator, places))
    oracle = number.quantize(Decimal(1), rounding=NAMES[mode], context=PRIVATE)

    assert int(oracle) == round_ratio(numerator, 10**places, mode)


@given(numerators, denominators, modes)
@example(1, 2, Mode.HALF_EVEN)
@example(3, 2, Mode.HALF_EVEN)
def test_every_mode_agrees_with_fractions(numerator: int, denominator: int, mode: Mode) -> None:
    by_hand = round_by_hand(Fraction(numerator, denominator), mode)

    assert by_hand == round_ratio(numerator, denominator, mode)


@given(numerators, denominators, modes)
def test_rounding_is_odd(numerator: int, denominator: int, mode: Mode) -> None:
    rounded = round_ratio(numerator, denominator, mode)

    assert -rounded == round_ratio(-numerator, denominator, mode)
    assert -rounded == round_ratio(numerator, -denominator, mode)
    assert rounded == round_ratio(-numerator, -denominator, mode)


@given(numerators, denominators, modes)
def test_rounding_stays_near(numerator: int, denominator: int, mode: Mode) -> None:
    exact = Fraction(numerator, denominator)
    moved = abs(round_ratio(numerator, denominator, mode) - exact)

    assert moved <= Fraction(1, 2) if mode in NEAREST else moved < 1


@given(st.integers(), denominators, modes)
def test_integers_are_fixed_points(whole: int, denominator: int, mode: Mode) -> None:
    assert whole == round_ratio(whole * denominator, denominator, mode)


@given(numerators, st.integers(0, 10**12), denominators, modes)
def test_rounding_never_turns_an_order_round(low: int, step: int, over: int, mode: Mode) -> None:
    assert round_ratio(low, over, mode) <= round_ratio(low + step, over, mode)


@given(numerators, denominators, st.sampled_from([1, 10, 100]), modes)
def test_a_declared_rounding_gives_whole_units(
    numerator: int, denominator: int, unit: int, mode: Mode
) -> None:
    fen = Rounding(unit, "line", mode).of(numerator, denominator)

    assert 0 == fen % unit
    assert round_by_hand(Fraction(numerator, denominator) / unit, mode) * unit == fen


def test_the_named_roundings_have_their_unit() -> None:
    makers = (Rounding.fen, Rounding.jiao, Rounding.yuan)

    assert [1, 10, 100] == [make(each="line").unit for make in makers]
    assert [make(each="month").mode for make in makers] == [Mode.HALF_UP] * 3
    assert ["month"] * 3 == [make(each="month").each for make in makers]
    assert [make(each="line", mode=Mode.UP).mode for make in makers] == [Mode.UP] * 3


@pytest.mark.parametrize("mode", Mode)
@pytest.mark.parametrize("numerator", [-1, 0, 1])
def test_nothing_is_divided_by_zero(numerator: int, mode: Mode) -> None:
    with pytest.raises(ZeroDivisionError):
        round_ratio(numerator, 0, mode)
