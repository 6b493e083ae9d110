"""An amount held to a cap: computed, recomputed and told alike."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from strategies import modes, plain, round_by_hand
from wuye.explain import Basis, Bounded, Expr, Input, Rounded
from wuye.rounding import Mode, Rounding

BELOW, CAP, PARTS = Input("below", "yuan"), Input("cap", "yuan"), Input("parts")
units = st.integers(-(10**8), 10**8)


def basis(below: str, cap: str, parts: str = "1", expr: Expr | None = None) -> Basis:
    held = expr or Bounded(BELOW, None, CAP, "封顶")
    inputs = (("below", Decimal(below)), ("cap", Decimal(cap)), ("parts", Decimal(parts)))
    return Basis(Rounded(held, Rounding.fen(each="line")), inputs)


divisors = st.integers(-9, 9).filter(bool)


@given(units, units, divisors, divisors, modes)
def test_the_lesser_of_two_is_taken_whatever_the_signs(
    a: int, b: int, parts: int, others: int, mode: Mode
) -> None:
    expr = Rounded(
        Bounded(BELOW / PARTS, None, CAP / Input("others"), "封顶"), Rounding(1, "line", mode)
    )
    held = Basis(
        expr,
        (
            ("below", Decimal(plain(a, 3))),
            ("cap", Decimal(plain(b, 3))),
            ("parts", Decimal(parts)),
            ("others", Decimal(others)),
        ),
    )

    least = min(Fraction(a, 10 * parts), Fraction(b, 10 * others))
    assert round_by_hand(least, mode) == held.evaluate().fen == held.recompute().fen


def test_a_cap_is_told_where_it_bites() -> None:
    assert "[5.13 元 = 5.13 元，以封顶为限：4.00 元] = 4.00 元" == basis("5.13", "4").why("zh")
    assert "[5.13 yuan = 5.13 yuan, capped (封顶): 4.00 yuan] = 4.00 yuan" == (
        basis("5.13", "4").why("en")
    )
    for cap in ("5.13", "5.14"):
        assert "5.13 元 = 5.13 元" == basis("5.13", cap).why("zh")


def test_a_cap_stands_in_brackets_inside_a_formula() -> None:
    expr = Bounded(BELOW + BELOW, None, CAP, "封顶") * PARTS

    assert "[1.00 元 + 1.00 元 = 2.00 元，以封顶为限：1.50 元] × 2 = 3.00 元" == (
        basis("1", "1.5", "2", expr).why("zh")
    )
    assert "(1.00 元 + 1.00 元) × 2 = 4.00 元" == basis("1", "2", "2", expr).why("zh")
