"""What changed since the month before, read before bills go out (试算)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .. import fees
from ..bills import Bill
from ..dates import Period
from ..fees.tariffs.charges import OfDays


def changes(bills: Iterable[Bill], now: fees.Run) -> tuple[fees.Change, ...]:
    """Compare a month with the bills of the month before; nothing where there were none.

    An item that one of the two months does not charge by its cycle is neither new nor ended.
    """
    before = now.period.shift(-1)
    billed = [bill for bill in bills if bill.period == before]
    if not billed:
        return ()
    passing = set(_not_every_month(now.schedule, before, now.period))
    found = fees.changes(billed, now)
    return tuple(each for each in found if each.kind != "item" or each.item not in passing)


def _not_every_month(schedule: fees.FeeSchedule, *periods: Period) -> Iterator[str]:
    for item in schedule.items:
        rare = item.cycle.from_hand_over or isinstance(item.tariff, OfDays)
        if rare or any(item.cycle.steps(period) is None for period in periods):
            yield item.code
