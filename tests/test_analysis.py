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
from wuye.analysis import AGES, Collection, ageing, collection, rate
from wuye.errors import RuleError

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


# -- what is disputed stands apart --------------------------------------------------------------------


def with_dispute(owed: Account, amount: str = "100.00") -> Account:
    bill = fees.issue(estate(), schedule(), OCTOBER, costs=COSTS).of_debtor(OWNER)[0]
    step = disputes.lodge(
        "D-1", bill, "property", ground="amount", on=date(2026, 11, 10), amount=amount
    )
    return owed.post(*step.effects).account


def test_what_is_disputed_is_told_apart_from_what_is_not_paid() -> None:
    """300.00 of October are arrears in November, unless they were paid in October."""
    owed = with_dispute(account(("400.00", date(2026, 10, 5))))
    result = november(owed.apply(date(2026, 11, 1)).account)

    # October is paid in full, so nothing that is open is disputed; 100.00 of November is paid
    assert ("0.00", "33.33") == (str(result.disputed), str(result.undisputed_rate))
    unpaid = november(with_dispute(account()))
    assert ("100.00", "0.00") == (str(unpaid.disputed), str(unpaid.undisputed_rate))
    some = november(with_dispute(account(("125.00", date(2026, 11, 5)))))
    assert ("20.83", "25.00") == (str(some.overall_rate), str(some.undisputed_rate))


def test_an_age_is_counted_from_the_due_day_of_each_line() -> None:
    owed = with_dispute(account())
    on = [date(2026, 10, 25), date(2026, 10, 26), date(2026, 11, 24), date(2026, 11, 25)]
    found = [
        [(age.first, str(age.principal), str(age.disputed)) for age in ageing([owed], on=day)[:3]]
        for day in on
    ]

    # October's 300.00 are due on 25 October, November's on 25 November
    assert [
        [(None, "300.00", "0.00"), (1, "0.00", "0.00"), (31, "0.00", "0.00")],
        [(None, "0.00", "0.00"), (1, "300.00", "0.00"), (31, "0.00", "0.00")],
        [(None, "300.00", "0.00"), (1, "200.00", "100.00"), (31, "0.00", "0.00")],
        [(None, "300.00", "0.00"), (1, "0.00", "0.00"), (31, "200.00", "100.00")],
    ] == found


@given(
    st.integers(0, 1500), st.lists(st.tuples(st.integers(1, 70000), st.integers(1, 60)), max_size=3)
)
def test_the_ages_make_what_is_open(days: int, payments: list[tuple[int, int]]) -> None:
    owed = with_dispute(account())
    for number, (fen, after) in enumerate(payments):
        paid = date.fromordinal(OCTOBER.start.toordinal() + after)
        owed = owed.receive(Payment(f"q{number}", Money.of_fen(fen), on=paid)).account
    on = date.fromordinal(date(2026, 11, 10).toordinal() + days)
    ages = ageing([owed], on=on)
    state = owed.on(on)

    assert Money.total(item.principal for item in state.items) == Money.total(
        age.principal + age.disputed for age in ages
    )
    assert Money.total(item.held for item in state.items) == Money.total(
        age.disputed for age in ages
    )
    assert [(a, b) for a, b in zip((None, *AGES), (*AGES, None), strict=True)] == [
        (age.first, age.until) for age in ages
    ]


@pytest.mark.parametrize("ages", [(), (2, 31), (1, 61, 31), (1, 1)])
def test_ages_that_do_not_rise_from_one_are_refused(ages: tuple[int, ...]) -> None:
    with pytest.raises(RuleError, match="begin with 1 and rise"):
        ageing([], on=OCTOBER.last, ages=ages)
