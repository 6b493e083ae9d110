"""Units and their areas: what is charged for, from when to when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Literal, cast

from attrs import field, frozen

from ..citation import Dated
from ..dates import a_day
from ..errors import DuplicateError, MoneyError, PeriodError, RuleError, one_of
from ..money import exact
from .people import Owner

AreaKind = Literal["charge", "building", "interior"]
Use = Literal["residential", "shop", "office", "industrial", "storage", "other"]
Pairs = Iterable[tuple[str, object]]
Area = Decimal | Dated[Decimal | None] | None


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


def _area(value: object) -> Area:
    """Read an area, or the areas of a dated one."""
    if not isinstance(value, Dated):
        return None if value is None else charge_area(value)
    return Dated(value.name, [(a_day(since), charge_area(area)) for since, area in value.steps])


def _coefficients(
    given: Mapping[str, object] | Pairs,
) -> tuple[tuple[str, Decimal], ...]:
    if not given:
        return ()
    told = cast("Pairs", given.items() if isinstance(given, Mapping) else given)
    pairs = tuple((name, exact(value, place="Unit.coefficients")) for name, value in told)
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise DuplicateError("a coefficient is given twice", names, "Unit", "keep one of each")
    below = [name for name, value in pairs if value < 0]
    if below:
        raise MoneyError("a coefficient is not negative", below, "Unit", "give 0 or more")
    return pairs


@frozen
class Unit:
    """A unit (房屋): its charge area (计费面积) in ㎡ and its first owner.

    An unknown area is ``None``: what rests on it is skipped with a reason, never 0.00.
    An area that is measured anew from a day on is a :class:`~wuye.citation.Dated` of
    areas; one that was always wrong is corrected in the value.  The building area
    (建筑面积) and the interior area (套内面积) are kept beside it.

    ``building`` and ``entrance`` say where it stands; ``coefficients`` are agreed factors
    by name, such as that of a floor; ``persons`` how many are registered as living there
    (人口), None where not known; ``handed_over`` is the day of hand-over (交付).  A unit
    exists from ``since`` until the day before ``until``; None means always.

    >>> from datetime import date
    >>> areas = Dated("3-1-502", [(date(2015, 1, 1), "100.00"), (date(2026, 7, 1), "98.60")])
    >>> unit = Unit("3-1-502", areas, Owner("O-17"), building="3", building_area="118.20")
    >>> unit.area_on(date(2026, 6, 30)), unit.area_on(date(2026, 7, 1))
    (Decimal('100'), Decimal('98.6'))
    >>> unit.area_on(date(2026, 7, 1), "building"), unit.area_on(date(2026, 7, 1), "interior")
    (Decimal('118.2'), None)
    """

    id: str
    areas: Area = field(alias="area", converter=_area)
    owner: Owner
    building: str = field(default="", kw_only=True)
    entrance: str = field(default="", kw_only=True)
    floor: int | None = field(default=None, kw_only=True)
    use: Use = field(
        default="residential",
        validator=one_of("residential", "shop", "office", "industrial", "storage", "other"),
        kw_only=True,
    )
    building_area: Area = field(default=None, converter=_area, kw_only=True)
    interior_area: Area = field(default=None, converter=_area, kw_only=True)
    handed_over: date | None = field(default=None, kw_only=True)
    households: int = field(default=1, kw_only=True)
    persons: int | None = field(default=None, kw_only=True)
    coefficients: tuple[tuple[str, Decimal], ...] = field(
        default=(), converter=_coefficients, kw_only=True
    )
    since: date | None = field(default=None, kw_only=True)
    until: date | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        place = f"unit {self.id}"
        if not isinstance(self.owner, Owner):
            raise RuleError("an owner is an Owner", self.owner, place, 'write Owner("O-1")')
        if self.handed_over is not None:
            a_day(self.handed_over)
        if self.since is not None or self.until is not None:
            since = date.min if self.since is None else a_day(self.since)
            until = date.max if self.until is None else a_day(self.until)
            if until <= since:
                raise PeriodError(
                    "a unit must end after it begins",
                    f"{since} to {until}",
                    place,
                    "give its first day and the day after its last",
                )
        if type(self.households) is not int or self.households < 1:
            raise RuleError("households are counted from 1", self.households, place, "give an int")
        if self.persons is not None and (type(self.persons) is not int or self.persons < 0):
            raise RuleError("persons are counted from 0", self.persons, place, "an int or None")
        if self.floor is not None and type(self.floor) is not int:
            raise RuleError("a floor is a whole number", self.floor, place, "give an int or None")

    @property
    def area(self) -> Decimal | None:
        """The charge area of a unit whose area never changes.

        Raises :class:`~wuye.errors.RuleError` for a dated one: there is no area without a
        day; see :meth:`area_on`.
        """
        if isinstance(self.areas, Dated):
            raise RuleError(
                "the area changes and was asked for without a day",
                [str(since) for since, _ in self.areas.steps],
                f"unit {self.id}",
                "ask area_on(day)",
            )
        return self.areas

    def area_on(self, day: date, kind: AreaKind = "charge") -> Decimal | None:
        """The area of a kind on a day; None when it is not known, never that of another kind."""
        area = self._kind(kind)
        if not isinstance(area, Dated):
            return area
        known = [value for since, value in area.steps if since <= day]
        return known[-1] if known else None

    def remeasured(self) -> tuple[date, ...]:
        """The days from which one of its areas is another than the day before."""
        dated = [area for area in map(self._kind, _KINDS) if isinstance(area, Dated)]
        days: set[date] = set()
        for area in dated:
            before = None
            for since, value in area.steps:
                days |= {since} if value != before else set()
                before = value
        return tuple(sorted(days))

    def coefficient(self, name: str) -> Decimal | None:
        """The agreed factor of that name; None when there is none."""
        return dict(self.coefficients).get(name)

    def _kind(self, kind: AreaKind) -> Area:
        if kind not in _KINDS:
            raise RuleError(
                "no such kind of area", kind, f"unit {self.id}", f"give one of {', '.join(_KINDS)}"
            )
        if kind == "charge":
            return self.areas
        return self.building_area if kind == "building" else self.interior_area


_KINDS: tuple[AreaKind, ...] = ("charge", "building", "interior")
