"""Posting penalty: the rounded whole less what was posted before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

from community import october
from wuye import Account, Money, Payment
from wuye.errors import ExceedsError, RuleError, UnknownError
from wuye.ledger import Close, CreditNote, PenaltyNote, PenaltyPart, WaiverNote

BILL = october().of_unit("3-1-502")[0]  # 280.00 and 20.00, due 25 October, 0.03 % a day
PROPERTY, POWER = (line.id for line in BILL.lines)
OCTOBER_31, NOVEMBER_30 = date(2026, 10, 31), date(2026, 11, 30)
DECEMBER_21, DECEMBER_24 = date(2026, 12, 21), date(2026, 12, 24)


def posted(account: Account, *days: date) -> Account:
    for day in days:
        account = account.post_penalty(day).account
    return account


def parts(account: Account) -> list[tuple[date, str, str]]:
    return [
        (d.on, part.item.rpartition(":")[2], str(part.amount))
        for d in account.documents
        if isinstance(d, PenaltyNote)
        for part in d.parts
    ]


def test_month_by_month_comes_to_the_same_as_at_once() -> None:
    """57 days of 280.00 and of 20.00: 4.79 and 0.34."""
    monthly = posted(Account.of([BILL]), OCTOBER_31, NOVEMBER_30, DECEMBER_21)
    once = posted(Account.of([BILL]), DECEMBER_21)

    assert [
        (OCTOBER_31, "property", "0.50"),
        (OCTOBER_31, "hall-power", "0.04"),
        (NOVEMBER_30, "property", "2.52"),
        (NOVEMBER_30, "hall-power", "0.18"),
        (DECEMBER_21, "property", "1.77"),
        (DECEMBER_21, "hall-power", "0.12"),
    ] == parts(monthly)
    assert monthly.on(DECEMBER_21) == once.on(DECEMBER_21)
    assert Money("5.13") == once.on(DECEMBER_21).penalty_posted


def test_what_is_posted_is_owed_once() -> None:
    state = posted(Account.of([BILL]), NOVEMBER_30).on(DECEMBER_21)
    item = state.item(PROPERTY)

    assert ("4.79", "3.02", "1.77") == tuple(
        map(str, (item.penalty_accrued, item.penalty_posted, item.penalty_unposted))
    )
    assert Account.of([BILL]).on(DECEMBER_21).outstanding == state.outstanding
    assert Money("5.13") == state.totals.penalty


def test_posting_again_posts_nothing() -> None:
    account = posted(Account.of([BILL]), NOVEMBER_30)

    assert () == account.post_penalty(NOVEMBER_30).documents
    assert () == Account.of([BILL]).post_penalty(BILL.due).documents


def test_a_payment_found_late_is_taken_back_in_the_next_posting() -> None:
    """Paid on 3 November, booked in December: 36 days came to 3.02, now 9 days to 0.76."""
    account = posted(Account.of([BILL]), NOVEMBER_30)
    payment = Payment("p", "280.00", on=date(2026, 11, 3), designated=[PROPERTY])
    account = account.receive(payment, booked=DECEMBER_24).account
    account = posted(account, DECEMBER_24)

    assert (DECEMBER_24, "property", "-2.26") == parts(account)[2]
    item = account.on(DECEMBER_24).item(PROPERTY)
    assert Money("0.76") == item.penalty_posted == item.penalty_accrued


def test_a_credit_takes_back_all_that_was_posted_on_it() -> None:
    note = CreditNote(
        id="c",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=BILL.on,
        booked=DECEMBER_21,
        item=PROPERTY,
        amount="280.00",
        reason="重复收费",
    )
    account = posted(Account.of([BILL]), NOVEMBER_30).post(note).account

    assert (DECEMBER_21, "property", "-3.02") == parts(posted(account, DECEMBER_21))[2]


def test_a_waiver_leaves_what_was_posted() -> None:
    note = WaiverNote(
        id="w",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=NOVEMBER_30,
        item=PROPERTY,
        penalty="3.02",
        reason="困难",
    )
    account = posted(Account.of([BILL]), NOVEMBER_30).post(note).account

    assert () == account.post_penalty(NOVEMBER_30).documents
    assert Money("0.22") == account.on(NOVEMBER_30).penalty


def test_a_closed_month_keeps_what_was_posted_in_it() -> None:
    account = posted(Account.of([BILL]), NOVEMBER_30)
    close = Close(id="close", creditor=BILL.creditor, debtor=BILL.debtor, through=NOVEMBER_30)
    account = account.post(close).account
    reported = account.on(NOVEMBER_30, known=NOVEMBER_30)
    payment = Payment("p", "300.00", on=date(2026, 11, 3))
    account = posted(account.receive(payment, booked=DECEMBER_24).account, DECEMBER_24)

    assert reported == account.on(NOVEMBER_30, known=NOVEMBER_30)
    assert Money("3.24") == reported.penalty_posted
    assert date(2026, 12, 24) == account.documents[-1].booked


def note(amount: str, on: date = NOVEMBER_30, item: str = PROPERTY) -> PenaltyNote:
    return PenaltyNote(
        id=f"N-{on}",
        creditor=BILL.creditor,
        debtor=BILL.debtor,
        on=on,
        parts=[PenaltyPart(item, amount)],
    )


def test_what_is_not_what_has_accrued_is_refused() -> None:
    account = Account.of([BILL])
    for amount in ("3.01", "3.03", "-0.01"):
        with pytest.raises(ExceedsError, match=r"post 3\.02"):
            account.post(note(amount))
    assert account.post(note("3.02")).account.on(NOVEMBER_30).penalty_posted == Money("3.02")
    with pytest.raises(UnknownError):
        account.post(note("1", item="x"))


def test_posting_goes_on_and_never_back() -> None:
    account = posted(Account.of([BILL]), NOVEMBER_30)
    with pytest.raises(RuleError, match="2026-11-30 or later"):
        account.post_penalty(OCTOBER_31)
    with pytest.raises(RuleError, match="posts nothing"):
        PenaltyPart(PROPERTY, "0")
    with pytest.raises(RuleError, match="each once"):
        evolve(note("1"), parts=[PenaltyPart(PROPERTY, "1"), PenaltyPart(PROPERTY, "1")])


def test_a_checkpoint_keeps_what_was_posted() -> None:
    account = posted(Account.of([BILL]), NOVEMBER_30)
    account = account.receive(Payment("p", "303.24", on=NOVEMBER_30)).account
    last = date(2027, 3, 1)
    resumed = Account.resume(account.checkpoint(keep=last))

    assert () == resumed.documents
    assert account.on(last).totals == resumed.on(last).totals
    assert Money("3.24") == resumed.on(last).penalty_posted


@given(
    days=st.lists(st.integers(0, 120), min_size=1, max_size=6).map(sorted),
    paid=st.lists(
        st.tuples(st.integers(-5, 100), st.integers(1, 20000), st.integers(0, 90)), max_size=4
    ),
)
def test_any_postings_add_up_to_the_penalty_of_the_last_day(
    days: list[int], paid: list[tuple[int, int, int]]
) -> None:
    """Whatever is paid in between, and however late it is found."""
    account = Account.of([BILL])
    found = sorted((on + late, on, fen) for on, fen, late in paid)
    for booked in days:
        while found and found[0][0] <= booked:
            known, on, fen = found.pop(0)
            payment = Payment(f"p-{len(found)}", Money.of_fen(fen), on=after(on))
            account = account.receive(payment, booked=after(known)).account
        account = account.post_penalty(after(booked)).account
    state = account.on(after(days[-1]))

    assert state.totals.penalty == state.penalty_posted
    assert state.totals.penalty == Money.total(
        d.total for d in account.documents if isinstance(d, PenaltyNote)
    )


def after(days: int) -> date:
    return BILL.due + timedelta(days=days)
