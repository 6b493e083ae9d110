"""What is odd about the readings that a month was charged on (抄表异常)."""

from __future__ import annotations

from collections.abc import Iterator

from .. import fees
from ..dates import Period
from ..exchange import Cell, Faults
from .folder import Office

#: So many months before are looked at, to tell what is usual.
MONTHS = 12


def tell_anomalies(office: Office, month: Period, faults: Faults) -> None:
    """Warn of usages that jump, stand still, overlap or run backwards."""
    book = office.readings
    if book is None:
        return
    told: set[str] = set()
    for item in office.schedule.items:
        kind, cut = getattr(item.tariff, "kind", None), getattr(item.tariff, "cut", None)
        service = item.cycle.service(month)
        if kind is None or cut is None or service is None:
            continue
        units = item.scope.units(office.community) if item.scope else office.community.units
        meters = [meter for unit in units for meter in book.of_unit(unit.id, kind)]
        now = [fees.usage(meter, book, service, cut) for meter in meters]
        before = [
            used
            for earlier in _before(item.cycle, month)
            for meter in meters
            if isinstance(used := fees.usage(meter, book, earlier, cut), fees.Usage)
        ]
        for odd in fees.anomalies(now, before):
            if str(odd) not in told:
                told.add(str(odd))
                message = f"{odd.meter}，{odd.on}：{odd.message}"
                faults.add(Cell("readings.csv"), odd.code, message, warning=True)


def _before(cycle: fees.Cycle, month: Period) -> Iterator[Period]:
    """The service periods of the bills before."""
    for back in range(1, MONTHS + 1):
        service = cycle.service(month.shift(-back))
        if service:
            yield service
