"""Parking spaces and vehicles: who holds which space from when.

To whom the rent of a space is due follows from its kind; see :mod:`wuye.law.parking`.
"""

from __future__ import annotations

from datetime import date
from typing import Literal, get_args
from unicodedata import normalize

from attrs import field, frozen

from ..citation import Dated
from ..dates import a_day
from ..errors import RuleError, one_of
from .people import Owner

SpaceKind = Literal["owned", "developer", "common-ground", "civil-defence"]
SPACE_KINDS: tuple[SpaceKind, ...] = get_args(SpaceKind)
#: A unit by its id, a tenant from outside, or nobody.
Holder = str | Owner | None


def _holders(value: Holder | Dated[Holder]) -> Holder | Dated[Holder]:
    if not isinstance(value, Dated):
        return value
    return Dated(value.name, [(a_day(since), holder) for since, holder in value.steps])


@frozen
class Space:
    """A parking space (车位): its kind in law, and who holds it.

    Sold (``owned``), let by the ``developer``, on ``common-ground`` of the owners (占用业主
    共有场地) or in the ``civil-defence`` shelter (人防车位).  The holder is a unit, by its id,
    a tenant from outside, or nobody (None); a :class:`~wuye.citation.Dated` of holders where
    it changed hands.

    >>> let = Dated("B1-017", [(date(2026, 1, 1), "3-1-502"), (date(2026, 7, 1), None)])
    >>> space = Space("B1-017", "common-ground", let)
    >>> space.holder_on(date(2026, 6, 30)), space.holder_on(date(2026, 7, 1))
    ('3-1-502', None)
    """

    id: str
    kind: SpaceKind = field(validator=one_of(*SPACE_KINDS))
    holders: Holder | Dated[Holder] = field(default=None, converter=_holders)

    @property
    def held(self) -> tuple[tuple[date, Holder], ...]:
        """Who holds it, each from a day on."""
        if isinstance(self.holders, Dated):
            return self.holders.steps
        return ((date.min, self.holders),)

    @property
    def units(self) -> tuple[str, ...]:
        """The ids of the units that ever held it."""
        return tuple(dict.fromkeys(holder for _, holder in self.held if isinstance(holder, str)))

    def holder_on(self, day: date) -> Holder:
        """Who holds it on a day; nobody before the first that is known."""
        known = [holder for since, holder in self.held if since <= day]
        return known[-1] if known else None


def plate_number(text: str) -> str:
    """Write a number plate (车牌号) in its one form.

    >>> plate_number("京ａ·1 2345"), plate_number("京A12345")
    ('京A12345', '京A12345')
    """
    plate = "".join(sign for sign in normalize("NFKC", text).upper() if sign.isalnum())
    if not plate:
        raise RuleError("a vehicle has a number plate", None, "Vehicle.plate", "write it down")
    return plate


def masked_plate(plate: str) -> str:
    """Hide the middle of a number plate.

    >>> masked_plate("京A12345")
    '京A****5'
    """
    return f"{plate[:2]}{'*' * (len(plate) - 3)}{plate[-1:]}" if len(plate) > 3 else "***"


@frozen
class Vehicle:
    """A vehicle (车辆) of a unit, and the space it stands in if it has one.

    >>> Vehicle("京A·12345", "3-1-502", space="B1-017")
    Vehicle(plate=京A****5, unit='3-1-502', space='B1-017')
    """

    plate: str = field(converter=plate_number, repr=masked_plate)
    unit: str
    space: str | None = None
