"""What units had used by a day (用量), as trees over the readings of their meters.

Plain meters are read for all units at once, the others unit by unit.  A unit that is
charged in parts is cut where its meters were read on the day; where they were not, days
stand in for the reading.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import compress, pairwise
from operator import is_not, not_

from attrs import frozen

from ...dates import Period
from ...errors import RuleError
from ...estate import Unit
from ...explain import Column, Expr, Input
from ...money import exact_sum
from ..meters.book import MeterBook
from ..meters.cuts import Cut
from ..meters.meter import KINDS, Kind
from ..meters.plain import Shown
from ..meters.submeters import usage_of_unit
from ..meters.usages import NoUsage

#: A tree and its inputs by name.
Worked = tuple[Expr, dict[str, Decimal]]


class AtOnce:
    """The units whose meters are plain, with their readings for some days.

    The ``days`` rise.  A unit without a reading for one of them, or with the same reading
    for two, is among the ``others``.
    """

    def __init__(
        self, units: tuple[Unit, ...], kind: Kind, cut: Cut, book: MeterBook, days: Sequence[date]
    ) -> None:
        plain = book.plain(kind)
        standing = plain.by if cut.rule == "last-read" else plain.on
        shown = [standing(day) for day in days]
        self.units, self.others = units, tuple[Unit, ...]()
        self.columns = _columns(shown, units)
        if not self.columns:
            known = [_all_known(shown, unit.id) for unit in units]
            self.units = tuple(compress(units, known))
            self.others = tuple(compress(units, map(not_, known)))
            self.columns = _columns(shown, self.units)


def _columns(shown: Sequence[Shown], units: Iterable[Unit]) -> list[Column]:
    """What units showed on each of some days; none at all if one was not read anew for one."""
    ids = [unit.id for unit in units]
    columns = [each.column(ids) for each in shown]
    known = [column for column in columns if column]
    anew = all(all(map(is_not, a.numbers, b.numbers)) for a, b in pairwise(known))
    return known if anew and len(known) == len(columns) else []


def _all_known(shown: Iterable[Shown], unit: str) -> bool:
    numbers = [each.numbers.get(unit) for each in shown]
    return None not in numbers and all(a is not b for a, b in pairwise(numbers))


class Used:
    """What one unit had used by each day of a period, as trees over its readings.

    ``cuts`` are the days inside on which that is asked.  What had been used is known on
    those that are ``read``: all its meters were, or none was in service.
    """

    def __init__(
        self,
        unit: str,
        kind: Kind,
        cut: Cut,
        book: MeterBook,
        days: Period,
        cuts: Iterable[date] = (),
    ) -> None:
        self.unit, self.book, self.days = unit, book, days
        self.kind: Kind = kind
        self.cut = cut
        meters = book.of_unit(unit, kind)
        lives = [book.life(meter.id) for meter in meters] or [(None, None)]
        begun = min(since or date.min for since, _ in lives)
        ended = max(until or date.max for _, until in lives)
        inside = {day for day in (begun, ended) if days.start < day < days.end}
        inside |= {day for day in cuts if self._read_on(day)}
        self.read = sorted(inside)
        measures = {meter.measure for meter in meters}
        if len(measures) > 1:
            raise _of_several(measures, f"unit {unit}")
        self.measure = next(iter(measures), "")

    def _read_on(self, day: date) -> bool:
        serving = [
            self.book.line(meter.id)
            for meter in self.book.of_unit(self.unit, self.kind)
            if self._serves(meter.id, day)
        ]
        return all(any(reading.on == day for _, reading in line) for line in serving)

    def _serves(self, meter: str, day: date) -> bool:
        since, until = self.book.life(meter)
        return (since or date.min) <= day <= (until or date.max)

    def by(self, day: date) -> Worked | NoUsage | None:
        """What had been used by the end of the period or a day that is read; None is nothing."""
        last = day == self.days.end
        return self.since(self.days.start, day, "" if last else f"_{day}", never=last)

    def since(
        self, start: date, end: date, named: str, *, never: bool = False
    ) -> Worked | NoUsage | None:
        """What was used from day to day; None where no meter served, if not ``never``."""
        found = usage_of_unit(self.unit, self.kind, self.book, Period(start, end), self.cut)
        if isinstance(found, NoUsage):
            return None if found.reason == "meter-absent" and not never else found
        expr, inputs = found.tree(named)
        return expr, dict(inputs)


@frozen
class Quantities:
    """What each of some units used, or why that is not known, by unit."""

    known: Mapping[str, Decimal]
    unknown: Mapping[str, NoUsage]
    measure: str
    estimated: bool


def quantities(
    units: tuple[Unit, ...], kind: Kind, cut: Cut, book: MeterBook, service: Period
) -> Quantities:
    """What units used in a service period, to be weighed against each other."""
    plain = AtOnce(units, kind, cut, book, (service.start, service.end))
    measures = {KINDS[kind][1]} if plain.units else set[str]()
    known: dict[str, Decimal] = {}
    unknown: dict[str, NoUsage] = {}
    estimated = False
    ends = zip(*(column.numbers for column in plain.columns), strict=True)
    for unit, (opening, closing) in zip(plain.units, ends, strict=True):
        known[unit.id] = exact_sum([closing, opening.copy_negate()])
    for unit in plain.others:
        found = usage_of_unit(unit.id, kind, book, service, cut)
        if isinstance(found, NoUsage):
            unknown[unit.id] = found
        else:
            known[unit.id] = found.quantity
            estimated = estimated or found.estimated
            measures |= {used.measure for used in found.added}
    if len(measures) > 1:
        raise _of_several(measures, f"meters of kind {kind}")
    return Quantities(known, unknown, next(iter(measures), ""), estimated)


def _of_several(measures: Iterable[str], place: str) -> RuleError:
    return RuleError(
        "usage in several measures does not add up",
        sorted(measures),
        place,
        "charge or share each measure by an item of its own",
    )


def plus(one: Worked | None, other: Worked | None) -> Worked | None:
    """Both together; None is nothing."""
    if one is None or other is None:
        return one or other
    return one[0] + other[0], one[1] | other[1]


def passed(start: date, day: date, end: date) -> Worked:
    """How much of the days from ``start`` to ``end`` had passed by a day."""
    days, whole = (Input(f"days_{start}_{to}", "day") for to in (day, end))
    inputs = {days.name: Decimal((day - start).days), whole.name: Decimal((end - start).days)}
    return days / whole, inputs


def by_days(marks: Sequence[date], worked: dict[date, Worked | None], day: date) -> Worked | None:
    """What something comes to by a day that lies between two marks, evenly by the days."""
    at = bisect_left(marks, day)
    start, end = marks[at - 1], marks[at]
    low, high = worked[start], worked[end]
    if high is None:
        return None
    share, inputs = passed(start, day, end)
    if low is None:
        return high[0] * share, high[1] | inputs
    return low[0] + (high[0] - low[0]) * share, low[1] | high[1] | inputs
