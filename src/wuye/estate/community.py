"""A community: its units in a fixed order, and all that happened to them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import chain, pairwise
from operator import itemgetter
from typing import TypeVar

from attrs import field, frozen

from ..citation import Dated
from ..dates import Period
from ..errors import RuleError, UnknownError
from ..explain import Column
from .agreements import Agreement
from .lineage import ALWAYS, Life, Succession, line, lives
from .owing import Stretch, roles, stretches
from .parking import SPACE_KINDS, Space, SpaceKind, Vehicle, masked_plate, plate_number
from .people import Owner
from .soundness import check_agreements, check_known, check_lives, check_once, check_people
from .transfers import FirstDay, Transfer
from .units import Unit

T = TypeVar("T")

# by how much a rule on the first day moves a hand-over at most
_MOST = timedelta(days=31)


@frozen
class Community:
    """A community (小区): its units, in a fixed order, and every change of owner.

    >>> buyer = Owner("O-2")
    >>> estate = Community(
    ...     "锦苑",
    ...     [Unit("3-1-503", "100.00", Owner("O-1"))],
    ...     [Transfer("3-1-503", date(2026, 10, 17), buyer)],
    ... )
    >>> [(owner.id, part.days) for owner, part in estate.liable("3-1-503", Period.month(2026, 10))]
    [('O-1', 16), ('O-2', 15)]

    Rooms that were merged or split, agreements on who pays, parking spaces and vehicles are
    given beside.  ``eventful`` holds the ids of the units to which anything ever happens;
    every other unit is owed for by its ``owner`` alone, on every day, for its one ``area``.

    Faults of a kind come together in one error: a :class:`~wuye.errors.DuplicateError` for
    ids that are given twice, an :class:`~wuye.errors.UnknownError` for ids that are not here,
    a :class:`~wuye.errors.RuleError` for one person under two names, for what happens to a
    unit before or after its life, and for agreements that contradict each other.
    """

    name: str
    units: tuple[Unit, ...] = field(converter=tuple[Unit, ...])
    transfers: tuple[Transfer, ...] = field(converter=tuple[Transfer, ...], default=())
    successions: tuple[Succession, ...] = field(
        converter=tuple[Succession, ...], default=(), kw_only=True
    )
    agreements: tuple[Agreement, ...] = field(
        converter=tuple[Agreement, ...], default=(), kw_only=True
    )
    spaces: tuple[Space, ...] = field(converter=tuple[Space, ...], default=(), kw_only=True)
    vehicles: tuple[Vehicle, ...] = field(converter=tuple[Vehicle, ...], default=(), kw_only=True)
    eventful: frozenset[str] = field(init=False, repr=False, eq=False)
    _areas: Column | None = field(default=None, init=False, repr=False, eq=False)
    _by_id: Mapping[str, Unit] = field(init=False, repr=False, eq=False)
    _lives: Mapping[str, Life] = field(init=False, repr=False, eq=False)
    _sold: Mapping[str, tuple[Transfer, ...]] = field(init=False, repr=False, eq=False)
    _agreed: Mapping[str, tuple[Agreement, ...]] = field(init=False, repr=False, eq=False)
    _days: tuple[tuple[date, str], ...] = field(init=False, repr=False, eq=False)
    _held: Mapping[str, tuple[Space, ...]] = field(init=False, repr=False, eq=False)
    _plates: Mapping[str, Vehicle] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        name, units = self.name, {unit.id: unit for unit in self.units}
        check_once(name, self.units, self.transfers, self.successions, self.spaces, self.vehicles)
        check_known(
            name,
            units,
            self.transfers,
            self.successions,
            self.agreements,
            self.spaces,
            self.vehicles,
        )
        check_people(name, self._everyone())
        life = lives(self.units, self.successions, name)
        check_lives(name, units, life, self.transfers, self.agreements)
        agreed = _grouped((unit, each) for each in self.agreements for unit in each.units)
        check_agreements(name, agreed)
        transfers = sorted(self.transfers, key=lambda transfer: transfer.on)
        remeasured = {
            unit.id: unit.remeasured()
            for unit in self.units
            if isinstance(unit.areas, Dated)
            or isinstance(unit.building_area, Dated)
            or isinstance(unit.interior_area, Dated)
        }
        days = [(transfer.on, transfer.unit) for transfer in transfers]
        days += ((day, unit) for unit, each in agreed.items() for a in each for day in a.days)
        days += ((day, unit) for unit, ends in life.items() for day in ends)
        days += ((day, unit) for unit, cuts in remeasured.items() for day in cuts)
        found = {
            "_by_id": units,
            "_lives": life,
            "_sold": _grouped((transfer.unit, transfer) for transfer in transfers),
            "_agreed": agreed,
            "_held": _grouped((unit, space) for space in self.spaces for unit in space.units),
            "_plates": {vehicle.plate: vehicle for vehicle in self.vehicles},
            "_days": tuple(sorted(days)),
            "eventful": frozenset(unit for _, unit in days) | remeasured.keys(),
        }
        for attribute, value in found.items():
            object.__setattr__(self, attribute, value)

    @property
    def charge_areas(self) -> Column | None:
        """The charge area of every unit as a column; None where one is unknown or dated."""
        if self._areas is None:
            areas = [unit.areas for unit in self.units]
            known = [area for area in areas if isinstance(area, Decimal)]
            column = Column.of(known if len(known) == len(areas) else ())
            object.__setattr__(self, "_areas", column)  # read once for all months
        return self._areas if self._areas and self._areas.whole else None

    def __contains__(self, unit: object) -> bool:
        return unit in self._by_id

    # -- units ----------------------------------------------------------------------------

    def unit(self, unit: str) -> Unit:
        """Find a unit by its id."""
        if unit not in self._by_id:
            raise UnknownError("no such unit", unit, self.name, "see Community.units")
        return self._by_id[unit]

    def exists(self, unit: str, day: date) -> bool:
        """Whether a unit exists on a day: not before it was formed, nor after it ended."""
        self.unit(unit)
        since, until = self._lives.get(unit, ALWAYS)
        return since <= day < until

    def successors(self, unit: str) -> tuple[str, ...]:
        """The units that came from it by merging and splitting, nearest first."""
        return line(
            self.unit(unit).id, {old: each.to for each in self.successions for old in each.of}
        )

    def ancestors(self, unit: str) -> tuple[str, ...]:
        """The units from which it came by merging and splitting, nearest first."""
        return line(
            self.unit(unit).id, {new: each.of for each in self.successions for new in each.to}
        )

    def handed_over(self, unit: str) -> date | None:
        """The day of its hand-over: told by the unit, or that of the developer's transfer."""
        days = (t.on for t in self._sold.get(unit, ()) if t.hand_over)
        return self.unit(unit).handed_over or next(days, None)

    def held_by_developer(self, day: date) -> tuple[Unit, ...]:
        """The units that exist on a day and are the developer's, not yet sold or handed over."""
        return tuple(
            unit
            for unit in self.units
            if self.exists(unit.id, day)
            and [owner for since, owner in self._owners(unit) if since <= day][-1].kind
            == "developer"
        )

    # -- people ---------------------------------------------------------------------------

    def owners(self) -> dict[str, Owner]:
        """Everyone who owns or ever owned a unit here, by id."""
        return {
            owner.id: owner
            for unit in self.units
            for owner in (unit.owner, *(each.to for each in self._sold.get(unit.id, ())))
        }

    def parties(self) -> dict[str, Owner]:
        """Everyone who is named here, owners, occupiers, payers, guarantors, tenants, by id."""
        return {owner.id: owner for owner in self._everyone()}

    def liable(
        self, unit: str, period: Period, first_day: FirstDay = FirstDay.HAND_OVER
    ) -> tuple[tuple[Owner, Period], ...]:
        """Which owner is liable for which part of ``period``, whatever was agreed with others.

        The parts cover exactly the days on which the unit exists.
        """
        days = self._days_of(unit, period)
        if days is None:
            return ()
        owners = self._owners(self._by_id[unit], first_day)
        return tuple((part.debtor, part.days) for part in stretches(days, owners, ()))

    def owing(
        self,
        unit: str,
        period: Period,
        *,
        item: str = "",
        first_day: FirstDay = FirstDay.HAND_OVER,
    ) -> tuple[Stretch, ...]:
        """Who owes for which part of ``period``, who answers beside, and who pays.

        ``item`` is the code of what is charged: agreements may be about some items alone.
        The stretches are in order and cover exactly the days on which the unit exists; there
        are none where it does not.
        """
        days = self._days_of(unit, period)
        if days is None:
            return ()
        owners = self._owners(self._by_id[unit], first_day)
        return stretches(days, owners, self._agreed.get(unit, ()), item)

    def debtors(
        self, day: date, item: str = "", first_day: FirstDay = FirstDay.HAND_OVER
    ) -> tuple[Owner | None, ...]:
        """Who owes for each of the ``units`` on a day, in their order; None for no unit then."""
        eventful = self.eventful
        return tuple(
            self._debtor(unit, day, item, first_day) if unit.id in eventful else unit.owner
            for unit in self.units
        )

    # -- changes --------------------------------------------------------------------------

    def changing(self, period: Period, first_day: FirstDay = FirstDay.HAND_OVER) -> frozenset[str]:
        """The units for which something that matters to a bill changes inside a period.

        That is who owes, answers or pays for any item, an area, or whether the unit exists.
        For every other unit the first day of the period stands for all of them.  Only
        changes near the period are looked at, not the units.
        """
        start = period.start if first_day is FirstDay.HAND_OVER else _before(period.start)
        near = slice(
            bisect_right(self._days, start, key=itemgetter(0)),
            bisect_left(self._days, period.end, key=itemgetter(0)),
        )
        return frozenset(
            unit
            for unit in {unit for _, unit in self._days[near]}
            if self._changes(unit, period, first_day)
        )

    def cuts(self, unit: str, period: Period) -> tuple[date, ...]:
        """The days inside a period, and inside its life, from which a unit's areas are others."""
        days = self._days_of(unit, period)
        if days is None:
            return ()
        return tuple(day for day in self._by_id[unit].remeasured() if days.start < day < days.end)

    # -- parking --------------------------------------------------------------------------

    def spaces_of(
        self, unit: str, day: date, kinds: Collection[SpaceKind] | None = None
    ) -> tuple[Space, ...]:
        """The spaces that a unit holds on a day, of some kinds or of all."""
        wrong = [kind for kind in kinds or () if kind not in SPACE_KINDS]
        if wrong:
            raise RuleError(
                "no such kind of space",
                kinds,
                self.name,
                f"give several of {', '.join(SPACE_KINDS)}",
            )
        if not self.exists(unit, day):
            return ()
        return tuple(
            space
            for space in self._held.get(unit, ())
            if space.holder_on(day) == unit and (kinds is None or space.kind in kinds)
        )

    def moves(
        self, period: Period, kinds: Collection[SpaceKind] | None = None
    ) -> dict[str, tuple[date, ...]]:
        """The days inside a period from which a unit holds other spaces, by unit.

        Those of some kinds or of all; a unit is named only where there are such days.
        """
        days: dict[str, set[date]] = {}
        for space in self.spaces:
            if isinstance(space.holders, Dated) and (kinds is None or space.kind in kinds):
                for (_, before), (day, after) in pairwise([(date.min, None), *space.held]):
                    if before != after and period.start < day < period.end:
                        for unit in (before, after):
                            if isinstance(unit, str):
                                days.setdefault(unit, set()).add(day)
        return {unit: tuple(sorted(found)) for unit, found in days.items()}

    def vehicle(self, plate: str) -> Vehicle:
        """Find a vehicle by its number plate, however that is written."""
        number = plate_number(plate)
        if number not in self._plates:
            raise UnknownError(
                "no such vehicle", masked_plate(number), self.name, "register it first"
            )
        return self._plates[number]

    # -- inside ---------------------------------------------------------------------------

    def _everyone(self) -> Iterator[Owner]:
        yield from (unit.owner for unit in self.units)
        yield from (transfer.to for transfer in self.transfers)
        yield from (agreement.who for agreement in self.agreements)
        for space in self.spaces:
            yield from (holder for _, holder in space.held if isinstance(holder, Owner))

    def _days_of(self, unit: str, period: Period) -> Period | None:
        """The part of a period in which a unit exists."""
        self.unit(unit)
        since, until = self._lives.get(unit, ALWAYS)
        start, end = max(period.start, since), min(period.end, until)
        return Period(start, end) if start < end else None

    def _owners(
        self, unit: Unit, first_day: FirstDay = FirstDay.HAND_OVER
    ) -> list[tuple[date, Owner]]:
        """The owners in the order of their purchases, each with the day from which he owes.

        Where a hand-over counts late and the unit is sold on before, the buyer's day comes
        first and the last of them owes: the first buyer has nothing to owe.
        """
        sold = self._sold.get(unit.id, ())
        return [(date.min, unit.owner), *((each.since(first_day), each.to) for each in sold)]

    def _debtor(self, unit: Unit, day: date, item: str, first_day: FirstDay) -> Owner | None:
        since, until = self._lives.get(unit.id, ALWAYS)
        if not since <= day < until:
            return None
        agreed = self._agreed.get(unit.id, ())
        return roles(day, self._owners(unit, first_day), agreed, item)[0]

    def _changes(self, unit: str, period: Period, first_day: FirstDay) -> bool:
        days = self._days_of(unit, period)
        if days is None:
            return False
        items = {"", *chain(*(agreement.items for agreement in self._agreed.get(unit, ())))}
        return (
            days != period
            or bool(self.cuts(unit, period))
            or any(
                len(self.owing(unit, period, item=item, first_day=first_day)) > 1 for item in items
            )
        )


def _grouped(pairs: Iterable[tuple[str, T]]) -> dict[str, tuple[T, ...]]:
    """Values by the id they are about, in their order."""
    groups: dict[str, list[T]] = {}
    for unit, value in pairs:
        groups.setdefault(unit, []).append(value)
    return {unit: tuple(values) for unit, values in groups.items()}


def _before(day: date) -> date:
    return day - _MOST if day - date.min > _MOST else date.min
