"""How the people of the sample pay, and what they dispute.

Of all bills about a third are paid late, half of those within eight days and nine in ten
within twenty: roughly as in a well-known sample of company invoices, and no more than that
was taken from it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import chain

from attrs import field, frozen

from ..bills import Bill
from ..dates import ONE_DAY
from ..disputes import HeldDays
from ..money import Money
from ..payments import Payment
from .chance import Chance

#: days from the bill's due day to its payment, for those who pay late
_LATE = (1, 2, 2, 3, 4, 5, 5, 6, 7, 8, 9, 10, 11, 13, 14, 16, 18, 20, 24, 35)


@frozen
class Received:
    """Money that came in (收款): the payment, whose it was, and when it was entered."""

    payment: Payment
    debtor: str
    booked: date


@frozen(kw_only=True)
class Disputed:
    """A dispute (异议) about a line, and how it was decided, where it was.

    ``amount`` None means the whole line; see :func:`wuye.disputes.lodge`.
    """

    id: str
    bill: str
    item: str
    ground: str
    on: date
    amount: Money | None = None
    decided: date | None = None
    upheld: Money | None = None
    held_days: HeldDays = "restored"


def received(chance: Chance, months: Iterable[Sequence[Bill]], year: int) -> tuple[Received, ...]:
    """What everybody paid through the year, by the day on which it was booked."""
    open_: dict[str, int] = {}
    paid: list[tuple[date, str, Money, tuple[str, ...]]] = []
    for bills in months:
        mine: dict[str, list[Bill]] = {}
        for bill in bills:
            mine.setdefault(bill.debtor, []).append(bill)
            open_[bill.debtor] = open_.get(bill.debtor, 0) + bill.total.fen
        for debtor, of_month in mine.items():
            for on, fen in _paid(chance, debtor, of_month[0], open_[debtor]):
                if fen <= 0 or on.year > year:
                    continue
                named = len(of_month) > 1 and chance.happens(4, "named", debtor, of_month[0].due)
                only = (of_month[0].id,) if named and fen >= of_month[0].total.fen else ()
                paid.append((on, debtor, Money.of_fen(fen), only))
                open_[debtor] -= fen
    found = [
        Received(
            Payment(f"SK{year}-{number:05}", amount, on=on, designated=only),
            debtor,
            _booked(chance, on, debtor),
        )
        for number, (on, debtor, amount, only) in enumerate(sorted(paid), 1)
    ]
    return tuple(one for one in found if one.booked.year == year)


def _paid(chance: Chance, debtor: str, bill: Bill, owed: int) -> Iterator[tuple[date, int]]:
    """When and how much someone pays who owes so much with the bills of a month."""
    habit = chance.below(100, "habit", debtor)
    due, month = bill.due, bill.period.start
    early = due - timedelta(chance.below(22, "early", debtor, month))
    late = due + timedelta(chance.pick(_LATE, "late", debtor, month))
    if habit < 2:  # never pays
        return
    if habit < 6:  # pays everything now and then
        if chance.happens(20, "now and then", debtor, month):
            yield late, owed
    elif habit < 12:  # pays a part, the more the longer it is owed
        yield late, owed * chance.between(30, 80, "part", debtor, month) // 100
    elif habit < 17:  # rounds up, so that something is left for the next month
        yield early, -(-owed // 10_000) * 10_000
    elif habit < 20:  # pays the year in January and the rest when it is used up
        yield early, owed * 12 if month.month == 1 else owed
    else:
        slow = chance.happens(75 if habit < 52 else 8, "slow", debtor, month)
        yield late if slow else early, owed


def _booked(chance: Chance, on: date, debtor: str) -> date:
    """Most is entered on the same day, some after the week-end, little after weeks."""
    drawn = chance.below(100, "booked", debtor, on)
    after = 0 if drawn < 90 else drawn - 88 if drawn < 96 else (drawn - 90) * 5
    return on + timedelta(after)


@frozen
class _Case:
    month: int
    item: str
    ground: str
    share: int | None  # disputed, in hundredths of the line
    upheld: int | None = field(default=None)  # in hundredths of what was disputed
    held_days: HeldDays = "restored"


_CASES = (
    _Case(2, "hall-power", "share-not-published", None, 0),
    _Case(4, "property", "area", 10, 100, "forgiven"),
    _Case(5, "water", "amount", 50, 60),
    _Case(7, "hall-power", "share-not-published", None),
    _Case(9, "property", "already-paid", None, 0),
    _Case(10, "property", "amount", 30),
)


def disputed(chance: Chance, months: Sequence[Sequence[Bill]]) -> tuple[Disputed, ...]:
    """A handful of disputes, each about a line of some month; most were decided."""
    cases = enumerate(_CASES, 1)
    return tuple(chain.from_iterable(_dispute(chance, n, case, months) for n, case in cases))


def _dispute(
    chance: Chance, number: int, case: _Case, months: Sequence[Sequence[Bill]]
) -> Iterator[Disputed]:
    lines = [
        (bill, line)
        for bill in months[case.month - 1]
        for line in bill.lines
        if line.code == case.item and line.amount.fen >= 100
    ]
    if not lines:
        return
    bill, line = chance.pick(lines, "dispute", number)
    on = bill.due + timedelta(chance.between(2, 20, "lodged", number))
    whole = line.amount.fen if case.share is None else line.amount.fen * case.share // 100
    yield Disputed(
        id=f"YY-{number}",
        bill=bill.id,
        item=case.item,
        ground=case.ground,
        on=on,
        amount=None if case.share is None else Money.of_fen(whole),
        decided=None
        if case.upheld is None
        else on + ONE_DAY * chance.between(5, 15, "decided", number),
        upheld=None if case.upheld is None else Money.of_fen(whole * case.upheld // 100),
        held_days=case.held_days,
    )
