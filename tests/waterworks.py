"""A line of meters whose flow is known day by day, counted in plain integers."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

from attrs import frozen
from hypothesis import strategies as st

from strategies import plain
from wuye.dates import Period
from wuye.fees.meters.book import MeterBook
from wuye.fees.meters.meter import Meter
from wuye.fees.meters.readings import Reading, Replacement
from wuye.fees.meters.submeters import Combined
from wuye.fees.meters.usages import NoUsage, Usage

START = date(2026, 1, 1)


@frozen
class Waterworks:
    """A book, the meter to ask for, and what had flowed by each day of a reading."""

    book: MeterBook
    meter: Meter
    flowed: tuple[tuple[date, Fraction], ...]

    def between(self, start: date, end: date) -> Fraction:
        """What flowed between two days on which the meter was read."""
        flowed = dict(self.flowed)
        return flowed[end] - flowed[start]


@st.composite
def waterworks(
    draw: st.DrawFn, *, replaced: bool = True, digits: tuple[int, int] = (2, 5)
) -> Waterworks:
    """Meters read every few days; their dials turn over, and some are replaced."""
    places, day = draw(st.integers(0, 2)), START
    units, flowed = 10**places, Fraction(0)
    meters: list[Meter] = []
    readings: list[Reading] = []
    changes: list[Replacement] = []
    known: list[tuple[date, Fraction]] = []
    for number in range(draw(st.integers(1, 3)) if replaced else 1):
        whole = draw(st.integers(*digits))
        dial, times = 10**whole * units, draw(st.integers(1, 4000))
        meter = Meter(
            f"W-{number}", "1-101", "water", plain(times, 2), digits=whole, decimals=places
        )
        at = draw(st.integers(0, dial - 1))
        first = plain(at, places)
        if meters:
            changes.append(Replacement(meters[-1].id, meter.id, day, readings.pop().value, first))
        else:
            readings.append(Reading(meter.id, day, first, "first"))
            known.append((day, flowed))
        meters.append(meter)
        for _ in range(draw(st.integers(1, 4))):
            moved = draw(st.integers(0, (dial - 1) // 2))
            day += timedelta(days=draw(st.integers(1, 40)))
            at, flowed = (at + moved) % dial, flowed + Fraction(moved * times, units * 100)
            readings.append(Reading(meter.id, day, plain(at, places)))
            known.append((day, flowed))
    shuffled = draw(st.permutations(readings))
    return Waterworks(MeterBook(meters, shuffled, changes), meters[-1], tuple(known))


def used(found: Usage | NoUsage) -> Usage:
    """The usage that must be there."""
    assert isinstance(found, Usage), found
    return found


def missing(found: Usage | Combined | NoUsage) -> NoUsage:
    """The reason that must be there."""
    assert isinstance(found, NoUsage), found
    return found


def month(number: int) -> Period:
    return Period.month(2026, number)
