"""The usage (用量) of a period: which readings stand for it, and what lies between them.

Meters are rarely read on the first of the month.  Which readings stand for a service
period is a declared rule, a :class:`Cut`; what cannot be known is a :class:`NoUsage` with
its reason, never 0.  One day always has one reading, so the usages of neighbouring
periods add up to that of both.

>>> from ...dates import Period
>>> meter = Meter("W-1", "1-101", "water", digits=4)
>>> book = MeterBook(
...     [meter], [Reading("W-1", date(2026, 9, 28), "9990"), Reading("W-1", date(2026, 10, 30), 21)]
... )
>>> used = usage(meter, book, Period.month(2026, 10), Cut.last_read())
>>> used.quantity, used.days.days, used.rolled_over
(Decimal('31'), 32, True)
>>> print(used.why("en"))
21 m³ − 9990 m³ + 10000 m³ = 31 m³
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from attrs import evolve, field, frozen

from ...dates import Period
from ...errors import MoneyError, PeriodError, RuleError, one_of
from ...explain import Input
from ...money import exact, scaled
from ...rounding import Mode
from .book import Mark, MeterBook
from .meter import Meter
from .readings import Reading, estimated
from .usages import Missing, NoUsage, Step, Usage

Rule = Literal["last-read", "within", "by-days"]


def _part_of_dial(value: object) -> Decimal:
    part = exact(value, place="Cut.rollover")
    if not 0 < part < 1:
        raise MoneyError("a part of the dial", str(part), "Cut.rollover", "between 0 and 1")
    return part


@frozen
class Cut:
    """How readings stand for the ends of a service period (抄表周期与计费周期).

    Make one with :meth:`last_read`, :meth:`within` or :meth:`by_days`.  A closing reading
    below the opening one counts as a dial that started again from 0 where the usage then
    is less than the part ``rollover`` of the dial; else it is refused.
    """

    rule: Rule = field(validator=one_of("last-read", "within", "by-days"))
    days: int = 0
    mode: Mode | None = None
    rollover: Decimal = field(default=Decimal("0.5"), converter=_part_of_dial, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if type(self.days) is not int or self.days < 0 or (self.days and self.rule != "within"):
            raise PeriodError("no such number of days", self.days, "Cut", "0 or more, for within")
        if (self.mode is None) is (self.rule == "by-days"):
            raise RuleError(
                "by-days rounds, the others do not", self.mode, "Cut", "see Cut.by_days"
            )

    @classmethod
    def last_read(cls, *, rollover: object = "0.5") -> Cut:
        """The last reading on or before each end, estimates too; late usage comes later."""
        return cls("last-read", rollover=rollover)

    @classmethod
    def within(cls, days: int, *, rollover: object = "0.5") -> Cut:
        """The reading closest to each end, at most so many days off; of two, the earlier."""
        return cls("within", days, rollover=rollover)

    @classmethod
    def by_days(cls, mode: Mode, *, rollover: object = "0.5") -> Cut:
        """A reading on the very day, else one reckoned by days between those around it.

        It is an estimate, rounded to the decimals of the meter in the mode given.
        """
        return cls("by-days", 0, mode, rollover=rollover)


def usage(meter: Meter, readings: MeterBook, period: Period, cut: Cut) -> Usage | NoUsage:
    """What a meter, with those it replaced, counted in a period.

    A meter that was put in or taken out inside the period is looked at from or until that
    day.  Estimates between the readings are passed over; what was read is not.
    """
    line = readings.line(meter.id)
    since, until = readings.life(meter.id)
    start, end = max(period.start, since or date.min), min(period.end, until or date.max)
    if end <= start:
        return NoUsage(meter.id, "meter-absent", period)
    ends: list[tuple[int, Mark]] = []
    for day in (start, end):
        found = _standing(line, day, cut)
        if found is None:
            return NoUsage(meter.id, "reading-missing", period, detail=f"{day}")
        if isinstance(found, NoUsage):
            return evolve(found, meter=meter.id, period=period)
        ends.append(found)
    (after, opening), (up_to, closing) = ends
    if opening == closing:
        return NoUsage(meter.id, "reading-missing", period, detail=f"{opening[1].on}")
    between = (mark for mark in line[after:up_to] if not mark[1].estimated and mark != closing)
    steps = walk((opening, *between, closing), cut.rollover)
    if isinstance(steps, NoUsage):
        return evolve(steps, meter=meter.id, period=period)
    return Usage(meter, steps)


def walk(marks: Iterable[Mark], rollover: Decimal) -> tuple[Step, ...] | NoUsage:
    """Go from reading to reading; stretches of one meter without rollover become one step."""
    steps: list[Step] = []
    for (meter, opening), (its, closing) in pairwise(marks):
        if meter.id != its.id:
            continue  # replaced on that day: the new dial begins where the old one ended
        step = _step(meter, opening, closing, rollover)
        if isinstance(step, NoUsage):
            return step
        last = steps[-1] if steps else None
        if last and last.meter.id == meter.id and not (last.rolled_over or step.rolled_over):
            steps[-1] = Step(meter, last.opening, closing, rolled_over=False)
        else:
            steps.append(step)
    return tuple(steps)


def _step(meter: Meter, opening: Reading, closing: Reading, rollover: Decimal) -> Step | NoUsage:
    step = Step(meter, opening, closing, rolled_over=False)
    if closing.value >= opening.value:
        return step
    if meter.dial is not None:
        rolled = evolve(step, rolled_over=True)
        moved, part = scaled(rolled.difference), scaled(rollover)
        if moved[0] * part[1] < part[0] * int(meter.dial) * moved[1]:
            return rolled
    reason: Missing = "estimate-exceeds" if opening.estimated else "reading-negative"
    detail = f"{opening.on}: {opening.value}, {closing.on}: {closing.value}"
    return NoUsage(meter.id, reason, Period(opening.on, closing.on), step.quantity, detail)


def _standing(line: tuple[Mark, ...], day: date, cut: Cut) -> tuple[int, Mark] | NoUsage | None:
    """The reading that stands for a day, and how many of the line lie up to it."""

    def up_to(on: date) -> int:
        return bisect_right(line, on, key=lambda mark: mark[1].on)

    before = up_to(day)
    on_the_day = before and line[before - 1][1].on == day
    if on_the_day or (cut.rule == "last-read" and before):
        return before, line[before - 1]
    if cut.rule == "within":
        near = [i for i in (before - 1, before) if 0 <= i < len(line)]
        distances = [(abs((line[i][1].on - day).days), i) for i in near]
        off, i = min(distances, default=(cut.days + 1, 0))
        if off <= cut.days:
            count = up_to(line[i][1].on)
            return count, line[count - 1]
    if cut.rule == "by-days":
        earlier = [mark for mark in line[:before] if not mark[1].estimated]
        later = [mark for mark in line[before:] if not mark[1].estimated]
        if earlier and later:
            evenly = _by_days(earlier[-1], later[0], day, cut)
            return evenly if isinstance(evenly, NoUsage) else (before, evenly)
    return None


def _by_days(earlier: Mark, later: Mark, day: date, cut: Cut) -> Mark | NoUsage:
    """What the dial showed on a day if it moved evenly between two readings."""
    meter, opening = earlier
    closing = later[1]
    step = _step(meter, opening, closing, cut.rollover)
    if isinstance(step, NoUsage):
        return step
    passed, whole = Input("days", "day"), Input("all_days", "day")
    moved, inputs = evolve(step, meter=evolve(meter, multiplier=1)).tree()
    more = (
        (passed.name, Decimal((day - opening.on).days)),
        (whole.name, Decimal((closing.on - opening.on).days)),
    )
    expr = Input("opening", meter.measure) + moved * passed / whole
    fine = (opening.value, closing.value)
    return meter, estimated(meter, day, expr, (*inputs, *more), cut.mode or Mode.HALF_UP, fine)
