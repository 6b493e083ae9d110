"""Debts of one line each, due when a test says so."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from wuye import Account, Bill, Money, Period
from wuye.bills import BillLine
from wuye.explain import Basis, Input
from wuye.terms import PenaltyTerms


def bill(
    name: str, due: date, amount: str = "280.00", debtor: str = "O-1", daily: str | None = None
) -> Bill:
    """A bill of one line with the bill's name, for the month in which it is due."""
    month = Period.month(due.year, due.month)
    basis = Basis(Input("fee", "yuan"), (("fee", Decimal(amount)),))
    line = BillLine(name, "property", "物业服务费", month, Money(amount).fen, basis)
    return Bill(
        id=name,
        creditor="锦苑物业",
        debtor=debtor,
        unit="1-101",
        period=month,
        on=month.start,
        due=due,
        lines=[line],
        penalty=PenaltyTerms(daily) if daily else None,
    )


def owing(*dues: date, amount: str = "280.00", debtor: str = "O-1") -> Account:
    """The account of a debtor with a bill for each due day."""
    return Account.of([bill(f"{debtor}:{due}", due, amount, debtor) for due in dues])
