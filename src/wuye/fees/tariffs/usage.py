"""Prices for what meters count (按表计量): one price for all of it, or prices in tiers (阶梯).

A line is for what was used between the readings that stand for its service period, as the
:class:`~wuye.fees.Cut` says, and never 0 because a reading is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, Literal

from attrs import field, frozen

from ...citation import Dated
from ...dates import Period, anniversary, months_between
from ...errors import MoneyError, PeriodError, RuleError, one_of
from ...estate import Unit
from ...explain import Between, Column, Columns, Expr, Input
from ...money import exact
from ..meters.cuts import Cut
from ..meters.meter import KINDS, Kind
from .charges import rate
from .counted import AtChange, Counted, Terms
from .counting import Worked
from .prices import Price, change_days, price, value_on

#: Upper bounds and the prices up to them, the last without a bound.
Tiers = tuple[tuple[Decimal | None, Decimal], ...]
Pairs = Iterable[tuple[object, object]]

EXTRA = Input("extra_persons", "person")


@frozen
class Metered(Counted):
    """One price for all that a meter counts (按表计量).

    ``cut`` says which readings stand for a service period.  Where the price changes inside
    one, the meter is read on that day, or ``at_change="by-days"`` says that the usage
    counts evenly by the days; without either the line is skipped.

    >>> Metered("3.60", "water", Cut.last_read()).rate
    Decimal('3.6')
    """

    rate: Price = field(converter=price)
    kind: Kind = field(validator=one_of(*KINDS))
    cut: Cut
    at_change: AtChange = field(
        default="reading", validator=one_of("reading", "by-days"), kw_only=True
    )

    def _price_days(self) -> Iterable[date]:
        return change_days(self.rate)

    def _price(self, before: Expr | None, after: Expr, terms: Terms) -> Worked:
        per = terms.rate("")
        used = after - before if before else after
        return used * per, {per.name: value_on(self.rate, terms.on)}


def _rising(given: Pairs) -> Tiers:
    tiers = [
        (None if upto is None else exact(upto, place="Tiered.tiers"), rate(each))
        for upto, each in given
    ]
    bounds = [upto for upto, _ in tiers[:-1]]
    rising = all(
        a is not None and b is not None and a < b for a, b in pairwise([Decimal(0), *bounds])
    )
    if not tiers or tiers[-1][0] is not None or not rising:
        raise RuleError(
            "tiers rise from above 0, and the last has no bound",
            [str(upto) for upto, _ in tiers],
            "Tiered.tiers",
            'such as [("18", "2.45"), ("25", "3.68"), (None, "4.90")]',
        )
    return tuple(tiers)


def _tiers(value: Pairs | Dated[Any]) -> Tiers | Dated[Tiers]:
    if isinstance(value, Dated):
        return Dated(value.name, [(day, _rising(tiers)) for day, tiers in value.steps])
    return _rising(value)


def _base(value: object) -> Price | None:
    return None if value is None else price(value)


def _household(value: tuple[int, object] | None) -> tuple[int, Decimal] | None:
    if value is None:
        return None
    base, more = value
    number = exact(more, place="Tiered.per_person")
    if type(base) is not int or base < 1 or number <= 0:
        raise MoneyError(
            "no such household", f"{base}, {number}", "Tiered.per_person", "persons, then more each"
        )
    return base, number


@frozen
class Tiered(Counted):
    """Prices in tiers (阶梯): each part of the usage at the price of the tier it lies in.

    ``tiers`` are pairs of an upper bound, which belongs to its tier, and a price; ``per``
    says what the bounds are for: a ``"month"`` of the service period, the ``"period"`` as
    a whole, or the ``"year"`` that begins with the month ``year_from``, in which usage
    counts on from its first day.  ``per_person=(4, "3")`` raises every bound by 3 for each
    person beyond 4 who lives there.  With ``base`` all usage bears that price and the
    tiers are what comes on top.  Prices or tiers that change are
    :class:`~wuye.citation.Dated`, see :class:`Metered`.

    >>> water = Tiered([("18", "2.45"), (None, "3.68")], "water", Cut.last_read(), per="month")
    >>> water.tiers
    ((Decimal('18'), Decimal('2.45')), (None, Decimal('3.68')))
    """

    tiers: Tiers | Dated[Tiers] = field(converter=_tiers)
    kind: Kind = field(validator=one_of(*KINDS))
    cut: Cut
    per: Literal["month", "period", "year"] = field(
        validator=one_of("month", "period", "year"), kw_only=True
    )
    base: Price | None = field(default=None, converter=_base, kw_only=True)
    per_person: tuple[int, Decimal] | None = field(default=None, converter=_household, kw_only=True)
    year_from: int = field(default=1, validator=one_of(*range(1, 13)), kw_only=True)
    at_change: AtChange = field(
        default="reading", validator=one_of("reading", "by-days"), kw_only=True
    )

    def _price_days(self) -> Iterable[date]:
        return {*change_days(self.tiers), *(change_days(self.base) if self.base else ())}

    def _price(self, before: Expr | None, after: Expr, terms: Terms) -> Worked:
        inputs: dict[str, Decimal] = {}
        total = self._total(after, terms, inputs)
        return (total - self._total(before, terms, inputs) if before else total), inputs

    def _total(self, used: Expr, terms: Terms, inputs: dict[str, Decimal]) -> Expr:
        """What a usage that begins at 0 costs, tier by tier."""
        parts: list[Expr] = []
        if self.base is not None:
            per = terms.rate("")
            inputs[per.name] = value_on(self.base, terms.on)
            parts.append(used * per)
        low: Expr = Input("zero", terms.measure)
        inputs["zero"] = Decimal(0)
        tiers: Tiers = value_on(self.tiers, terms.on)
        for number, (upto, costs) in enumerate(tiers, 1):
            high = None if upto is None else self._bound(number, upto, terms, inputs)
            if costs or self.base is None:
                per = terms.rate(f"_{number}")
                inputs[per.name] = costs
                parts.append(Between(used, low, high) * per)
            low = high or low
        total = parts[0]
        for part in parts[1:]:
            total += part
        return total

    def _bound(self, number: int, upto: Decimal, terms: Terms, inputs: dict[str, Decimal]) -> Expr:
        bound: Expr = Input(f"tier_{number}{terms.named}", terms.measure)
        inputs[f"tier_{number}{terms.named}"] = upto
        if self.per_person:
            more = Input("more_per_person", terms.measure)
            inputs[more.name] = self.per_person[1]
            bound += more * EXTRA
        months = months_between(terms.service.start, terms.service.end)
        if self.per == "month" and months != 1:
            inputs["months"] = Decimal(months)
            bound *= Input("months", "month")
        return bound

    def _year_before(self, service: Period) -> tuple[date, ...]:
        if self.per != "year":
            return ()
        day = service.start
        begun = date(day.year - (day.month < self.year_from), self.year_from, 1)
        if service.end > anniversary(begun, 12):
            raise PeriodError(
                "a service period lies in two years of tiers",
                str(service),
                "Tiered",
                "bill by months, or by a part of the year",
            )
        return () if begun == day else (begun,)

    def _by_persons(self) -> bool:
        return self.per_person is not None

    def _by_unit(self, units: tuple[Unit, ...]) -> Columns:
        if self.per_person is None:
            return ()
        base, _ = self.per_person
        numbers = [Decimal(max((unit.persons or 0) - base, 0)) for unit in units]
        return ((EXTRA.name, Column.of(numbers)),)
