"""One month of an office as its files tell it now, issued against what was posted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .. import fees
from ..dates import Period
from ..exchange import Cell, Faults
from ..ledger import Document, standing
from .folder import Office


def issue(
    office: Office, month: Period, documents: Iterable[Document] = (), booked: date | None = None
) -> fees.Run:
    """Issue a month with all that the folder knows of it."""
    known = standing(documents)
    return fees.issue(
        office.community,
        office.schedule,
        month,
        costs={item: cost for (of, item), cost in office.costs.items() if of == month},
        readings=office.readings,
        stays=office.stays,
        waivers=office.waivers,
        existing=known.bills,
        credited=known.credited,
        conceded=known.conceded,
        booked=booked,
        calendar=office.holidays,
    )


def disclosures(office: Office, run: fees.Run, faults: Faults) -> tuple[fees.Disclosure, ...]:
    """The shared costs of a month that was issued as a whole, with what drove them."""
    found: list[fees.Disclosure] = []
    charged = {made.item.code for made in run.lines}
    for item in run.schedule.items:
        if item.code not in charged or not isinstance(item.tariff, fees.Shared):
            continue
        with faults.at(Cell("drivers.csv")):
            found.append(fees.disclosure(run, item.code, _drivers(office, run.period, item.code)))
    return tuple(found)


def _drivers(office: Office, month: Period, code: str) -> list[fees.Driver]:
    return [
        fees.Driver(row["用途"], row["用量"], row["单位"], price=row["单价"], amount=row["金额"])
        for row in office.drivers
        if (row["月份"], row["项目"]) == (month, code)
    ]
