"""Cycles (计费周期): which months the bill of a month charges."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from ..dates import Period, anniversary, months_between
from ..errors import PeriodError


@frozen
class Cycle:
    """Which months a bill charges (计费周期).

    Every ``every`` months, counted from the month ``first`` of the year, a bill charges
    as many months: those that begin with it (预付), or those that began ``back`` months
    before (后付).  ``from_hand_over`` counts each unit's months from the day on which it
    was handed over (对年对月): the bill of the month in which such a stretch begins
    charges it.  No bill charges months before the hand-over.

    >>> Cycle.arrears(months=1).service(Period.month(2026, 10)) == Period.month(2026, 9)
    True
    >>> quarter = Cycle.advance(every=3)
    >>> quarter.service(Period.month(2026, 10)).days, quarter.service(Period.month(2026, 11))
    (92, None)
    >>> print(Cycle.anniversary().service(Period.month(2026, 3), date(2019, 3, 15)))
    2026-03-15 to 2027-03-14
    """

    every: int = 1
    back: int = 0
    first: int = 1
    from_hand_over: bool = False

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

    @classmethod
    def anniversary(cls, *, every: int = 12, back: int = 0) -> Cycle:
        """Months counted from the day on which each unit was handed over."""
        return cls(every, back, from_hand_over=True)

    def steps(self, month: Period, handed_over: date | None = None) -> tuple[date, ...] | None:
        """The days on which the months that a bill charges begin, and their end.

        None when the month charges nothing, or when a unit's months are counted from a
        hand-over that has not been, or came after them.
        """
        if self.from_hand_over:
            if handed_over is None:
                return None
            passed = months_between(handed_over, month.start)
            if passed < 0 or passed % self.every:
                return None
            begun, ended = max(passed - self.back, 0), passed - self.back + self.every
            if ended <= 0:
                return None
            return tuple(anniversary(handed_over, i) for i in range(begun, ended + 1))
        if (month.start.month - self.first) % self.every:
            return None
        return tuple(anniversary(month.start, i - self.back) for i in range(self.every + 1))

    def service(self, month: Period, handed_over: date | None = None) -> Period | None:
        """The days that the bill for a month charges; None in between."""
        steps = self.steps(month, handed_over)
        return Period(steps[0], steps[-1]) if steps else None


#: What becomes of days that were billed before their price changed.
