"""One month of an office as the files tell it now, ready to issue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .. import fees
from ..bills import Bill
from ..dates import Period
from .folder import Office


def issue(
    office: Office, month: Period, *, existing: Iterable[Bill] = (), booked: date | None = None
) -> fees.Run:
    """Issue a month with the costs, stays and waivers of the folder."""
    return fees.issue(
        office.community,
        office.schedule,
        month,
        costs={item: cost for (of, item), cost in office.costs.items() if of == month},
        stays=office.stays,
        waivers=office.waivers,
        existing=existing,
        booked=booked,
    )
