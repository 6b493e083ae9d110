"""Rates of collection (收缴率), defined so that they reconcile.

A payment counts for the period whose fee it paid, not for the month in which it came.
What was credited leaves the denominator and never enters the numerator; prepayment that
pays nothing yet counts nowhere; where nothing was owed there is no rate, neither 0 nor
100 %.  No law defines these rates; they follow the definitions most offices use.

>>> rate(Money("75.00"), Money("300.00")), rate(Money("0"), Money("0"))
(Decimal('25.00'), None)
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from attrs import frozen

from .dates import ONE_DAY, Period
from .ledger import Account
from .money import Money
from .rounding import round_ratio


@frozen(kw_only=True)
class Collection:
    """What was billed and collected: for bills of a period, and for arrears before it.

    ``billed`` is net of credits; ``collected`` is the part of it paid by the day;
    ``arrears`` is what earlier bills owed when the period began, ``recovered`` what was
    paid of it since.  Penalty is left out.
    """

    billed: Money
    collected: Money
    arrears: Money
    recovered: Money

    @property
    def current_rate(self) -> Decimal | None:
        """当期收缴率, in percent: collected of billed."""
        return rate(self.collected, self.billed)

    @property
    def recovery_rate(self) -> Decimal | None:
        """清欠率, in percent: recovered of arrears."""
        return rate(self.recovered, self.arrears)

    @property
    def overall_rate(self) -> Decimal | None:
        """综合收缴率, in percent: all that was collected of all that was owed."""
        return rate(self.collected + self.recovered, self.billed + self.arrears)


def rate(part: Money, whole: Money) -> Decimal | None:
    """A rate in percent, half up to two places; None where the whole is 0."""
    if not whole:
        return None
    hundredths = round_ratio(part.fen * 10_000, whole.fen)
    digits = tuple(map(int, str(abs(hundredths))))
    return Decimal((hundredths < 0, digits, -2))


def collection(
    accounts: Iterable[Account], period: Period, *, on: date, known: date | None = None
) -> Collection:
    """Measure collection for the bills of ``period``, as of ``on``.

    A bill belongs to the period in which its own period begins; bills of later periods
    are left out.
    """
    billed = collected = arrears = recovered = Money("0")
    for account in accounts:
        before = {item.id: item for item in account.on(period.start - ONE_DAY, known).items}
        for item in account.on(on, known).items:
            if item.bill.period.start in period:
                billed += item.line.amount - item.credited
                collected += item.applied
            elif item.bill.period.start < period.start and item.id in before:
                # what was credited since was never owed
                was = before[item.id]
                owed = was.principal - (item.credited - was.credited)
                arrears += owed
                recovered += owed - item.principal
    return Collection(billed=billed, collected=collected, arrears=arrears, recovered=recovered)
