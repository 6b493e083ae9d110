"""Plain meters (单表): one meter a unit whose dial only ever went up, all of them at once.

Most meters are plain, and what they showed on a day is looked up for a whole community in
one go.  What is odd about the others (a dial that started again, a meter replaced, an
estimate, two meters of one unit) is left to :mod:`wuye.fees.meters.cuts`, reading by reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from operator import is_

from attrs import frozen

from ...explain import Column
from .meter import KINDS, Meter
from .readings import Reading

Marks = tuple[tuple[Meter, Reading], ...]


@frozen(eq=False)
class Shown:
    """What units showed: the numbers, and the same as integers over the scale of all."""

    numbers: Mapping[str, Decimal]
    whole: Mapping[str, int]
    scale: int

    def column(self, units: Sequence[str]) -> Column | None:
        """What these units showed; None where one of them showed nothing."""
        if len(units) == len(self.numbers) and all(map(is_, units, self.numbers)):
            return Column(tuple(self.numbers.values()), tuple(self.whole.values()), self.scale)
        try:
            numbers = tuple([self.numbers[unit] for unit in units])
        except KeyError:
            return None
        return Column(numbers, tuple([self.whole[unit] for unit in units]), self.scale)


@frozen(eq=False)
class PlainMeters:
    """What the plain meters of one kind showed: by day, the latest first, and by unit."""

    days: tuple[date, ...] = ()
    shown: Mapping[date, Shown] = {}
    scale: int = 1
    count: int = 0

    @classmethod
    def of(cls, lines: Iterable[tuple[str, Marks]]) -> PlainMeters:
        """Lay out the readings of units by day."""
        lines = tuple(lines)
        values = Column.of([reading.value for _, marks in lines for _, reading in marks])
        both = iter(zip(values.numbers, values.whole, strict=True))
        shown: dict[date, tuple[dict[str, Decimal], dict[str, int]]] = {}
        for unit, marks in lines:
            for _, reading in marks:
                numbers, whole = shown.setdefault(reading.on, ({}, {}))
                numbers[unit], whole[unit] = next(both)
        days = tuple(sorted(shown, reverse=True))
        by_day = {day: Shown(*shown[day], values.scale) for day in days}
        return cls(days, by_day, values.scale, len(lines))

    def on(self, day: date) -> Shown:
        """What was read on the very day."""
        return self.shown.get(day) or Shown({}, {}, self.scale)

    def by(self, day: date) -> Shown:
        """What was last read on or before a day."""
        found = Shown({}, {}, self.scale)
        for each in self.days:
            if each <= day:
                more = self.shown[each]
                if not found.numbers:
                    found = more
                else:
                    numbers = {**more.numbers, **found.numbers}
                    found = Shown(numbers, {**more.whole, **found.whole}, self.scale)
                if len(found.numbers) == self.count:
                    break
        return found


def is_plain(meter: Meter, marks: Marks) -> bool:
    """Whether a line of readings is of one meter, was read throughout and never went down."""
    return (
        meter.multiplier == 1
        and meter.measure == KINDS[meter.kind][1]
        and all(mark[0] is meter and not mark[1].estimated for mark in marks)
        and all(before[1].value <= after[1].value for before, after in pairwise(marks))
    )
