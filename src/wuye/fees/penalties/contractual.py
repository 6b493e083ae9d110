"""The penalty that the clause of a contract gives: unpaid principal × daily rate × days.

The day after the due day is day one and the day of payment counts.  A payment found
late stops the penalty from the day it was made, because the balance is looked at over
time and not as it stands today.  Basis: the contract's clause (民法典第585条); whether it
goes too far is for :func:`wuye.law.penalty_review.review`, which takes the segments as
``[(s.days, s.principal) for s in late.segments]``.

>>> from ...bills import BalanceTimeline
>>> terms = PenaltyTerms("0.0003")
>>> owed = [(date(2026, 10, 1), 30000), (bears_until(date(2026, 11, 3)), -10000)]
>>> late = penalty(terms, BalanceTimeline.of(owed), due=date(2026, 10, 25), day=date(2026, 12, 21))
>>> late.amount
Money('3.69')
>>> print(late.why("en"))
300.00 yuan × 0.0003 a day × 9 days + 200.00 yuan × 0.0003 a day × 48 days = 3.69 yuan
>>> print(late.details("en"))
2026-10-26 to 2026-11-03: 300.00 yuan × 0.0003 a day × 9 days = 0.81 yuan; then the principal changes
2026-11-04 to 2026-12-21: 200.00 yuan × 0.0003 a day × 48 days = 2.88 yuan; the day asked for
300.00 yuan × 0.0003 a day × 9 days + 200.00 yuan × 0.0003 a day × 48 days = 3.69 yuan
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import reduce
from operator import add

from attrs import frozen

from ...bills import BalanceTimeline
from ...dates import ONE_DAY
from ...errors import MoneyError
from ...explain import Basis, Bounded, Expr, Input, Language, Rounded
from ...law import civil_code
from ...money import Money, exact
from ...rounding import Mode
from ...terms import Cap, PenaltyTerms, whole
from .accrual import (
    Segment,
    Steps,
    accrued,
    overdue,
    principal_days,
    segments,
    times_days,
)

CLAUSE = civil_code.cite("585", civil_code.SOURCE.since)

Inputs = tuple[tuple[str, Decimal], ...]


@frozen
class Penalty:
    """A penalty up to and including a day; its segments are its explanation.

    ``fen`` is what it comes to; segments and basis are laid out when they are asked for.
    """

    terms: PenaltyTerms
    timeline: BalanceTimeline
    due: date
    day: date
    fen: int

    @property
    def amount(self) -> Money:
        """The penalty, rounded as the terms say."""
        return Money.of_fen(self.fen)

    @property
    def segments(self) -> tuple[Segment, ...]:
        """The stretches of days that bear penalty."""
        return tuple(segments(self.terms, self.timeline.steps, due=self.due, day=self.day))

    @property
    def overdue(self) -> Money:
        """The most principal that was overdue at one time; caps take their share of it."""
        return Money.of_fen(overdue(self.timeline.steps, due=self.due, day=self.day))

    @property
    def capped_by(self) -> Cap | None:
        """The cap that holds the penalty down, if one does."""
        one = self.terms.scale.one
        total = accrued(self.segments, self.terms.rounding, one)
        lowest = next(iter(self._caps()), None)
        return lowest if lowest and self._limit(lowest) < total else None

    @property
    def basis(self) -> Basis:
        """The segments and caps as one tree; a penalty without segments is 0.00."""
        parts = [_part(self.terms, i, segment) for i, segment in enumerate(self.segments, 1)]
        inputs = dict(pair for _, given in parts for pair in given) or {"principal": Decimal(0)}
        expr = reduce(add, [expr for expr, _ in parts] or [Input("principal", "yuan")])
        for i, cap in enumerate(self._caps(), 1):
            most: Expr = Input(f"cap_{i}", "yuan")
            inputs[f"cap_{i}"] = exact(cap.amount.yuan if cap.amount else cap.share, place="cap")
            if cap.share is not None:
                most = Input("overdue", "yuan") * Input(f"cap_{i}")
                inputs["overdue"] = exact(self.overdue.yuan, place="overdue")
            expr = Bounded(expr, None, most, cap.name)
        bitten = self.capped_by
        cites = (CLAUSE, *([bitten.cite] if bitten and bitten.cite else []))
        return Basis(Rounded(expr, self.terms.rounding), tuple(inputs.items()), cites)

    def why(self, language: Language = "zh") -> str:
        """Write the calculation in one line, to be checked on paper."""
        return self.basis.why(language)

    def details(self, language: Language = "zh") -> str:
        """Write a line for each segment (违约金明细), exactly, and the whole below them."""
        lines = []
        for segment in self.segments:
            expr, inputs = _part(self.terms, 1, segment)
            lines.append(segment.why(Basis(expr, inputs), language))
        return "\n".join([*lines, self.why(language)])

    def _caps(self) -> list[Cap]:
        """The caps, the lowest first."""
        return sorted(self.terms.caps, key=self._limit)

    def _limit(self, cap: Cap) -> int:
        """How many fen a cap allows, times the one of the scale."""
        one = self.terms.scale.one
        if cap.share is not None:
            return self.overdue.fen * whole(cap.share, one)
        return cap.amount.fen * one if cap.amount else 0


def _part(terms: PenaltyTerms, i: int, segment: Segment) -> tuple[Expr, Inputs]:
    """What one segment bears, as a tree with its inputs."""
    principal, days = Input(f"principal_{i}", "yuan"), Input(f"days_{i}", "day")
    rate = Input(f"daily_{i}" if terms.changes else "daily", "per-day")
    inputs = (
        (rate.name, segment.rate),
        (principal.name, exact(segment.principal.yuan, place=principal.name)),
        (days.name, Decimal(segment.counted)),
    )
    return times_days(principal * rate, days, terms.rounding), inputs


def bears_until(paid: date) -> date:
    """The day from which money paid on ``paid`` bears no penalty: the day of payment counts."""
    return paid + ONE_DAY


def penalty(terms: PenaltyTerms, timeline: BalanceTimeline, *, due: date, day: date) -> Penalty:
    """Compute the penalty on a debt due on ``due``, up to and including ``day``."""
    return Penalty(terms, timeline, due, day, penalty_fen(terms, timeline.steps, due, day))


def penalty_fen(terms: PenaltyTerms, steps: Steps, due: date, day: date) -> int:
    """What a penalty comes to, in fen, without laying out anything."""
    scale = terms.scale
    if not scale.plain:
        parts = segments(terms, steps, due=due, day=day)
        total = accrued(parts, terms.rounding, scale.one)
        most = overdue(steps, due=due, day=day)
    elif due < day:
        total, most = principal_days(steps, due, day)
        total *= scale.daily
    else:
        return 0
    if scale.share is not None and total > most * scale.share:
        total = most * scale.share
    if scale.amount is not None and total > scale.amount:
        total = scale.amount
    rounding = terms.rounding
    if rounding.mode is not Mode.HALF_UP:
        return rounding.of(total, scale.one)
    unit = scale.one * rounding.unit  # half-up without a call: nothing here is below 0
    return (2 * total + unit) // (2 * unit) * rounding.unit


@frozen
class Posting:
    """What is to be posted of a penalty (计提): the rounded whole less what was before.

    Posted in any number of goes, the amounts add up to the penalty of the last day.  An
    amount below 0 takes back what was posted before a payment was known.
    """

    penalty: Penalty
    before: Money

    @property
    def amount(self) -> Money:
        """What to post now."""
        return self.penalty.amount - self.before

    @property
    def basis(self) -> Basis:
        """The basis of the penalty, less what was posted before."""
        basis = self.penalty.basis
        before = ("posted", exact(self.before.yuan, place="posted"))
        return Basis(basis.expr - Input("posted", "yuan"), (*basis.inputs, before), basis.cites)

    def why(self, language: Language = "zh") -> str:
        """Write the calculation in one line, to be checked on paper."""
        return self.basis.why(language)


def posting(
    terms: PenaltyTerms,
    timeline: BalanceTimeline,
    *,
    due: date,
    day: date,
    before: Money | str = "0",
) -> Posting:
    """Compute what a penalty up to ``day`` adds to what was posted ``before``, credits off.

    >>> from ...bills import BalanceTimeline
    >>> terms, owed = PenaltyTerms("0.0003"), BalanceTimeline(((date(2026, 10, 1), 30000),))
    >>> first = posting(terms, owed, due=date(2026, 10, 25), day=date(2026, 10, 31))
    >>> second = posting(
    ...     terms, owed, due=date(2026, 10, 25), day=date(2026, 12, 21), before=first.amount
    ... )
    >>> first.amount, second.amount
    (Money('0.54'), Money('4.59'))
    """
    posted = Money(before)
    if posted.fen < 0:
        raise MoneyError(
            "no less than nothing can have been posted",
            str(posted),
            "posting",
            "give the sum of what was posted for this line",
        )
    return Posting(penalty(terms, timeline, due=due, day=day), posted)
