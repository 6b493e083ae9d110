"""Court fees: worked by hand, on both sides of each bracket, and against straight lines."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye.errors import ExceedsError, MoneyError
from wuye.law.court_fees import Track, court_fee
from wuye.money import Money
from wuye.rounding import Mode, Rounding

TODAY = date(2026, 10, 1)
FEN = Rounding.fen(each="line")


@pytest.mark.parametrize(
    ("claim", "full", "half", "third"),
    [
        ("6000", "50.00", "25.00", "16.67"),
        ("10000", "50.00", "25.00", "16.67"),
        ("25000", "425.00", "212.50", "141.67"),
        ("120000", "2700.00", "1350.00", "900.00"),
    ],
)
def test_fees_worked_by_hand(claim: str, full: str, half: str, third: str) -> None:
    def fee(track: Track) -> str:
        return str(court_fee(claim, track, rounding=FEN, on=TODAY).amount)

    halved = [fee(Track.SUMMARY), fee(Track.MEDIATED), fee(Track.WITHDRAWN)]

    assert (full, [half] * 3, third) == (fee(Track.ORDINARY), halved, fee(Track.PAYMENT_ORDER))


@pytest.mark.parametrize(
    ("claim", "fee"),
    [
        ("10000.19", "50.00"),
        ("10000.20", "50.01"),
        ("100000.00", "2300.00"),
        ("100000.25", "2300.01"),
        ("200000.00", "4300.00"),
        ("200001.00", "4300.02"),
        ("500000.00", "8800.00"),
        ("500001.00", "8800.01"),
        ("1000000.00", "13800.00"),
    ],
)
def test_brackets_are_cumulative_on_both_sides_of_each_edge(claim: str, fee: str) -> None:
    assert fee == str(court_fee(claim, rounding=FEN, on=TODAY).amount)


def test_the_rounding_is_the_one_stated() -> None:
    down = Rounding.fen(each="line", mode=Mode.DOWN)

    assert Money("16.66") == court_fee("6000", Track.PAYMENT_ORDER, rounding=down, on=TODAY).amount


def test_beyond_the_last_bracket_the_error_says_so() -> None:
    with pytest.raises(ExceedsError, match=r"brackets kept here end at 1000000\.00"):
        court_fee("1000000.01", rounding=FEN, on=TODAY)


@pytest.mark.parametrize("claim", ["0", "-1"])
def test_a_claim_for_nothing_has_no_fee(claim: str) -> None:
    with pytest.raises(MoneyError):
        court_fee(claim, rounding=FEN, on=TODAY)


@pytest.mark.parametrize(
    ("track", "articles"),
    [
        (Track.ORDINARY, ["13-1"]),
        (Track.SUMMARY, ["13-1", "16"]),
        (Track.MEDIATED, ["13-1", "15"]),
        (Track.WITHDRAWN, ["13-1", "15"]),
        (Track.PAYMENT_ORDER, ["13-1", "14-3"]),
    ],
)
def test_a_fee_cites_what_reduces_it(track: Track, articles: list[str]) -> None:
    fee = court_fee("6000", track, rounding=FEN, on=TODAY)

    assert articles == [cite.article for cite in fee.basis.cites]


def by_marginal_rates(yuan: Fraction) -> Fraction:
    """The full fee, written as one straight line a bracket."""
    lines = [(10**4, 0, 50), (10**5, 25, -200), (2 * 10**5, 20, 300), (5 * 10**5, 15, 1300)]
    for ceiling, rate, offset in lines:
        if yuan <= ceiling:
            return yuan * rate / 1000 + offset
    return yuan / 100 + 3800


@given(st.integers(1, 10**8), st.sampled_from(Track))
def test_a_fee_agrees_with_straight_lines_and_recomputes(fen: int, track: Track) -> None:
    fee = court_fee(Money.of_fen(fen), track, rounding=FEN, on=TODAY)
    part = {Track.ORDINARY: 1, Track.PAYMENT_ORDER: 3}.get(track, 2)
    exact = by_marginal_rates(Fraction(fen, 100)) * 100 / part

    assert abs(fee.amount.fen - exact) <= Fraction(1, 2)
    assert fee.basis.recompute() == fee.amount


@given(st.integers(1, 10**8 - 1), st.integers(0, 10**6))
def test_a_larger_claim_never_costs_less(fen: int, more: int) -> None:
    larger = min(fen + more, 10**8)

    def fee(size: int) -> Money:
        return court_fee(Money.of_fen(size), rounding=FEN, on=TODAY).amount

    assert fee(fen) <= fee(larger)
