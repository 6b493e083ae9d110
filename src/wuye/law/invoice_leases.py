"""What an invoice for a lease of immovables says besides (不动产经营租赁服务), parking included.

Address, term, whether it lies in another city, title, and for parking the number plates.
What is asked of them was seen in programs that fill in invoices, not in a law; so
:meth:`Lease.faults` lists it and nothing is refused but a term that runs backwards.

>>> from datetime import date
>>> lease = Lease(
...     region="某省某市某区",
...     address="某某花园",
...     start=date(2026, 10, 1),
...     end=date(2026, 10, 31),
...     cross_city=False,
... )
>>> lease.told, [code for code, _ in lease.faults(parking=False)]
(('2026-10-01', '2026-10-31'), ['lease-address-street'])
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

from attrs import field, frozen

from ..errors import PeriodError

_LONGEST_ADDRESS = 120
_MOST_PLATES = 3
_STREET = re.compile("[街路村乡镇道巷号]")


@frozen(kw_only=True)
class Lease:
    """What a lease of immovables (不动产经营租赁服务) needs besides, parking included.

    ``region`` is province, city and district, ``address`` the rest.  ``start`` and
    ``end`` are days for rent and aware instants for parking.  ``cross_city`` says that
    property and seller lie in different cities (跨地市标志).
    """

    region: str
    address: str
    start: date | datetime
    end: date | datetime
    cross_city: bool
    title: str = ""  # 产权证书或者不动产权证号
    area_unit: str = ""
    plates: tuple[str, ...] = field(converter=tuple[str, ...], default=(), repr=False)

    def __attrs_post_init__(self) -> None:
        both = (self.start, self.end)
        instants = [instant for instant in both if isinstance(instant, datetime)]
        if len(instants) == 1 or any(instant.utcoffset() is None for instant in instants):
            raise PeriodError(
                "the ends of a lease are two days or two instants with their time zone",
                self.told,
                "Lease",
                "give dates for rent, aware datetimes for parking",
            )
        if self.end < self.start:
            raise PeriodError("a lease ends before it starts", self.told, "Lease", "swap them")

    @property
    def told(self) -> tuple[str, str]:
        """Start and end as they are filled in: ``2026-10-01`` or ``2026-10-01 08:30``."""
        start, end = (
            each.strftime("%Y-%m-%d %H:%M") if isinstance(each, datetime) else each.isoformat()
            for each in (self.start, self.end)
        )
        return start, end

    def faults(self, *, parking: bool) -> Iterator[tuple[str, str]]:
        """List code and Chinese text of what the programs of the tax offices would refuse."""
        if len(self.region) + len(self.address) > _LONGEST_ADDRESS:
            yield "lease-address-long", f"不动产地址合计不超过{_LONGEST_ADDRESS}个字"
        if not _STREET.search(self.address):
            yield "lease-address-street", "详细地址应含有街、路、村、乡、镇、道、巷或者号"
        if len(self.plates) > _MOST_PLATES:
            yield "lease-plates", f"车牌号最多{_MOST_PLATES}个"
        if self.plates and not parking:
            yield "lease-plates", "车牌号只用于停车"
        if parking != isinstance(self.start, datetime):
            yield "lease-times", "停车的租期起止应到分钟，其他租赁到日"
