"""One month of an office as its files tell it now, issued against what was posted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from .. import fees
from ..dates import Period
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
        stays=office.stays,
        waivers=office.waivers,
        existing=known.bills,
        credited=known.credited,
        conceded=known.conceded,
        booked=booked,
        calendar=office.holidays,
    )
