"""Rates of collection (收缴率) and ageing (账龄), defined so that they reconcile.

A payment counts for the period whose fee it paid, not for the month in which it came.
What was credited leaves the denominator and never enters the numerator; prepayment that
pays nothing yet counts nowhere; where nothing was owed there is no rate, neither 0 nor
100 %.  What is disputed is neither paid nor refused: it is told apart.  No law defines
these rates; they follow the definitions most offices use.

>>> rate(Money("75.00"), Money("300.00")), rate(Money("0"), Money("0"))
(Decimal('25.00'), None)
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from attrs import frozen

from .dates import ONE_DAY, Period
from .errors import RuleError
from .ledger import Account
from .money import Money
from .rounding import round_ratio


@frozen(kw_only=True)
class Collection:
    """What was billed and collected: for bills of a period, and for arrears before it.

    ``billed`` is net of credits; ``collected`` is the part of it paid by the day;
    ``arrears`` is what earlier bills owed when the period began, ``recovered`` what was
    paid of it since.  ``disputed`` is what is open of both and stands under dispute on the
    day.  Penalty is left out.
    """

    billed: Money
    collected: Money
    arrears: Money
    recovered: Money
    disputed: Money = Money("0")

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

    @property
    def undisputed_rate(self) -> Decimal | None:
        """剔除争议后的综合收缴率, in percent: of all that was owed and is not disputed."""
        owed = self.billed + self.arrears - self.disputed
        return rate(self.collected + self.recovered, owed)


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
    billed = collected = arrears = recovered = disputed = Money("0")
    for account in accounts:
        before = {item.id: item for item in account.on(period.start - ONE_DAY, known).items}
        for item in account.on(on, known).items:
            if item.bill.period.start in period:
                billed += item.line.amount - item.credited
                collected += item.applied
                disputed += item.held
            elif item.bill.period.start < period.start and item.id in before:
                # what was credited since was never owed
                was = before[item.id]
                owed = was.principal - (item.credited - was.credited)
                arrears += owed
                recovered += owed - item.principal
                disputed += item.held
    return Collection(
        billed=billed,
        collected=collected,
        arrears=arrears,
        recovered=recovered,
        disputed=disputed,
    )


#: The first day after the due day of each age: 未到期, 1-30 days, … , more than three years.
AGES = (1, 31, 61, 91, 181, 366, 731, 1096)


@frozen(kw_only=True)
class Aged:
    """What is open of one age (账龄), from so many days past due to before so many.

    ``first`` None is not due yet, ``until`` None has no end.  ``principal`` may be asked
    for; ``disputed`` stands under dispute and is no part of it.
    """

    first: int | None
    until: int | None
    principal: Money
    disputed: Money


def ageing(
    accounts: Iterable[Account],
    *,
    on: date,
    known: date | None = None,
    ages: tuple[int, ...] = AGES,
) -> tuple[Aged, ...]:
    """Sort what is open on a day by how long it has been due, each line by its own due day.

    Penalty is left out, and what is written off.  ``ages`` are the first days of each age,
    rising from 1.

    >>> [(age.first, age.until) for age in ageing([], on=date(2026, 12, 21), ages=(1, 31))]
    [(None, 1), (1, 31), (31, None)]
    """
    if not ages or ages[0] != 1 or list(ages) != sorted(set(ages)):
        raise RuleError("ages begin with 1 and rise", ages, "ageing", "give (1, 31, 61)")
    open_, disputed = [0] * (len(ages) + 1), [0] * (len(ages) + 1)
    for account in accounts:
        for item in account.on(on, known).items:
            place = bisect_right(ages, (on - item.bill.due).days)
            open_[place] += (item.principal - item.held - item.written_off).fen
            disputed[place] += item.held.fen
    edges = (None, *ages, None)
    return tuple(
        Aged(
            first=edges[place],
            until=edges[place + 1],
            principal=Money.of_fen(open_[place]),
            disputed=Money.of_fen(disputed[place]),
        )
        for place in range(len(open_))
    )
