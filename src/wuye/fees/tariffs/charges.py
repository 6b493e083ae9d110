"""What a tariff is asked and what it answers: jobs, charges and skips."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from attrs import evolve, field, frozen

from ...citation import Citation
from ...dates import Period
from ...errors import MoneyError
from ...estate import Community, Unit
from ...estate.parking import SpaceKind
from ...estate.units import AreaKind
from ...explain import Column, Columns, Expr
from ...money import Money, exact

if TYPE_CHECKING:
    from ..meters.book import MeterBook
    from .stays import Stays

#: What a charge is for: a month or a day of service, the service period as a whole, what
#: happened on the very days of the job, or what was counted up to a day.
Per = Literal["month", "day", "period", "stretch", "usage"]
Known = tuple[tuple[Unit, ...], Column, tuple[Unit, ...]]
Reason = Literal[
    "area-missing",
    "below-zero",
    "coefficient-missing",
    "cost-missing",
    "division-by-zero",
    "estimate-exceeds",
    "floor-missing",
    "hand-over-missing",
    "history-missing",
    "item-missing",
    "meter-absent",
    "persons-missing",
    "plate-unknown",
    "reading-missing",
    "reading-negative",
    "rest-negative",
    "stay-open",
    "unit-ended",
    "weight-missing",
]


#: Before the name of a constant of a formula, in the name of its input.
CONSTANT = "constant:"
#: The unit of what belongs to no unit.
NOBODY = ""


@frozen
class Skip:
    """A charge that was not made, and why."""

    unit: str
    item: str
    reason: Reason
    detail: str = ""


@frozen
class Facts:
    """What a month brings that is not in the schedule.

    The costs to share, by item code, the stays to charge, by unit, and the meter book.
    """

    costs: Mapping[str, Money] = field(factory=dict)
    stays: Stays = field(factory=dict)
    readings: MeterBook | None = None


class Areas:
    """The areas of units as columns, read once for all items of a run."""

    def __init__(self) -> None:
        self._read: dict[tuple[int, AreaKind, date], tuple[tuple[Unit, ...], Known]] = {}

    def of(self, estate: Community, units: tuple[Unit, ...], kind: AreaKind, on: date) -> Known:
        """The units whose area of a kind is known on a day, those areas, and the others."""
        if kind == "charge" and units is estate.units and (all_ := estate.charge_areas):
            return units, all_, ()
        key = (id(units), kind, on)
        if key not in self._read:
            areas = [unit.area_on(on, kind) for unit in units]
            known = Column.of([area for area in areas if area is not None])
            found: Known = (units, known, ())
            if len(known.numbers) < len(areas):
                pairs = list(zip(units, areas, strict=True))
                found = (
                    tuple(unit for unit, area in pairs if area is not None),
                    known,
                    tuple(unit for unit, area in pairs if area is None),
                )
            self._read[key] = units, found  # with the units, so that their id stays theirs
        return self._read[key][1]


class Part(NamedTuple):
    """The days of a service period up to ``until``, for one unit that is charged in parts.

    ``days`` are all days of the period on which the unit exists, ``cuts`` those on which
    one part ends and the next begins.
    """

    days: Period
    until: date
    cuts: tuple[date, ...]


@frozen
class Job:
    """What a tariff is asked: what to charge these units for a service period.

    ``on`` is the day whose prices and areas hold.  A tariff of what is counted may be
    asked for one unit and the ``part`` of the period up to a day.
    """

    item: str
    estate: Community
    units: tuple[Unit, ...]
    service: Period
    on: date
    facts: Facts
    areas: Areas = field(factory=Areas, repr=False)
    part: Part | None = None

    def skip(self, unit: Unit, reason: Reason, detail: str = "") -> Skip:
        """Leave out a unit, and say why."""
        return Skip(unit.id, self.item, reason, detail)


@frozen(eq=False)
class Charges:
    """The charges of some units, which share one tree.

    Each input is one number for all of them, or a column with one for each.  ``fen`` is
    given where the tariff has computed every amount already, as a split has.  What has run
    up by a day inside the period says in ``part`` how much of the days have passed, and
    ``before`` is what had run up before the part that is charged.
    """

    units: tuple[Unit, ...]
    expr: Expr
    inputs: Columns
    per: Per
    cites: tuple[Citation, ...] = ()
    fen: tuple[int, ...] | None = None
    part: Expr | None = None
    before: Charges | None = None

    def only(self, chosen: Sequence[bool]) -> Charges:
        """The charges of the units that are chosen."""
        return evolve(
            self,
            units=tuple(unit for unit, mine in zip(self.units, chosen, strict=True) if mine),
            inputs=tuple(
                (name, value.only(chosen) if isinstance(value, Column) else value)
                for name, value in self.inputs
            ),
            fen=self.fen and tuple(f for f, mine in zip(self.fen, chosen, strict=True) if mine),
        )


class OfUsage:
    """A tariff of what meters count, which knows how much had run up by a day."""

    __slots__ = ()


class Tariff(Protocol):
    """What every tariff can do."""

    def changes(self) -> tuple[date, ...] | None:
        """The days on which its prices change; None when it charges a period as a whole."""
        ...

    def lower(self, job: Job) -> Iterable[Charges | Skip]:
        """Give charges or a skip for each unit of the job."""
        ...


class OfDays:
    """A tariff of what happened on single days, charged to who owed on the day.

    It is asked for stretches of days on which one owes for a unit, and charges what
    happened in them.
    """

    __slots__ = ()

    def unbilled(self, job: Job) -> Iterable[Skip]:
        """What happened in the service period of the job and is charged to nobody."""
        raise NotImplementedError


class OfSpaces:
    """A tariff that may count parking spaces, so that one that changes hands cuts its days."""

    __slots__ = ()

    def counted(self) -> tuple[SpaceKind, ...]:
        """The kinds of space that it counts; () where it counts none."""
        raise NotImplementedError


def rate(value: object) -> Decimal:
    """Read a price: exact and not below 0."""
    number = exact(value, place="rate")
    if number < 0:
        raise MoneyError("a rate is not negative", str(number), "rate", "give 0 or more")
    return number
