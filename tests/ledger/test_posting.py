"""Posting: an account is a value, however many documents and versions there are."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import date, timedelta
from functools import reduce

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import OCTOBER, estate, october, schedule
from wuye import Account, Bill, Payment, fees
from wuye.bills import OpenItem
from wuye.errors import ConflictError, ExceedsError, PeriodError, RuleError
from wuye.ledger import Application, CreditNote, Receipt, State
from wuye.money import Money
from wuye.payments import CIVIL_CODE, Order, Part, settle

BILL = october().of_unit("3-1-502")[0]
NOVEMBER = fees.issue(estate(), schedule(), OCTOBER.shift(1), costs={"hall-power": "2150"})
SECOND = NOVEMBER.of_debtor("O-17")[0]


def pay(number: int, fen: int, day: date) -> Payment:
    return Payment(f"p{number}", Money.of_fen(fen), on=day)


def test_an_older_version_stays_as_it_was_when_newer_ones_are_posted() -> None:
    first = Account.of([BILL])
    day = date(2026, 12, 21)
    before = first.on(day)
    second = first.receive(pay(1, 10000, date(2026, 11, 3))).account
    third = second.post(SECOND).account

    assert [1, 2, 3] == [account.version for account in (first, second, third)]
    assert before == first.on(day)
    assert (BILL,) == first.documents
    assert third.documents[:2] == second.documents
    assert second.on(day) == Account.of(second.documents).on(day)


def test_a_line_credited_whole_reads_the_same_whichever_day_is_asked_first() -> None:
    line = BILL.lines[0]
    note = CreditNote(
        id="C-1", creditor=BILL.creditor, debtor=BILL.debtor, on=BILL.on,
        booked=date(2026, 11, 2), item=line.id, amount=line.amount, reason="重复收取",
    )  # fmt: skip
    asked, fresh = Account.of([BILL, note]), Account.of([BILL, note])
    asked.on(date(2027, 3, 2))

    day = date(2026, 12, 21)
    assert fresh.on(day) == asked.on(day)
    assert fresh.on(day).item(line.id).settled


def test_two_futures_of_one_account_do_not_mix() -> None:
    account = Account.of([BILL])
    one = account.receive(pay(1, 10000, date(2026, 11, 3))).account
    other = account.receive(pay(2, 20000, date(2026, 11, 3))).account
    day = date(2026, 11, 3)

    assert ["p1"] == [document.id for document in one.documents[1:]]
    assert ["p2"] == [document.id for document in other.documents[1:]]
    assert ("100.00", "200.00") == (str(one.on(day).received), str(other.on(day).received))
    assert one != other
    assert one == account.receive(pay(1, 10000, date(2026, 11, 3))).account


def test_a_document_that_is_refused_takes_those_before_it_along() -> None:
    account = Account.of([BILL])
    note = CreditNote(
        id="c",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=BILL.on,
        item=BILL.lines[0].id,
        amount="9999.00",
        reason="错账",
    )
    with pytest.raises(ExceedsError):
        account.post(SECOND, note)
    small = evolve(note, amount="1.00")
    posted = account.post(small)

    assert (1, (BILL,)) == (account.version, account.documents)
    assert (BILL, small) == posted.account.documents
    assert account.post(SECOND).account.documents == (BILL, SECOND)


def test_threads_that_post_to_one_account_each_get_their_own_result() -> None:
    account = Account.of([BILL])
    payments = [pay(number, 100 * number, date(2026, 11, 3)) for number in range(1, 41)]

    def receive(payment: Payment) -> tuple[Account, State]:
        posted = account.receive(payment).account
        return posted, posted.on(date(2026, 12, 1))

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(receive, payments))

    for payment, (posted, state) in zip(payments, results, strict=True):
        assert [BILL.id, payment.id] == [document.id for document in posted.documents]
        assert payment.amount == state.received
        assert Account.of(posted.documents) == posted
    assert (BILL,) == account.documents


def test_a_decision_that_rested_on_an_older_version_is_refused() -> None:
    account = Account.of([BILL])
    newer = account.receive(pay(1, 10000, date(2026, 11, 3))).account

    assert 3 == newer.post(SECOND, expected=2).account.version
    with pytest.raises(ConflictError, match="load the account again"):
        newer.post(SECOND, expected=account.version)
    assert 2 == newer.version


def test_accounts_are_equal_by_what_was_posted_and_travel() -> None:
    account = Account.of([BILL]).receive(pay(1, 10000, date(2026, 11, 3))).account
    empty = Account("锦苑物业", "O-17")

    assert Account.of(account.documents) == account == deepcopy(account)
    assert 1 == len({account, Account.of(account.documents)})
    assert pickle.loads(pickle.dumps(account)) == account
    assert pickle.loads(pickle.dumps(empty)) == empty != account
    assert account != account.documents


def test_an_account_of_nothing_is_refused() -> None:
    with pytest.raises(RuleError, match="empty one"):
        Account.of([])


# -- many days in one reading, and what a payment pays, against the plain way ----------------------


def bills() -> list[Bill]:
    return [
        bill
        for shift in range(4)
        for bill in fees.issue(
            estate(), schedule(), OCTOBER.shift(shift - 2), costs={"hall-power": "2000"}
        ).of_debtor("O-17")
    ]


FIRST = date(2026, 8, 1)
events = st.lists(
    st.tuples(st.integers(1, 50000), st.integers(0, 150), st.integers(0, 40)), max_size=6
)


def history(given_events: list[tuple[int, int, int]]) -> Account:
    account = Account.of(bills())
    for number, (fen, on, late) in enumerate(given_events):
        day = FIRST + timedelta(days=on)
        payment = pay(number, fen, day)
        account = account.receive(payment, booked=day + timedelta(days=late)).account
        if number % 2:
            account = account.apply(day).account
    return account


def plain_parts(account: Account, payment: Payment) -> tuple[Part, ...]:
    """What is open on the day of the payment and on every day since, one by one."""
    end = max([payment.on, *(document.on for document in account.documents)])
    days = [payment.on + timedelta(days=i) for i in range((end - payment.on).days + 1)]
    states = [{item.id: item for item in account.on(day).open_items} for day in days]
    items = []
    for id_, item in states[0].items():
        if all(id_ in state for state in states):
            items.append(reduce(OpenItem.at_most, (state[id_] for state in states), item))
    return settle(items, payment, CIVIL_CODE).parts


@given(events, st.integers(1, 50000), st.integers(0, 150))
def test_a_payment_pays_what_is_open_on_its_day_and_on_every_day_since(
    before: list[tuple[int, int, int]], fen: int, on: int
) -> None:
    account = history(before)
    payment = pay(99, fen, FIRST + timedelta(days=on))
    (receipt,) = account.receive(payment).documents

    assert isinstance(receipt, Receipt)
    assert plain_parts(Account.of(account.documents), payment) == receipt.parts


@given(events, st.lists(st.integers(-5, 160), max_size=8), st.none() | st.integers(0, 160))
def test_many_days_in_one_reading_are_the_days_one_by_one(
    before: list[tuple[int, int, int]], offsets: list[int], booked: int | None
) -> None:
    account = history(before)
    known = None if booked is None else FIRST + timedelta(days=booked)
    days = [FIRST + timedelta(days=offset) for offset in offsets]
    seen = [
        [d for d in account.documents if d.on <= day and (not known or d.booked <= known)]
        for day in days
    ]

    states = account.days(days, known)
    assert tuple(account.on(day, known) for day in days) == states
    for day, state, documents in zip(days, states, seen, strict=True):
        received = sum(d.payment.amount.fen for d in documents if isinstance(d, Receipt))
        assert (day, received) == (state.day, state.received.fen)
        lines = [line.id for d in documents if isinstance(d, Bill) for line in d.lines]
        assert lines == [item.id for item in state.items]
        for item in state.items:
            paid = sum(
                part.amount.fen
                for d in documents
                if isinstance(d, Receipt | Application)
                for part in d.parts
                if (part.item, part.component) == (item.id, "principal")
            )
            assert min(paid, item.line.fen) == item.applied.fen


def test_prepayment_that_was_penalty_on_an_item_pays_the_penalty_on_it_once() -> None:
    """5.00 paid penalty in December; 250.00 of October, found later, stopped most of it."""
    penalty_first = Order("违约金优先", CIVIL_CODE.rules, ("penalty", "principal"))
    payment = Payment("p", "5.00", on=date(2026, 12, 20))
    account = Account.of([BILL]).receive(payment, order=penalty_first).account
    found = Payment("q", "250.00", on=date(2026, 10, 26))
    account = account.receive(found, booked=date(2026, 12, 24)).account
    day = date(2027, 3, 1)
    posted = account.apply(day, order=penalty_first)

    (application,) = posted.documents
    assert isinstance(application, Application)
    both = {
        (part.item, part.component, part.by)
        for part in application.parts
        if part.component == "penalty"
    }
    assert {by for _, _, by in both} == {"surplus", "order"}
    assert () == posted.account.apply(day, order=penalty_first).documents
    assert "0.00" == str(posted.account.on(day).prepaid)


def test_restricted_money_pays_its_own_items_and_is_not_applied_to_others() -> None:
    payment = Payment("p", "50.00", on=date(2026, 11, 3), restricted=["hall-power"])
    account = Account.of([BILL]).receive(payment).account
    account = account.receive(pay(1, 1000, date(2026, 10, 1))).account
    posted = account.apply(date(2026, 11, 4))
    state = posted.account.on(date(2026, 11, 4))

    assert ["10.00", "20.05"] == [str(item.applied + item.penalty_applied) for item in state.items]
    assert "29.95" == str(state.prepaid)


def test_a_day_that_is_none_is_told() -> None:
    with pytest.raises(PeriodError, match="not a day"):
        Account("锦苑物业", "O-1").on("2026-01-01")  # type: ignore[arg-type]
