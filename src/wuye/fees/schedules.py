"""Fee schedules (收费标准): which items are charged, how, when due, to whom."""

from __future__ import annotations

from attrs import field, frozen

from ..dates import DueDay, Period, anniversary
from ..errors import DuplicateError, PeriodError, RuleError
from ..estate import FirstDay
from ..rounding import Rounding
from ..terms import PenaltyTerms
from .proration import Proration
from .tariffs import Tariff


@frozen
class Cycle:
    """Which months a bill charges (计费周期).

    Every ``every`` months, counted from the month ``first`` of the year, a bill charges
    as many months: those that begin with it (预付), or those that began ``back`` months
    before (后付).

    >>> Cycle.arrears(months=1).service(Period.month(2026, 10)) == Period.month(2026, 9)
    True
    >>> quarter = Cycle.advance(every=3)
    >>> quarter.service(Period.month(2026, 10)).days, quarter.service(Period.month(2026, 11))
    (92, None)
    """

    every: int = 1
    back: int = 0
    first: int = 1

    def __attrs_post_init__(self) -> None:
        if self.every not in {1, 2, 3, 4, 6, 12} or self.back < 0 or not 1 <= self.first <= 12:
            raise PeriodError(
                "no such cycle",
                f"every {self.every} months, {self.back} back, from month {self.first}",
                "Cycle",
                "every 1, 2, 3, 4, 6 or 12 months, 0 or more back, from month 1 to 12",
            )

    @classmethod
    def advance(cls, *, every: int = 1, first: int = 1) -> Cycle:
        """The months that begin with the month of the bill."""
        return cls(every, 0, first)

    @classmethod
    def arrears(cls, *, months: int | None = None, every: int = 1, first: int = 1) -> Cycle:
        """Months before the bill's: those just ended, unless ``months`` says how far back."""
        back = every if months is None else months
        if back < 1:
            raise PeriodError("arrears lie in the past", back, "Cycle.arrears", "give 1 or more")
        return cls(every, back, first)

    def service(self, period: Period) -> Period | None:
        """The months that the bill for a month charges; None in between."""
        if (period.start.month - self.first) % self.every:
            return None
        start = anniversary(period.start, -self.back)
        return Period(start, anniversary(start, self.every))


@frozen
class Item:
    """One thing that is charged (收费项目): a code, its name on the bill, its tariff."""

    code: str
    name: str
    tariff: Tariff
    cycle: Cycle = Cycle.advance()


@frozen
class Terms:
    """When a bill falls due, and the penalty clause if the contract has one."""

    due: DueDay
    penalty: PenaltyTerms | None = None


@frozen
class FeeSchedule:
    """The fees of a community over a time: items, terms, rounding, creditor.

    ``rounding`` has no default: real bills differ by fen on the point of rounding alone.
    ``creditor`` is to whom the fees are owed; debts to different creditors never mix.
    ``proration`` says how part months count; ``first_day`` from which day a hand-over
    makes the buyer owe (the following month in some cities, whatever the contract).
    """

    name: str
    creditor: str = field(kw_only=True)
    in_force: Period = field(kw_only=True)
    items: tuple[Item, ...] = field(converter=tuple[Item, ...], kw_only=True)
    terms: Terms = field(kw_only=True)
    rounding: Rounding = field(kw_only=True)
    proration: Proration = field(default=Proration.ACTUAL_DAYS, kw_only=True)
    first_day: FirstDay = field(default=FirstDay.HAND_OVER, kw_only=True)

    def __attrs_post_init__(self) -> None:
        codes = [item.code for item in self.items]
        if len(set(codes)) < len(codes):
            raise DuplicateError("an item code is given twice", codes, self.name, "keep one")
        if self.rounding.each not in {"line", "month"}:
            each = self.rounding.each
            raise RuleError("a penalty is rounded so, no bill", each, self.name, "line or month")
