"""A whole community, generated: its values, and the label that says what it is."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import evolve, field, frozen

from .. import fees
from ..bills import Bill
from ..dates import Period
from ..errors import RuleError
from ..estate import Community
from ..money import Money
from .agreed import agreements, waivers
from .chance import Chance
from .meters import meter_book
from .parking import parking
from .paying import Disputed, Received, disputed, received
from .prices import costs, drivers, schedule
from .rooms import rooms

NAME = "样板苑（生成样例）"
_FEWEST, _MOST = 12, 5000


@frozen(kw_only=True)
class Sample:
    """A generated community, and what happened in it through a year.

    ``label`` says that it is generated, with the seed it can be had from again.
    """

    label: str
    seed: int
    year: int
    estate: Community
    schedule: fees.FeeSchedule
    costs: Mapping[tuple[Period, str], Money] = field(repr=False)
    drivers: Mapping[tuple[Period, str], fees.Driver] = field(repr=False)
    readings: fees.MeterBook = field(repr=False)
    stays: tuple[fees.Stay, ...] = field(repr=False)
    waivers: tuple[fees.Waiver, ...] = field(repr=False)
    payments: tuple[Received, ...] = field(default=(), repr=False)
    disputes: tuple[Disputed, ...] = field(default=(), repr=False)

    def issue(self, month: Period, *bills: Bill) -> fees.Run:
        """Issue the bills of a month; ``bills`` are those that there are already."""
        return fees.issue(
            self.estate,
            self.schedule,
            month,
            costs={item: cost for (of, item), cost in self.costs.items() if of == month},
            readings=self.readings,
            stays=self.stays,
            waivers=self.waivers,
            existing=bills,
        )

    def months(self) -> tuple[Period, ...]:
        """The months of the year."""
        return tuple(Period.month(self.year, month) for month in range(1, 13))


def community(*, seed: int, units: int = 320, year: int = 2026) -> Sample:
    """Generate a community of so many units, and a year of its costs, readings and payments.

    The same arguments give the same values, on every Python.  Nobody in it exists.

    >>> small = community(seed=7, units=20)
    >>> small.label
    '程序生成的样例：人名、公司、电话、车牌和金额都是虚构的（seed=7，20 套，2026 年）'
    >>> len(small.estate.units), small.issue(Period.month(2026, 3)).total > Money("0")
    (20, True)

    Raises :class:`~wuye.errors.RuleError` for fewer than 12 units or more than 5,000.
    """
    if type(units) is not int or not _FEWEST <= units <= _MOST:
        raise RuleError("no community of that size", units, "sample", f"{_FEWEST} to {_MOST} units")
    chance = Chance(seed)
    built = rooms(chance, units, year)
    shared = costs(chance, built, year)
    parked = parking(chance, built.of("residential"), year)
    sample = Sample(
        label=(
            "程序生成的样例：人名、公司、电话、车牌和金额都是虚构的"
            f"（seed={seed}，{units} 套，{year} 年）"
        ),
        seed=seed,
        year=year,
        estate=Community(
            NAME,
            built.units,
            built.transfers,
            agreements=agreements(chance, built, year),
            spaces=parked.spaces,
            vehicles=parked.vehicles,
        ),
        schedule=schedule(built, NAME, year),
        costs=shared,
        drivers=drivers(chance, shared),
        readings=meter_book(chance, built, year),
        stays=parked.stays,
        waivers=waivers(chance, built, year),
    )
    months = [sample.issue(month).bills for month in sample.months()]
    return evolve(
        sample, payments=received(chance, months, year), disputes=disputed(chance, months)
    )
