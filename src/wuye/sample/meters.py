"""The meters of the sample: water for homes and shops, power for offices, read on the 25th.

One dial starts again from 0, one meter is changed for another, some readings are missing,
some were told by the owner or estimated, and some were taken when a home changed hands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from attrs import field, frozen

from ..estate import Unit
from ..fees import Meter, MeterBook, Reading, Replacement
from ..fees.meters.meter import Kind
from ..fees.meters.readings import How
from .chance import Chance
from .rooms import Rooms

_READ_ON = 25
_MULTIPLIER = "40"  # of the current transformers before an office's meter
_REPLACED, _ROLLED = 2, 4  # homes to which it happens in every sample
_MISSED = ("W-1-1-402", 6)  # a meter that is not read in June in any sample
#: least and most of what a unit uses in a month, as its dial counts it
_USED: Mapping[str, tuple[int, int]] = {
    "residential": (3, 24),
    "shop": (5, 60),
    "office": (20, 160),
}


@frozen
class Walk:
    """What is read off one place of a meter through the year."""

    meters: tuple[Meter, ...] = field(converter=tuple[Meter, ...])
    readings: tuple[Reading, ...] = field(converter=tuple[Reading, ...])
    replacements: tuple[Replacement, ...] = field(converter=tuple[Replacement, ...], default=())


def meter_book(chance: Chance, built: Rooms, year: int) -> MeterBook:
    """Read every meter each month, from November before the year to its December."""
    sold = {sale.unit: sale.on for sale in reversed(built.transfers)}
    walks = [
        _walk(chance, unit, number, sold.get(unit.id), year)
        for number, unit in enumerate(built.units)
    ]
    readings = [reading for walk in walks for reading in walk.readings]
    return MeterBook(
        [meter for walk in walks for meter in walk.meters],
        sorted(readings, key=lambda reading: reading.on),
        [change for walk in walks for change in walk.replacements],
    )


def _walk(chance: Chance, unit: Unit, number: int, sold: date | None, year: int) -> Walk:
    kind: Kind = "power" if unit.use == "office" else "water"
    rolled = number == _ROLLED
    meter = Meter(
        f"{'E' if kind == 'power' else 'W'}-{unit.id}",
        unit.id,
        kind,
        _MULTIPLIER if kind == "power" else 1,
        digits=4 if rolled else 5,
    )
    counted = _counted(chance, unit, start=9990 if rolled else chance.below(3000, "dial", unit.id))
    known = dict(zip(_days(year), counted, strict=False))
    if rolled or not (number == _REPLACED or chance.happens(1, "meter replaced", unit.id)):
        return Walk([meter], _read(chance, meter, known, sold))
    month = chance.between(4, 8, "meter replaced in", unit.id)
    on, last = date(year, month, _READ_ON + 3), known[date(year, month, _READ_ON)]
    new = Meter(f"{meter.id}-2", unit.id, kind, meter.multiplier, digits=5)
    before = {day: value for day, value in known.items() if day < on}
    after = {day: value - last for day, value in known.items() if day > on}
    readings = [*_read(chance, meter, before, None), *_read(chance, new, after, None)]
    return Walk([meter, new], readings, [Replacement(meter.id, new.id, on, last)])


def _days(year: int) -> list[date]:
    months = [(year - 1, 11), (year - 1, 12), *((year, month) for month in range(1, 13))]
    return [date(of_year, month, _READ_ON) for of_year, month in months]


def _counted(chance: Chance, unit: Unit, start: int) -> Iterator[int]:
    """What a dial without end would show on each day."""
    usual = chance.between(*_USED[unit.use], "usage", unit.id)
    while True:
        yield start
        start += usual * chance.between(60, 145, "usage", unit.id, start) // 100


def _read(
    chance: Chance, meter: Meter, counted: Mapping[date, int], sold: date | None
) -> Iterator[Reading]:
    """The readings of a dial, a few of them missing, told by the owner or estimated."""
    end = 10 ** (meter.digits or 5)
    before: date | None = None
    for day, value in counted.items():
        if sold and before and before < sold < day and chance.happens(60, "read at sale", meter.id):
            passed = (sold - before).days
            part = (value - counted[before]) * passed // (day - before).days
            yield Reading(meter.id, sold, (counted[before] + part) % end, "special")
        before = day
        drawn = chance.below(1000, "reading", meter.id, day)
        if drawn < 12 or (meter.id, day.month) == _MISSED:
            continue
        how: How = "reported" if drawn < 40 else "estimated" if drawn < 55 else "read"
        yield Reading(meter.id, day, value % end, how)
