"""Rates of collection: what counts where, and the identities between them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community import COSTS, OCTOBER, estate, schedule
from wuye import Account, Money, Payment, disputes, fees
from wuye.analysis import Collection, collection, rate

OWNER = "O-17"
NOVEMBER = OCTOBER.shift(1)


def account(*payments: tuple[str, date]) -> Account:
    bills = [
        bill
        for month in (OCTOBER, NOVEMBER)
        for bill in fees.issue(estate(), schedule(), month, costs=COSTS).of_debtor(OWNER)
    ]
    owed = Account.of(bills)
    for number, (amount, on) in enumerate(payments):
        owed = owed.receive(Payment(f"p{number}", amount, on=on)).account
    return owed


def november(owed: Account) -> Collection:
    return collection([owed], NOVEMBER, on=NOVEMBER.last)


def test_money_for_an_earlier_period_raises_no_current_rate() -> None:
    """300.00 comes in November and pays October's bill, which was due first."""
    result = november(account(("300.00", date(2026, 11, 5))))

    assert (Decimal("0.00"), Decimal("100.00")) == (result.current_rate, result.recovery_rate)
    assert Decimal("50.00") == result.overall_rate


def test_what_was_credited_leaves_the_denominator_and_enters_no_numerator() -> None:
    owed = account(("300.00", date(2026, 10, 5)), ("150.00", date(2026, 11, 5)))
    bill = fees.issue(estate(), schedule(), NOVEMBER, costs=COSTS).of_debtor(OWNER)[0]
    opened = disputes.lodge("D-1", bill, "property", ground="amount", on=date(2026, 11, 10))
    decided = disputes.Decided("100.00", held_days="restored")
    step = disputes.advance(opened.case, decided, on=date(2026, 11, 20))
    owed = owed.post(*opened.effects, *step.effects).account
    result = november(owed)

    assert ("200.00", "150.00") == (str(result.billed), str(result.collected))
    assert Decimal("75.00") == result.current_rate


def test_where_nothing_is_owed_there_is_no_rate() -> None:
    result = collection([account()], OCTOBER, on=OCTOBER.last)

    assert ("300.00", None) == (str(result.billed), result.recovery_rate)
    assert Decimal("0.00") == result.current_rate
    assert None is collection([], OCTOBER, on=OCTOBER.last).overall_rate


def test_prepayment_counts_when_it_pays_something() -> None:
    owed = account(("1000.00", date(2026, 10, 5)))

    assert Decimal("0.00") == november(owed).current_rate
    assert Decimal("100.00") == november(owed.apply(date(2026, 11, 1)).account).current_rate


def test_a_rate_is_told_as_known_then() -> None:
    owed = account()
    late = Payment("p", "600.99", on=date(2026, 11, 5))
    owed = owed.receive(late, booked=date(2026, 12, 24)).account

    then = collection([owed], NOVEMBER, on=NOVEMBER.last, known=date(2026, 12, 1))
    now = collection([owed], NOVEMBER, on=NOVEMBER.last)

    # 0.99 of it is penalty: 300.00 × 0.0003 × 11 days
    assert (Decimal("0.00"), Decimal("100.00")) == (then.overall_rate, now.overall_rate)


@given(st.integers(0, 10**12), st.integers(1, 10**12))
def test_a_rate_is_rounded_half_up_to_two_places(part: int, whole: int) -> None:
    exact = Fraction(part * 10_000, whole)

    assert floor(exact + Fraction(1, 2)) == int(
        str(rate(Money.of_fen(part), Money.of_fen(whole))).replace(".", "")
    )


@given(st.lists(st.tuples(st.integers(1, 40000), st.integers(1, 60)), max_size=4))
def test_what_is_collected_recovered_and_open_makes_what_was_owed(
    payments: list[tuple[int, int]],
) -> None:
    owed = account()
    for number, (fen, days) in enumerate(payments):
        on = date.fromordinal(OCTOBER.start.toordinal() + days)
        owed = owed.receive(Payment(f"q{number}", Money.of_fen(fen), on=on)).account
    result = november(owed)
    state = owed.on(NOVEMBER.last)

    still_open = Money.total(item.principal for item in state.items)
    assert result.billed + result.arrears == result.collected + result.recovered + still_open
    for value in (result.current_rate, result.recovery_rate, result.overall_rate):
        assert value is None or 0 <= value <= 100


@pytest.mark.parametrize(
    ("part", "whole", "percent"),
    [("1", "3", "33.33"), ("2", "3", "66.67"), ("0.05", "1000", "0.01")],
)
def test_rates_by_hand(part: str, whole: str, percent: str) -> None:
    assert percent == str(rate(Money(part), Money(whole)))
