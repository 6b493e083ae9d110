"""Plain meters (单表): one meter a unit whose dial only ever went up, all of them at once.

Most meters are plain, and what they showed on a day is looked up for a whole community in
one go.  What is odd about the others (a dial that started again, a meter replaced, an
estimate, two meters of one unit) is left to :mod:`wuye.fees.metering`, reading by reading.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from attrs import frozen

from ..explain import Column
from .meters import KINDS, Meter
from .readings import Reading

Marks = tuple[tuple[Meter, Reading], ...]
#: What a meter showed, and the same as an integer over the scale of all.
Shown = tuple[Decimal, int]


@frozen(eq=False)
class PlainMeters:
    """What the plain meters of one kind showed: by day, the latest first, and by unit."""

    days: tuple[date, ...] = ()
    shown: Mapping[date, Mapping[str, Shown]] = {}
    scale: int = 1
    count: int = 0

    @classmethod
    def of(cls, lines: Iterable[tuple[str, Marks]]) -> PlainMeters:
        """Lay out the readings of units by day."""
        lines = tuple(lines)
        values = Column.of([reading.value for _, marks in lines for _, reading in marks])
        both = iter(zip(values.numbers, values.whole, strict=True))
        shown: dict[date, dict[str, Shown]] = {}
        for unit, marks in lines:
            for _, reading in marks:
                shown.setdefault(reading.on, {})[unit] = next(both)
        return cls(tuple(sorted(shown, reverse=True)), shown, values.scale, len(lines))

    def on(self, day: date) -> Mapping[str, Shown]:
        """What was read on the very day, by unit."""
        return self.shown.get(day, {})

    def by(self, day: date) -> Mapping[str, Shown]:
        """What was last read on or before a day, by unit."""
        found: Mapping[str, Shown] = {}
        for each in self.days:
            if each <= day:
                found = {**self.shown[each], **found} if found else self.shown[each]
                if len(found) == self.count:
                    break
        return found

    def column(self, shown: Sequence[Shown]) -> Column:
        """What several units showed, as a column."""
        numbers, whole = tuple([n for n, _ in shown]), tuple([n for _, n in shown])
        return Column(numbers, whole, self.scale)


def is_plain(meter: Meter, marks: Marks) -> bool:
    """Whether a line of readings is of one meter, was read throughout and never went down."""
    return (
        meter.multiplier == 1
        and meter.measure == KINDS[meter.kind][1]
        and all(mark[0] is meter and not mark[1].estimated for mark in marks)
        and all(before[1].value <= after[1].value for before, after in pairwise(marks))
    )
