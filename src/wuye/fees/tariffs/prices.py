"""Prices for a month or a day: by area, by unit, by household, by parking space."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, TypeVar, cast

from attrs import field, frozen

from ...citation import Dated
from ...errors import one_of
from ...estate import Unit
from ...estate.parking import SPACE_KINDS, SpaceKind
from ...estate.units import AreaKind
from ...explain import Column, Input
from .charges import Charges, Job, OfSpaces, Skip, rate

Price = Decimal | Dated[Decimal]
T = TypeVar("T")

AREA = Input("area", "sqm")
FLAT = Input("flat", "yuan/month")
COUNTS = {
    "household": (Input("households", "household"), Input("rate", "yuan/household/month")),
    "space": (Input("spaces", "space"), Input("rate", "yuan/space/month")),
}


def price(value: object) -> Price:
    """Read a price, or prices that change on known days."""
    if isinstance(value, Dated):
        return Dated(value.name, [(day, rate(each)) for day, each in value.steps])
    return rate(value)


def value_on(value: T | Dated[T], day: date) -> T:
    """The value of a day."""
    return cast("T", value.on(day) if isinstance(value, Dated) else value)


def change_days(value: object) -> tuple[date, ...]:
    """The days on which it changes."""
    return tuple(day for day, _ in value.steps) if isinstance(value, Dated) else ()


@frozen
class PerArea:
    """So much a month, or a day, for each ㎡ (按面积).

    ``area`` says which: the charge area (计费面积) unless the contract says building or
    interior area.  A rate that changes is a :class:`~wuye.citation.Dated` one.

    >>> PerArea("2.80")
    PerArea(rate=Decimal('2.8'), area='charge', per='month')
    """

    rate: Price = field(converter=price)
    area: AreaKind = field(default="charge", validator=one_of("charge", "building", "interior"))
    per: Literal["month", "day"] = field(default="month", validator=one_of("month", "day"))

    def changes(self) -> tuple[date, ...]:
        """The days on which the rate changes."""
        return change_days(self.rate)

    def lower(self, job: Job) -> Iterator[Charges | Skip]:
        """Charge area × rate."""
        units, areas, unknown = job.areas.of(job.estate, job.units, self.area, job.on)
        yield from (job.skip(unit, "area-missing") for unit in unknown)
        if units:
            inputs = (("area", areas), ("rate", value_on(self.rate, job.on)))
            yield Charges(units, AREA * Input("rate", f"yuan/sqm/{self.per}"), inputs, self.per)


@frozen
class Flat(OfSpaces):
    """So much a month for each unit, household or parking space, whatever its size (按户).

    ``per`` says what is counted.  A unit with no household or space is charged nothing
    and is no skip: there is nothing to charge.  ``spaces`` limits the kinds of space; a
    space that changes hands is charged to each holder for his days.

    To whom the rent of a kind of space is due says :func:`wuye.law.parking.rent`: give a
    kind whose rent is another's an item of its own, with that creditor and payee.

    >>> Flat("80"), Flat("80", per="space").per
    (Flat(amount=Decimal('80'), per='unit', spaces=()), 'space')
    """

    amount: Price = field(converter=price)
    per: Literal["unit", "household", "space"] = field(
        default="unit", validator=one_of("unit", "household", "space")
    )
    spaces: tuple[SpaceKind, ...] = field(converter=tuple[SpaceKind, ...], default=())

    def changes(self) -> tuple[date, ...]:
        """The days on which the amount changes."""
        return change_days(self.amount)

    def counted(self) -> tuple[SpaceKind, ...]:
        """The kinds of space that it counts."""
        return (self.spaces or SPACE_KINDS) if self.per == "space" else ()

    def lower(self, job: Job) -> Iterator[Charges]:
        """Charge the amount, or count × amount."""
        amount = value_on(self.amount, job.on)
        if self.per == "unit":
            yield Charges(job.units, FLAT, (("flat", amount),), "month")
            return
        counts = [self._count(job, unit) for unit in job.units]
        units = tuple(unit for unit, count in zip(job.units, counts, strict=True) if count)
        counted, price = COUNTS[self.per]
        if units:
            column = Column.of([Decimal(count) for count in counts if count])
            yield Charges(
                units, counted * price, ((counted.name, column), ("rate", amount)), "month"
            )

    def _count(self, job: Job, unit: Unit) -> int:
        if self.per == "household":
            return unit.households
        return len(job.estate.spaces_of(unit.id, job.on, self.spaces or None))
