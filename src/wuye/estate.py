"""Who holds which unit, from when: communities, units, owners and changes of owner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum

from attrs import field, frozen

from .citation import Dated
from .dates import ONE_DAY, Period, a_day, anniversary
from .errors import DuplicateError, MoneyError, RuleError, UnknownError
from .format import masked_name, masked_phone
from .money import exact


@frozen
class Owner:
    """Someone who owes fees (业主).  Name and telephone are masked in every repr.

    >>> Owner("O-17", name="赵某某", phone="13800000000")
    Owner(id='O-17', name=赵**, phone=138****0000)
    """

    id: str
    name: str = field(default="", repr=masked_name)
    phone: str = field(default="", repr=masked_phone)


def charge_area(value: object) -> Decimal | None:
    """Read a charge area in ㎡: exact and above 0, or None when it is not known."""
    if value is None:
        return None
    area = exact(value, place="Unit.area")
    if area <= 0:
        raise MoneyError(
            "an area must be above 0", str(area), "Unit.area", "give ㎡, or None when unknown"
        )
    return area


@frozen
class Unit:
    """A unit (房屋): its charge area (计费面积) in ㎡ and its first owner.

    An unknown area is ``None``: what rests on it is skipped with a reason, never 0.00.
    """

    id: str
    area: Decimal | None = field(converter=charge_area)
    owner: Owner


class FirstDay(Enum):
    """From which day a unit that was handed over is owed for by who took it over."""

    HAND_OVER = "hand-over"  # 交付当日
    NEXT_DAY = "next-day"  # 交付次日
    NEXT_MONTH = "next-month"  # 交付次月，交付当月由建设单位承担

    def of(self, handed_over: date) -> date:
        """The first chargeable day after a hand-over.

        >>> FirstDay.NEXT_MONTH.of(date(2026, 10, 17))
        datetime.date(2026, 11, 1)
        """
        if self is FirstDay.NEXT_DAY:
            return handed_over + ONE_DAY
        if self is FirstDay.NEXT_MONTH:
            return anniversary(handed_over.replace(day=1), 1)
        return handed_over


@frozen
class Transfer:
    """A change of owner (过户): from ``on`` the unit's fees are owed by ``to``.

    A ``hand_over`` (交付) is the developer's, and charges follow the rule of the place or
    contract; see :class:`FirstDay`.
    """

    unit: str
    on: date = field(converter=a_day)
    to: Owner
    hand_over: bool = False


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

    A unit or a transfer day given twice is a :class:`~wuye.errors.DuplicateError`; one
    person under two names is a :class:`~wuye.errors.RuleError`.
    """

    name: str
    units: tuple[Unit, ...] = field(converter=tuple[Unit, ...])
    transfers: tuple[Transfer, ...] = field(converter=tuple[Transfer, ...], default=())
    _units: Mapping[str, Unit] = field(init=False, repr=False, eq=False)
    _owners: Mapping[str, Dated[Owner]] = field(init=False, repr=False, eq=False)

    def __attrs_post_init__(self) -> None:
        _once((unit.id for unit in self.units), "a unit is given twice")
        _once(
            (f"{t.unit} on {t.on}" for t in self.transfers), "a unit changes owner twice in a day"
        )
        units = {unit.id: unit for unit in self.units}
        steps = {unit.id: [(date.min, unit.owner)] for unit in self.units}
        for transfer in sorted(self.transfers, key=lambda t: t.on):
            if transfer.unit not in units:
                raise UnknownError(
                    "a unit that is not here changes owner", transfer.unit, self.name
                )
            steps[transfer.unit].append((transfer.on, transfer.to))
        people: dict[str, Owner] = {}
        for _, owner in (step for steps_ in steps.values() for step in steps_):
            if people.setdefault(owner.id, owner) != owner:
                raise RuleError(
                    "one owner id stands for two persons",
                    owner.id,
                    self.name,
                    "give each person one id, with the same name and telephone everywhere",
                )
        object.__setattr__(self, "_units", units)
        object.__setattr__(self, "_owners", {unit: Dated(unit, s) for unit, s in steps.items()})

    def unit(self, unit: str) -> Unit:
        """Find a unit by its id."""
        if unit not in self._units:
            raise UnknownError("no such unit", unit, self.name, "see Community.units")
        return self._units[unit]

    def owners(self) -> dict[str, Owner]:
        """Everyone who owns or ever owned a unit here, by id."""
        return {o.id: o for dated in self._owners.values() for _, o in dated.steps}

    def liable(
        self, unit: str, period: Period, first_day: FirstDay = FirstDay.HAND_OVER
    ) -> tuple[tuple[Owner, Period], ...]:
        """Who owes for which part of ``period``: the parts cover it exactly."""
        self.unit(unit)
        owners = (
            self._owners[unit] if first_day is FirstDay.HAND_OVER else self._late(unit, first_day)
        )
        parts: list[tuple[Owner, Period]] = []
        for part in period.split(*(day for day, _ in owners.steps)):
            owner = owners.on(part.start)
            if parts and parts[-1][0] == owner:
                _, before = parts.pop()
                parts.append((owner, Period(before.start, part.end)))
            else:
                parts.append((owner, part))
        return tuple(parts)

    def _late(self, unit: str, first_day: FirstDay) -> Dated[Owner]:
        """The owners with the day of a hand-over moved as the rule says.

        A sale that follows before that day leaves the first buyer nothing to owe.
        """
        steps = [(date.min, self.unit(unit).owner)]
        for transfer in sorted(self.transfers, key=lambda t: t.on):
            if transfer.unit == unit:
                since = first_day.of(transfer.on) if transfer.hand_over else transfer.on
                steps = [step for step in steps if step[0] < since]
                steps.append((since, transfer.to))
        return Dated(unit, steps)


def _once(ids: Iterable[str], problem: str) -> None:
    twice = [id_ for id_, count in Counter(ids).items() if count > 1]
    if twice:
        raise DuplicateError(problem, twice, "Community", "keep one of each")
