"""Stays (临停记录): when a vehicle came and went, and whose bill that goes on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from attrs import field, frozen

from ...dates import in_china
from ...errors import ConflictError, PeriodError, RuleError
from ...estate import Community
from ...estate.parking import masked_plate, plate_number
from .charges import NOBODY

Stays = Mapping[str, tuple["Stay", ...]]


def _plate(text: str) -> str:
    return plate_number(text) if text else ""


def _left(value: datetime | None) -> datetime | None:
    return None if value is None else in_china(value)


@frozen
class Stay:
    """One stay of a vehicle (停车记录): when it came in and when it left.

    Instants are aware and kept in Chinese time; ``left`` is None while it is still inside.
    The ``unit`` says whose bill it goes on; left out, it is the unit that the ``plate`` is
    registered for.  Which stays are charged at all (not those of a vehicle that has a space
    by the month) is for the gate to say.

    >>> came = datetime.fromisoformat("2026-10-03T08:00+08:00")
    >>> left = datetime.fromisoformat("2026-10-03T03:31+00:00")
    >>> stay = Stay("G-1", came, left, plate="京A·12345")
    >>> stay.day, stay
    (datetime.date(2026, 10, 3), Stay(id='G-1', plate=京A****5, unit=''))

    Raises :class:`~wuye.errors.PeriodError` for an instant without an offset and for a stay
    that ends before it begins, :class:`~wuye.errors.RuleError` for one of nobody.
    """

    id: str
    entered: datetime = field(converter=in_china, repr=False)
    left: datetime | None = field(converter=_left, repr=False)
    plate: str = field(default="", converter=_plate, repr=masked_plate, kw_only=True)
    unit: str = field(default="", kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.plate and not self.unit:
            raise RuleError("a stay is somebody's", None, f"stay {self.id}", "give plate or unit")
        if self.left is not None and self.left < self.entered:
            raise PeriodError(
                "a stay ends before it begins",
                f"{self.entered} to {self.left}",
                f"stay {self.id}",
                "give the instants in order",
            )

    @property
    def day(self) -> date | None:
        """The day in China on which it ended, and is charged; None while it goes on."""
        return None if self.left is None else self.left.date()


def by_unit(estate: Community, stays: Iterable[Stay]) -> Stays:
    """Sort stays by the unit whose bill they go on, each unit's in the order of their ends.

    A stay that is given twice counts once; those of unknown plates stand under ``""``.

    Raises :class:`~wuye.errors.ConflictError` for one id with two contents, and
    :class:`~wuye.errors.UnknownError` for a unit that is not here.
    """
    once: dict[str, Stay] = {}
    for stay in stays:
        if once.setdefault(stay.id, stay) != stay:
            raise ConflictError(
                "one stay is given with two contents", stay.id, estate.name, "keep the right one"
            )
    units = {vehicle.plate: vehicle.unit for vehicle in estate.vehicles}
    found: dict[str, list[Stay]] = {}
    for stay in sorted(once.values(), key=lambda stay: (stay.left or stay.entered, stay.id)):
        unit = estate.unit(stay.unit).id if stay.unit else units.get(stay.plate, NOBODY)
        found.setdefault(unit, []).append(stay)
    return {unit: tuple(mine) for unit, mine in found.items()}
