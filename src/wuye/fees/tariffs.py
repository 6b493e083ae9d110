"""Tariffs (计费方式): how a charge follows from a unit, as expression trees.

A tariff is data.  It *lowers* to one tree for each unit it charges, and to a
:class:`Skip` with a reason for each unit it cannot; nothing is silently zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Literal, Protocol

from attrs import field, frozen

from ..allocation import split
from ..citation import Citation
from ..errors import MoneyError, one_of
from ..estate import Unit
from ..explain import Expr, Input, Share
from ..law import civil_code
from ..money import Money, exact, exact_sum

BY_AREA = civil_code.cite("283", civil_code.SOURCE.since)

AREA = Input("area", "sqm")
RATE = Input("rate", "yuan/sqm/month")
FLAT = Input("flat", "yuan/month")
COST = Input("cost", "yuan")
TOTAL_AREA = Input("total_area", "sqm")
POSITION = Input("position")

Weighing = Literal["area"]
Reason = Literal["area-missing", "cost-missing", "issued-otherwise"]


@frozen
class Skip:
    """A charge that was not made, and why."""

    unit: str
    item: str
    reason: Reason
    detail: str = ""


@frozen
class Charge:
    """A unit's charge: a price for each month, or its share of the period's cost."""

    unit: Unit
    expr: Expr
    inputs: tuple[tuple[str, Decimal], ...]
    cites: tuple[Citation, ...] = ()


class Tariff(Protocol):
    """What every tariff can do."""

    def lower(
        self, item: str, units: Sequence[Unit], cost: Money | None
    ) -> Iterable[Charge | Skip]:
        """Give one charge or skip for each unit, in order."""
        ...


def _rate(value: object) -> Decimal:
    rate = exact(value, place="rate")
    if rate < 0:
        raise MoneyError("a rate is not negative", str(rate), "rate", "give 0 or more")
    return rate


@frozen
class PerArea:
    """So much a month for each ㎡ of charge area (按面积).

    >>> PerArea("2.80")
    PerArea(rate=Decimal('2.8'))
    """

    rate: Decimal = field(converter=_rate)

    def lower(
        self, item: str, units: Sequence[Unit], cost: Money | None
    ) -> Iterator[Charge | Skip]:
        """Charge area × rate for each month."""
        expr = AREA * RATE
        for unit in units:
            if unit.area is None:
                yield Skip(unit.id, item, "area-missing")
            else:
                yield Charge(unit, expr, (("area", unit.area), ("rate", self.rate)))


@frozen
class Flat:
    """So much a month for each unit, whatever its size (按户).

    >>> Flat("80")
    Flat(amount=Decimal('80'))
    """

    amount: Decimal = field(converter=_rate)

    def lower(self, item: str, units: Sequence[Unit], cost: Money | None) -> Iterator[Charge]:
        """Charge the amount for each month."""
        for unit in units:
            yield Charge(unit, FLAT, (("flat", self.amount),))


@frozen
class Shared:
    """A cost shared by all units (公摊), to the fen, by largest remainder.

    By area unless agreed otherwise (民法典第283条).  While one area is unknown nobody's
    share is known, so the whole cost is skipped and no neighbour pays for the gap.
    """

    by: Weighing = field(validator=one_of("area"))

    def lower(
        self, item: str, units: Sequence[Unit], cost: Money | None
    ) -> Iterator[Charge | Skip]:
        """Share ``cost`` over the units."""
        areas = [unit.area for unit in units if unit.area is not None]
        unknown = [unit.id for unit in units if unit.area is None]
        if cost is None or unknown:
            reason: Reason = "area-missing" if unknown else "cost-missing"
            yield from (Skip(unit.id, item, reason, ", ".join(unknown)) for unit in units)
            return
        expr = Share(COST, AREA, TOTAL_AREA, POSITION, split(cost.fen, areas).cutoff)
        total, pool = exact_sum(areas), exact(cost.yuan, place="cost")
        for position, (unit, area) in enumerate(zip(units, areas, strict=True)):
            inputs = (
                ("cost", pool),
                ("area", area),
                ("total_area", total),
                ("position", Decimal(position)),
            )
            yield Charge(unit, expr, inputs, (BY_AREA,))
