"""The penalty (违约金): unpaid principal × daily rate × days, segment by segment.

The day after the due day is day one and the day of payment counts.  A payment found
late stops the penalty from the day it was made, because the balance is looked at over
time and not as it stands today.  Basis: the contract's clause (民法典第585条).

>>> from ..bills import BalanceTimeline, PenaltyTerms
>>> terms = PenaltyTerms("0.0003")
>>> owed = [(date(2026, 10, 1), 30000), (bears_until(date(2026, 11, 3)), -10000)]
>>> late = penalty(terms, BalanceTimeline.of(owed), due=date(2026, 10, 25), day=date(2026, 12, 21))
>>> late.amount
Money('3.69')
>>> print(late.why("en"))
300.00 yuan × 0.0003 a day × 9 days + 200.00 yuan × 0.0003 a day × 48 days = 3.69 yuan
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import reduce
from operator import add

from attrs import frozen

from ..bills import BalanceTimeline, PenaltyTerms
from ..dates import ONE_DAY, Period
from ..explain import Basis, Expr, Input, Language, Rounded
from ..law import civil_code
from ..money import Money, exact

CLAUSE = civil_code.cite("585", civil_code.SOURCE.since)


@frozen
class Segment:
    """A stretch of days over which the principal that bears penalty stays the same."""

    days: Period
    principal: Money


@frozen
class Penalty:
    """A penalty up to a day; its segments are its explanation."""

    terms: PenaltyTerms
    segments: tuple[Segment, ...]

    @property
    def basis(self) -> Basis:
        """The segments as one expression tree; a penalty without segments is 0.00."""
        rate = Input("daily", "per-day")
        inputs = [("daily", self.terms.daily)]
        products: list[Expr] = []
        for i, segment in enumerate(self.segments, 1):
            principal, days = Input(f"principal_{i}", "yuan"), Input(f"days_{i}", "day")
            products.append(principal * rate * days)
            inputs.append((principal.name, exact(segment.principal.yuan, place=principal.name)))
            inputs.append((days.name, Decimal(segment.days.days)))
        if not products:
            products.append(Input("principal", "yuan"))
            inputs = [("principal", Decimal(0))]
        expr = Rounded(reduce(add, products), self.terms.rounding)
        return Basis(expr, tuple(inputs), (CLAUSE,))

    @property
    def amount(self) -> Money:
        """The penalty, rounded once as the terms say."""
        return self.basis.evaluate()

    def why(self, language: Language = "zh") -> str:
        """Write every segment, to be checked on paper."""
        return self.basis.why(language)


def bears_until(paid: date) -> date:
    """The day from which money paid on ``paid`` bears no penalty: the day of payment counts."""
    return paid + ONE_DAY


def penalty(terms: PenaltyTerms, timeline: BalanceTimeline, *, due: date, day: date) -> Penalty:
    """Compute the penalty on a debt due on ``due``, up to and including ``day``."""
    segments: list[Segment] = []
    ends = [start for start, _ in timeline.steps[1:]] + [date.max]
    for (start, fen), end in zip(timeline.steps, ends, strict=False):
        first = max(start, due + ONE_DAY)
        after = min(end - ONE_DAY, day) + ONE_DAY
        if fen == 0 or after <= first:
            continue
        principal = Money.of_fen(fen)
        last = segments[-1] if segments else None
        if last and last.days.end == first and last.principal == principal:
            segments[-1] = Segment(Period(last.days.start, after), principal)
        else:
            segments.append(Segment(Period(first, after), principal))
    return Penalty(terms, tuple(segments))
