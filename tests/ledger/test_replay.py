"""Replay: what the split would be had all been booked in time, and the document that makes it so."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community import OCTOBER, estate, schedule
from wuye import Account, Bill, Payment, fees
from wuye.errors import ExceedsError
from wuye.ledger import CreditNote, State, refund, replay, reverse
from wuye.money import Money

FIRST = date(2026, 8, 1)
BILLS = tuple(
    bill
    for shift in (-2, -1, 0, 1)
    for bill in fees.issue(
        estate(), schedule(), OCTOBER.shift(shift), costs={"hall-power": "2000"}
    ).of_debtor("O-17")
)


def told(state: State) -> tuple[object, ...]:
    return state.totals, sorted(state.items, key=lambda item: item.id)


def test_a_payment_booked_late_would_have_paid_the_older_bill() -> None:
    """p of 20 September came to light in December; q had paid September's bill by then."""
    account = Account.of(BILLS[1:3])
    early = Payment("p", "300.00", on=date(2026, 9, 20))
    account = account.receive(Payment("q", "300.00", on=date(2026, 10, 20))).account
    account = account.receive(early, booked=date(2026, 12, 1)).account
    result = replay(account, "m")
    assert result.reallocation
    replayed = account.post(result.reallocation).account
    day = date(2026, 12, 21)

    assert ["p", "p", "q", "q"] == sorted(move.payment for move in result.then)
    assert {"q"} == {move.payment for move in result.now}
    assert ("300.00", "0.00") == (str(account.on(day).prepaid), str(replayed.on(day).prepaid))
    assert "0.00" == str(replayed.on(day).outstanding)
    assert account.on(day, known=date(2026, 11, 30)) == replayed.on(day, known=date(2026, 11, 30))
    assert () == replay(replayed, "m2").differences


def test_where_all_was_booked_in_time_there_is_nothing_to_move() -> None:
    account = Account("锦苑物业", "O-17")
    for number, bill in enumerate(BILLS):
        account = account.post(bill).account
        payment = Payment(f"p{number}", "250.00", on=bill.on + timedelta(days=10 * number))
        account = account.receive(payment).account
    result = replay(account, "m")

    assert result.now == result.then
    assert result.now
    assert result.reallocation is None


def test_money_that_went_back_meanwhile_cannot_pay() -> None:
    account = Account("锦苑物业", "O-17")
    account = account.receive(Payment("p", "100.00", on=date(2026, 9, 20))).account
    account = refund(account, "f", "100.00", on=date(2026, 9, 25), reason="退").account
    account = account.post(BILLS[1]).account  # of 1 September, entered only now

    with pytest.raises(ExceedsError):
        replay(account, "m")
    assert 3 == account.version


events = st.lists(
    st.tuples(
        st.sampled_from(["pay", "pay", "apply", "credit"]),
        st.integers(1, 50000),
        st.integers(0, 140),
        st.integers(0, 60),
        st.booleans(),
    ),
    min_size=1,
    max_size=7,
)


def credit(number: int, fen: int, booked: date) -> CreditNote:
    bill = BILLS[fen % 4]
    return CreditNote(
        id=f"c{number}",
        creditor=bill.creditor,
        debtor=bill.debtor,
        on=bill.on,
        booked=max(booked, bill.on),
        item=bill.lines[0].id,
        amount=Money.of_fen(fen % 3000 + 1),
        reason="面积有误",
    )


@given(events, st.permutations(range(4)), st.integers(0, 200))
def test_posting_the_reallocation_is_having_booked_in_time(
    given_events: list[tuple[str, int, int, int, bool]], bills: list[int], look: int
) -> None:
    late = Account.of([BILLS[i] for i in bills])
    charged: list[Bill | CreditNote] = [BILLS[i] for i in bills]
    paid: list[Payment | date] = []
    for number, (kind, fen, on, after, named) in enumerate(given_events):
        day = FIRST + timedelta(days=on)
        if kind == "pay":
            bill = BILLS[fen % 4]
            designated = [bill.id] if named and bill.on <= day else []
            payment = Payment(f"p{number}", Money.of_fen(fen), on=day, designated=designated)
            late = late.receive(payment, booked=day + timedelta(days=after)).account
            paid.append(payment)
        elif kind == "credit":
            charged.append(credit(number, fen, day))
            late = late.post(charged[-1]).account
        else:
            posted = late.apply(day)
            paid += [day for _ in posted.documents]
            late = posted.account

    punctual = Account("锦苑物业", "O-17")
    days = sorted({document.on for document in charged} | {day_of(money) for money in paid})
    for day in days:
        punctual = punctual.post(*(each for each in charged if each.on == day)).account
        for money in paid:
            if day_of(money) == day:
                in_time = money if isinstance(money, Payment) else None
                posted = punctual.receive(in_time) if in_time else punctual.apply(day)
                punctual = posted.account

    result = replay(late, "m")
    moved = late.post(*[result.reallocation] if result.reallocation else []).account
    for day in (FIRST + timedelta(days=look), FIRST + timedelta(days=300)):
        assert told(punctual.on(day)) == told(moved.on(day))
    assert () == replay(moved, "m2").differences


def day_of(money: Payment | date) -> date:
    """The day of a payment, or of an application."""
    return money.on if isinstance(money, Payment) else money


def test_a_receipt_that_bounced_is_left_out_and_its_time_counts() -> None:
    """While it stood it paid September, so what came then paid October."""
    account = Account.of(BILLS[1:3])
    account = account.receive(Payment("p", "300.00", on=date(2026, 9, 20))).account
    account = account.receive(Payment("q", "300.00", on=date(2026, 10, 20))).account
    account = reverse(account, "r", of="p", on=date(2026, 10, 25), reason="退票").account
    result = replay(account, "m")

    assert {"q"} == {move.payment for move in result.now}
    assert None is result.reallocation
