"""Corrections of usage (补抄更正): what was read in all, less what was billed.

A true reading that comes late, or is lower than an estimate, settles what was billed on
estimates: all bills together then charge what went through the meter.

>>> from datetime import date
>>> from ...dates import Period
>>> from .estimates import Estimation, estimate
>>> from .meter import Meter
>>> from .readings import Reading
>>> from .cuts import usage
>>> meter, october, cut = Meter("W-1", "1-101", "water"), Period.month(2026, 10), Cut.last_read()
>>> first = Reading("W-1", october.start, "100")
>>> guess = estimate(meter, MeterBook([meter], [first]), october.end, Estimation.fixed("50"))
>>> billed = usage(meter, MeterBook([meter], [first, guess]), october, cut)
>>> read = MeterBook([meter], [first, guess, Reading("W-1", date(2026, 12, 1), "145")])
>>> settle_estimates([billed], read, cut).quantity
Decimal('-5')
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from attrs import field, frozen

from ...dates import Period
from ...errors import PeriodError, RuleError
from ...explain import Expr, Input, Language
from ...explain.words import calculation
from ...money import exact_sum
from .book import MeterBook
from .cuts import Cut, walk
from .readings import Inputs
from .usages import NoUsage, Usage


@frozen
class Correction:
    """What is still to be billed of a usage that was read; below 0 it is a credit."""

    read: Usage
    billed: tuple[Usage, ...] = field(converter=tuple[Usage, ...])

    @property
    def already(self) -> Decimal:
        """What was billed before."""
        return exact_sum(used.quantity for used in self.billed)

    @property
    def quantity(self) -> Decimal:
        """Read in all, less billed before."""
        return exact_sum([self.read.quantity, self.already.copy_negate()])

    @property
    def days(self) -> Period:
        """The days that are settled; those after the last bill among them."""
        return self.read.days

    @property
    def measure(self) -> str:
        """What it is counted in."""
        return self.read.measure

    def tree(self, named: str = "") -> tuple[Expr, Inputs]:
        """The quantity as a tree, for a tariff to price."""
        expr, inputs = self.read.tree(named)
        billed = Input(f"billed{named}", self.measure)
        return expr - billed, (*inputs, (billed.name, self.already))

    def why(self, language: Language = "zh") -> str:
        """Write readings and what was billed, to be checked on paper."""
        expr, inputs = self.tree()
        return calculation(expr, dict(inputs), language, unit=self.measure)


def settle_estimates(
    billed: Iterable[Usage], readings: MeterBook, cut: Cut
) -> Correction | NoUsage:
    """Settle usages that were billed one after another, by the first reading that follows.

    The day on which the first of them begins must have a reading now, not an estimate.
    What was read on the way counts, however late it came.
    """
    done = sorted(billed, key=lambda used: used.days)
    place = "fees.settle_estimates"
    if not done:
        raise RuleError("nothing was billed", None, place, "give the usages that were billed")
    id_, start, end = done[0].meter.id, done[0].days.start, done[-1].days.end
    line = readings.line(id_)
    if any(line != readings.line(used.meter.id) for used in done):
        ids = [used.meter.id for used in done]
        raise RuleError("usages of several meters", ids, place, "settle each meter alone")
    for before, after in pairwise(done):
        if before.days.end != after.days.start:
            gap = f"{before.days.end} and {after.days.start}"
            raise PeriodError("the usages do not follow each other", gap, place, "settle each run")
    true = [mark for mark in line if mark[1].on >= start and not mark[1].estimated]
    if not true or true[0][1].on != start:
        raise RuleError(
            "what was billed does not begin with a reading",
            start.isoformat(),
            f"meter {id_}",
            "give all usages billed since the last reading",
        )
    last = next((mark[1].on for mark in true if mark[1].on >= end), None)
    if last is None:
        return NoUsage(id_, "reading-missing", Period(start, end), detail=f"{end}")
    steps = walk([mark for mark in true if mark[1].on <= last], cut.rollover)
    if isinstance(steps, NoUsage):
        return steps
    return Correction(Usage(done[0].meter, steps), tuple(done))
