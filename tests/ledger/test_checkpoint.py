"""Going on from a checkpoint: the same answers from its last day on, with fewer documents."""

from __future__ import annotations

import json
import pickle
from datetime import date, timedelta
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from community import OCTOBER, estate, schedule
from wuye import Account, Bill, Payment, fees
from wuye.errors import ConflictError, RuleError, UnknownError
from wuye.exchange import decode_checkpoint, encode
from wuye.ledger import Close, CreditNote, Document, Hold, State, refund, reverse
from wuye.money import Money

FIRST = date(2026, 1, 1)


@cache
def bills() -> tuple[Bill, ...]:
    return tuple(
        bill
        for shift in range(-9, 2)
        for bill in fees.issue(
            estate(), schedule(), OCTOBER.shift(shift), costs={"hall-power": "2000"}
        ).of_debtor("O-17")
    )


def paid_until(months: int) -> Account:
    """Bills of a year by half, each paid on the 20th."""
    account = Account("锦苑物业", "O-17")
    for number, bill in enumerate(bills()[:8]):
        account = account.post(bill).account
        if number < months:
            payment = Payment(f"p{number}", bill.total, on=bill.on + timedelta(days=19))
            account = account.receive(payment).account
    return account


def told(state: State) -> tuple[object, ...]:
    return (
        state.totals,
        state.open_items,
        state.prepaid,
        state.outstanding,
        state.disputed,
        state.quote(),
    )


def test_finished_bills_are_sums_and_the_rest_goes_on() -> None:
    account = paid_until(6)
    checkpoint = account.checkpoint(keep=date(2026, 6, 1))
    resumed = Account.resume(checkpoint)

    assert 14 == checkpoint.version == resumed.version == account.version
    assert [bill.id for bill in bills()[5:8]] == [
        d.id for d in checkpoint.documents if isinstance(d, Bill)
    ]
    assert ("1500.00", date(2026, 5, 20)) == (str(checkpoint.brought.billed), checkpoint.through)
    for days in (0, 40, 400):
        day = checkpoint.through + timedelta(days=days)  # bills of later months among them
        assert told(account.on(day)) == told(resumed.on(day))


def test_what_is_kept_can_be_credited_disputed_refunded_and_reversed() -> None:
    account = paid_until(6)
    resumed = Account.resume(account.checkpoint(keep=date(2026, 6, 1)))
    line = bills()[5].lines[0]
    note = CreditNote(
        id="c",
        creditor="锦苑物业",
        debtor="O-17",
        on=bills()[5].on,
        booked=date(2026, 12, 1),
        item=line.id,
        amount="3.92",
        reason="面积有误",
    )
    hold = Hold(
        id="h",
        creditor="锦苑物业",
        debtor="O-17",
        on=date(2026, 12, 2),
        item=bills()[6].lines[0].id,
        amount="10.00",
    )

    def go_on(account: Account) -> Account:
        account = account.post(note, hold, *bills()[8:]).account
        account = refund(account, "f", "3.92", on=date(2026, 12, 3), reason="退").account
        payment = Payment("late", "150.00", on=date(2026, 9, 2))
        account = account.receive(payment, booked=date(2026, 12, 4)).account
        account = reverse(account, "r", of="late", on=date(2026, 12, 5), reason="退票").account
        return account.receive(Payment("q", "1000.00", on=date(2026, 12, 6))).account

    full, short = go_on(account), go_on(resumed)
    assert full.version == short.version
    assert told(full.on(date(2026, 12, 31))) == told(short.on(date(2026, 12, 31)))
    assert pickle.loads(pickle.dumps(short)) == short != full


def test_what_is_only_in_the_sums_is_neither_corrected_nor_posted_again() -> None:
    account = paid_until(8)
    checkpoint = account.checkpoint(keep=date(2027, 1, 1))
    resumed = Account.resume(checkpoint)
    first = bills()[0]
    hold = Hold(
        id="h",
        creditor="锦苑物业",
        debtor="O-17",
        on=date(2026, 12, 2),
        item=first.lines[0].id,
        amount="10.00",
    )

    assert () == checkpoint.documents
    for document in account.documents:
        with pytest.raises(ConflictError, match="before the checkpoint"):
            resumed.post(document)
    with pytest.raises(ConflictError):
        resumed.receive(Payment("p0", "1.00", on=date(2026, 12, 2)))
    with pytest.raises(UnknownError, match="before the checkpoint"):
        resumed.post(hold)
    with pytest.raises(UnknownError, match="before the checkpoint"):
        reverse(resumed, "r", of="p0", on=date(2026, 12, 2), reason="退票")
    assert 16 == resumed.version


def test_days_before_the_checkpoint_are_not_answered() -> None:
    checkpoint = paid_until(6).checkpoint(keep=date(2026, 6, 1))
    resumed = Account.resume(checkpoint)
    before = checkpoint.through - timedelta(days=1)

    with pytest.raises(RuleError, match=str(checkpoint.through)):
        resumed.on(before)
    with pytest.raises(RuleError):
        resumed.on(checkpoint.through, known=before)
    assert resumed.on(checkpoint.through, known=checkpoint.through).received


def test_a_closed_month_stays_closed() -> None:
    close = Close(id="close", creditor="锦苑物业", debtor="O-17", through=date(2026, 8, 31))
    account = paid_until(8).post(close).account
    resumed = Account.resume(account.checkpoint(keep=date(2027, 1, 1)))

    with pytest.raises(RuleError, match="2026-09-01"):
        resumed.receive(Payment("q", "1.00", on=date(2026, 8, 31)))


events = st.lists(
    st.tuples(
        st.sampled_from(["pay", "bill", "apply", "reverse", "refund", "credit"]),
        st.integers(1, 60000),
        st.integers(0, 330),
        st.integers(0, 30),
    ),
    max_size=12,
)


def happen(account: Account, number: int, event: tuple[str, int, int, int]) -> Account:
    """Let something happen; what cannot is left."""
    kind, fen, on, late = event
    day = FIRST + timedelta(days=on)
    money = Money.of_fen(fen)
    try:
        if kind == "bill":
            return account.post(bills()[number % 11]).account
        if kind == "apply":
            return account.apply(day).account
        if kind == "reverse":
            of = f"p{fen % (number + 1)}"
            return reverse(account, f"r{number}", of=of, on=day, reason="退票").account
        if kind == "refund":
            return refund(account, f"f{number}", money, on=day, reason="退").account
        if kind == "credit":
            bill = bills()[fen % 11]
            note = CreditNote(
                id=f"c{number}",
                creditor=bill.creditor,
                debtor=bill.debtor,
                on=max(day, bill.on),
                item=bill.lines[0].id,
                amount=Money.of_fen(fen % 28000 + 1),
                reason="面积有误",
            )
            return account.post(note).account
        payment = Payment(f"p{number}", money, on=day)
        return account.receive(payment, booked=day + timedelta(days=late)).account
    except (UnknownError, RuleError, ConflictError, ValueError):
        return account


@given(events, events, st.integers(0, 400), st.integers(0, 200), st.booleans())
def test_from_its_last_day_on_a_checkpoint_answers_as_all_documents_do(
    before: list[tuple[str, int, int, int]],
    after: list[tuple[str, int, int, int]],
    keep: int,
    look: int,
    twice: bool,
) -> None:
    account = Account.of(bills()[:3])
    for number, event in enumerate(before):
        account = happen(account, number, event)
    checkpoint = account.checkpoint(keep=FIRST + timedelta(days=keep))
    resumed = Account.resume(checkpoint)
    if twice:
        resumed = Account.resume(resumed.checkpoint(keep=FIRST + timedelta(days=keep + 10)))
    tail: list[Document] = []
    for number, event in enumerate(after, 100):
        newer = happen(resumed, number, event)
        new = newer.documents[len(resumed.documents) :]
        # what the resumed account takes, the full one takes too, and says the same
        account = account.post(*new).account
        resumed, tail = newer, [*tail, *new]

    day = max([checkpoint.through, resumed.book.opens, *(max(d.on, d.booked) for d in tail)])
    for each in (resumed.book.opens, day, day + timedelta(days=look)):
        assert told(account.on(each)) == told(resumed.on(each))
        assert told(account.on(each, known=day)) == told(resumed.on(each, known=day))
    if not twice:
        assert Account.resume(checkpoint, tail) == resumed
    assert account.version == resumed.version
    assert decode_checkpoint(json.loads(json.dumps(encode(checkpoint)))) == checkpoint
