"""Instalments and promises: parts to the fen, and what was kept of them on a day."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye import Money
from wuye.errors import ExceedsError, InexactError, MoneyError, PeriodError, RuleError
from wuye.payments.instalments import (
    Instalment,
    Plan,
    Promise,
    Remainder,
    plan,
    standing,
)

FIRST = date(2026, 1, 31)
ONE = timedelta(days=1)


def test_the_due_days_go_from_the_first_one() -> None:
    monthly = plan("100", 3, FIRST)
    quarterly = plan("100", 3, FIRST, 3)

    assert [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31)] == [
        part.due for part in monthly.parts
    ]
    assert [date(2026, 1, 31), date(2026, 4, 30), date(2026, 7, 31)] == [
        part.due for part in quarterly.parts
    ]


@given(st.integers(1, 10**8), st.integers(1, 40), st.sampled_from(["spread", "first", "last"]))
def test_the_parts_make_the_total_and_are_never_far_from_even(
    fen: int, n: int, remainder: Remainder
) -> None:
    n = min(n, fen)
    parts = [p.amount.fen for p in plan(Money.of_fen(fen), n, FIRST, 1, remainder).parts]

    assert fen == sum(parts)
    assert n == len(parts)
    even = Fraction(fen, n)
    for number, part in enumerate(parts):
        assert abs(part - even) < (n if remainder == "last" and number == n - 1 else 1)
    if remainder == "spread":
        assert all(abs(sum(parts[: k + 1]) - even * (k + 1)) <= Fraction(1, 2) for k in range(n))
    if remainder == "first":
        assert sorted(parts, reverse=True) == parts


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        (("100", 0, FIRST), RuleError, "1 part or more"),
        (("100", 3, FIRST, 0), RuleError, "1 month or more"),
        (("100", 3.0, FIRST), RuleError, "whole numbers"),
        (("100", 3, FIRST, 1, "middle"), RuleError, "spread, first or last"),
        (("0.02", 3, FIRST), ExceedsError, "give up to 2"),
        (("-1", 1, FIRST), ExceedsError, "not a fen"),
        ((100.0, 3, FIRST), InexactError, "float"),
        (("100", 3, "2026-01-31"), PeriodError, "not a day"),
        (("100", 3, date(9999, 12, 1)), PeriodError, "never ends"),
    ],
)
def test_what_is_no_plan_is_refused(
    arguments: tuple[Any, ...], error: type[Exception], message: str
) -> None:
    with pytest.raises(error, match=message):
        plan(*arguments)


def test_parts_that_do_not_add_up_are_no_plan() -> None:
    part = Instalment(FIRST, "50")

    with pytest.raises(ExceedsError, match=r"Plan: .*'50\.00'; make them 100\.00"):
        Plan("100", [part])
    with pytest.raises(ExceedsError, match="add up"):
        Plan("0", [])
    with pytest.raises(PeriodError, match="do not rise"):
        Plan("100", [part, part])
    with pytest.raises(MoneyError, match="above 0"):
        Instalment(FIRST, "0")


# -- what was kept --------------------------------------------------------------------------

AGREED = plan("300", 3, date(2026, 1, 10))


def statuses(on: date, *paid: tuple[date, str]) -> list[str]:
    return [s.status for s in standing(AGREED, [(day, Money(a)) for day, a in paid], on)]


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2026, 1, 10), ["open", "open", "open"]),
        (date(2026, 1, 11), ["broken", "open", "open"]),
        (date(2026, 3, 10), ["broken", "broken", "open"]),
        (date(2026, 3, 11), ["broken", "broken", "broken"]),
    ],
)
def test_a_part_is_broken_from_the_day_after_its_day(on: date, expected: list[str]) -> None:
    assert expected == statuses(on)


@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        ([(date(2026, 1, 10), "100")], ["kept", "open", "open"]),
        ([(date(2026, 1, 10), "99.99")], ["broken", "open", "open"]),
        ([(date(2026, 1, 11), "100")], ["late", "open", "open"]),
        ([(date(2026, 1, 10), "99.99"), (date(2026, 1, 11), "0.01")], ["late", "open", "open"]),
        ([(date(2026, 1, 5), "300")], ["kept", "kept", "kept"]),
        ([(date(2026, 1, 12), "200")], ["late", "kept", "open"]),
        ([(date(2026, 1, 21), "100")], ["broken", "open", "open"]),  # not seen yet
    ],
)
def test_money_keeps_the_parts_in_the_order_of_their_days(
    paid: list[tuple[date, str]], expected: list[str]
) -> None:
    assert expected == statuses(date(2026, 1, 20), *paid)


def test_the_order_in_which_payments_are_told_changes_nothing() -> None:
    paid = [(date(2026, 1, 10), "40"), (date(2026, 1, 8), "60"), (date(2026, 2, 20), "150")]

    assert ["kept", "late", "open"] == statuses(date(2026, 3, 1), *paid)
    assert statuses(date(2026, 3, 1), *paid) == statuses(date(2026, 3, 1), *paid[::-1])


days = st.integers(0, 100).map(lambda n: date(2026, 1, 1) + n * ONE)
payments = st.lists(st.tuples(days, st.integers(1, 15000).map(Money.of_fen)), max_size=6)


@given(payments, days)
def test_money_is_neither_lost_nor_counted_twice(paid: list[tuple[date, Money]], on: date) -> None:
    found = standing(AGREED, paid, on)
    come = sum(amount.fen for day, amount in paid if day <= on)

    assert min(come, 30000) == sum(part.paid.fen for part in found)
    for part in found:
        assert (part.status in {"kept", "late"}) == (part.paid == part.part.amount)
        assert (part.status == "broken") == (on > part.part.due and part.paid < part.part.amount)


@given(payments, days, days)
def test_what_was_kept_stays_kept_and_late_stays_late(
    paid: list[tuple[date, Money]], one: date, other: date
) -> None:
    first, last = sorted([one, other])
    for before, after in zip(
        standing(AGREED, paid, first), standing(AGREED, paid, last), strict=True
    ):
        if before.status in {"kept", "late"}:
            assert before.status == after.status
        if before.status == "broken":
            assert after.status in {"broken", "late"}


def test_a_payment_that_is_none_is_refused() -> None:
    with pytest.raises(MoneyError, match="payment of 2026-01-10"):
        statuses(date(2026, 2, 1), (date(2026, 1, 10), "0"))


# -- promises ---------------------------------------------------------------------------------

REPAIR = Promise("500", date(2026, 5, 10), "电梯修好")


@pytest.mark.parametrize(
    ("promise", "met", "on", "expected"),
    [
        (Promise("500", date(2026, 5, 10)), None, date(2026, 5, 10), "open"),
        (Promise("500", date(2026, 5, 10)), None, date(2026, 5, 11), "broken"),
        (REPAIR, None, date(2026, 6, 1), "waiting"),
        (REPAIR, date(2026, 6, 2), date(2026, 6, 1), "waiting"),
        (REPAIR, date(2026, 6, 2), date(2026, 6, 2), "open"),
        (REPAIR, date(2026, 6, 2), date(2026, 6, 3), "broken"),
        (REPAIR, date(2026, 5, 1), date(2026, 5, 10), "open"),
        (REPAIR, date(2026, 5, 1), date(2026, 5, 11), "broken"),
    ],
)
def test_a_promise_waits_for_its_condition(
    promise: Promise, met: date | None, on: date, expected: str
) -> None:
    (found,) = standing(promise, [(date(2026, 4, 1), Money("499.99"))], on, met=met)

    assert expected == found.status
    assert "499.99" == str(found.paid)


def test_a_promise_is_kept_even_before_its_condition_is_met() -> None:
    (found,) = standing(REPAIR, [(date(2026, 5, 1), Money("500"))], date(2026, 5, 2))

    assert "kept" == found.status
    with pytest.raises(MoneyError, match="promise of 2026-05-10"):
        Promise("0", date(2026, 5, 10))
