"""How posting, folding and month-ends grow with the documents of an account.

One account is billed and pays every month; every
tenth month it pays only half.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from time import perf_counter

from timing import best
from wuye.bills import Bill, BillLine
from wuye.dates import Period
from wuye.explain import Basis, Input
from wuye.ledger import Account, Document
from wuye.money import Money, exact
from wuye.payments import Payment
from wuye.terms import PenaltyTerms

_FEE = Basis(Input("fee", "yuan"), (("fee", exact("280.00", place="fee")),), ())


def bill(number: int) -> Bill:
    """The bill of the n-th week, so that ten thousand documents fit a calendar."""
    on = date(1900, 1, 1) + timedelta(days=7 * number)
    period = Period(on, on + timedelta(days=7))
    line = BillLine(f"b{number}:property", "property", "物业服务费", period, 28000, _FEE)
    return Bill(
        id=f"b{number}",
        creditor="锦苑物业",
        debtor="O-1",
        unit="3-1-502",
        period=period,
        on=on,
        due=on + timedelta(days=5),
        lines=[line],
        penalty=PenaltyTerms("0.0003"),
    )


def documents(count: int) -> tuple[Document, ...]:
    """So many documents, half of them bills and half receipts."""
    account = Account("锦苑物业", "O-1")
    for step in steps(count // 2):
        account = step(account)
    return account.documents


def steps(count: int) -> Iterator[Callable[[Account], Account]]:
    """Post a bill and receive a payment, so many times."""
    for number in range(count):
        yield lambda account, n=number: account.post(bill(n)).account  # type: ignore[misc]
        yield lambda account, n=number: receive(account, n)  # type: ignore[misc]


def receive(account: Account, number: int) -> Account:
    """Pay the n-th bill on its third day; every tenth by half, and the rest late, with penalty."""
    fen = 14000 if number % 10 == 5 else 42017 if number % 10 == 6 else 28000
    on = date(1900, 1, 3) + timedelta(days=7 * number)
    return account.receive(Payment(f"p{number}", Money.of_fen(fen), on=on)).account


def main() -> None:
    """Print the figures."""
    account = Account("锦苑物业", "O-1")
    took: list[float] = []
    for step in steps(5000):
        start = perf_counter()
        account = step(account)
        took.append(perf_counter() - start)
    for at in (10, 100, 1000, 9990):
        near = sorted(took[at - 5 : at + 10])
        print(f"posting near document {at:>6}: {near[len(near) // 2] * 1e6:8.1f} µs")
    for count in (1_000, 10_000, 100_000):
        report(documents(count))


def report(many: tuple[Document, ...]) -> None:
    """Print what folding these documents takes, and reading many days of them."""
    last, whole = many[-1].on, Account.of(many)
    ends = [last - timedelta(days=30 * i) for i in range(24)]
    fold, _ = best(lambda: Account.of(many).on(last))
    days, _ = best(lambda: Account.of(many).days(ends))
    again, _ = best(lambda: whole.on(last))
    print(
        f"{len(many):>6} documents: fold and read {fold * 1e3:8.1f} ms, "
        f"24 month-ends {days * 1e3:8.1f} ms = {days / fold:.2f} folds, "
        f"another day {again * 1e3:8.1f} ms"
    )


if __name__ == "__main__":
    main()
