"""What changes from one fee schedule to the next (调价): prices that rise, items that are new."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import pairwise

from attrs import evolve

from ..citation import Dated
from ..dates import Period
from .items import Item
from .schedules import FeeSchedule
from .tariffs import Flat, PerArea


def rates(item: Item, within: Period) -> tuple[tuple[date, Decimal], ...]:
    """The prices of an item inside a period, each with its first day there.

    None for a tariff that has no single price: a shared cost, a tiered price.

    >>> rates(Item("property", "物业服务费", PerArea("2.80")), Period.month(2026, 10))
    ((datetime.date(2026, 10, 1), Decimal('2.8')),)
    """
    price = _price(item)
    if price is None:
        return ()
    if not isinstance(price, Dated):
        return ((within.start, price),)
    began = [(max(since, within.start), rate) for since, rate in price.steps if since < within.end]
    return tuple(dict(began).items())


def first_rise(schedule: FeeSchedule, before: FeeSchedule | None) -> date | None:
    """The first day on which a price is higher than it was; None when none rises.

    Prices are compared with those before them in the schedule, and with those on the last
    day of the schedule ``before``.
    """
    rises = []
    for item in schedule.items:
        old = _same(item, before)
        steps = list(rates(item, schedule.in_force))
        if before and old:
            steps = [*rates(old, before.in_force)[-1:], *steps]
        rises += [day for (_, was), (day, now) in pairwise(steps) if now > was]
    return min(rises, default=None)


def added(schedule: FeeSchedule, before: FeeSchedule | None) -> tuple[str, ...]:
    """The names of items that were not charged before, or were charged in another way."""
    if before is None:
        return ()
    return tuple(item.name for item in schedule.items if not _same(item, before))


def _same(item: Item, before: FeeSchedule | None) -> Item | None:
    """The item of that code that was charged in the same way, whatever its price."""
    items = before.items if before else ()
    return next((old for old in items if old.code == item.code and _way(old) == _way(item)), None)


def _price(item: Item) -> Decimal | Dated[Decimal] | None:
    match item.tariff:
        case PerArea(rate=price) | Flat(amount=price):
            return price
    return None


def _way(item: Item) -> object:
    """How an item is charged, without its price."""
    match item.tariff:
        case PerArea():
            return evolve(item.tariff, rate="0")
        case Flat():
            return evolve(item.tariff, amount="0")
    return item.tariff
