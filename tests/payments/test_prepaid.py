"""Prepayment restricted to items: whose money pays what, and that none of it is lost."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wuye import Money
from wuye.bills import OpenItem
from wuye.errors import DuplicateError, MoneyError, PeriodError
from wuye.payments.prepayment import Purse, apply_prepaid

ON = date(2026, 11, 3)
DAY = timedelta(days=1)


def item(code: str, principal: str, *, due: date = ON) -> OpenItem:
    return OpenItem(id=code, bill="b", unit="u", due=due, principal=Money(principal), code=code)


def paid(purses: list[Purse], items: list[OpenItem]) -> list[tuple[str, str, str]]:
    return [
        (settlement.payment.id, part.item, str(part.amount))
        for settlement in apply_prepaid(purses, items, ON)
        for part in settlement.parts
    ]


def test_prepaid_parking_money_pays_parking_alone() -> None:
    parking = [Purse("p", "500", ON, ["parking"])]

    assert [("p", "parking", "80.00")] == paid(parking, [item("parking", "80"), item("water", "9")])
    assert [] == paid(parking, [item("water", "9")])


def test_restricted_money_goes_first_so_that_free_money_is_left_for_the_rest() -> None:
    items = [item("parking", "80", due=ON - DAY), item("property", "280")]
    purses = [Purse("free", "280", ON - 9 * DAY), Purse("tied", "80", ON, ["parking"])]

    assert [("tied", "parking", "80.00"), ("free", "property", "280.00")] == paid(purses, items)


def test_the_older_money_goes_first() -> None:
    purses = [Purse("new", "50", ON), Purse("old", "50", ON - DAY)]

    assert [("old", "property", "50.00"), ("new", "property", "30.00")] == paid(
        purses, [item("property", "80")]
    )


def test_money_that_is_not_there_or_stands_twice_is_refused() -> None:
    with pytest.raises(PeriodError, match="not there yet"):
        apply_prepaid([Purse("p", "1", ON + DAY)], [], ON)
    with pytest.raises(DuplicateError, match="two purses"):
        apply_prepaid([Purse("p", "1", ON), Purse("p", "1", ON, ["parking"])], [], ON)
    with pytest.raises(MoneyError, match="payment p: prepayment is above 0"):
        Purse("p", "0", ON)


codes = st.sampled_from(["parking", "water", "property"])


@given(
    st.lists(
        st.tuples(st.integers(1, 10**5), st.integers(0, 30), st.sets(codes, max_size=2)),
        max_size=5,
    ),
    st.lists(st.tuples(codes, st.integers(1, 10**5), st.integers(0, 60)), max_size=6),
)
def test_no_purse_pays_what_it_may_not_or_more_than_it_holds(
    money: list[tuple[int, int, set[str]]], debts: list[tuple[str, int, int]]
) -> None:
    purses = [
        Purse(str(n), Money.of_fen(fen), ON - ago * DAY, sorted(only))
        for n, (fen, ago, only) in enumerate(money)
    ]
    items = [
        OpenItem(
            id=str(n),
            bill="b",
            unit="u",
            due=ON - ago * DAY,
            principal=Money.of_fen(fen),
            code=code,
            daily=Decimal("0.0003"),
        )
        for n, (code, fen, ago) in enumerate(debts)
    ]
    spent, got = dict.fromkeys(range(len(money)), 0), dict.fromkeys(range(len(debts)), 0)
    for settlement in apply_prepaid(purses, items, ON):
        for part in settlement.parts:
            purse, debt = int(settlement.payment.id), int(part.item)
            assert not money[purse][2] or debts[debt][0] in money[purse][2]
            spent[purse] += part.amount.fen
            got[debt] += part.amount.fen

    assert all(spent[n] <= fen for n, (fen, _, _) in enumerate(money))
    assert all(got[n] <= fen for n, (_, fen, _) in enumerate(debts))
    for n, (fen, _, only) in enumerate(money):
        if spent[n] < fen:  # what it may pay is paid
            assert all(
                got[m] == owed
                for m, (code, owed, _) in enumerate(debts)
                if not only or code in only
            )
