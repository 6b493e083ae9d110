"""The parking of the sample: spaces of every kind, vehicles, and the stays of those without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta

from attrs import field, frozen

from ..citation import Dated
from ..dates import CHINA
from ..estate import Space, Unit, Vehicle
from ..estate.parking import Holder, SpaceKind
from ..fees import Stay
from .chance import Chance
from .people import plate

#: kinds of space, as often as they are drawn
_KINDS: tuple[SpaceKind, ...] = (
    *("owned", "owned", "owned"),
    *("developer", "developer"),
    *("common-ground", "civil-defence"),
)
#: how many of a hundred spaces of a kind nobody holds
_EMPTY: Mapping[SpaceKind, int] = {"developer": 25, "common-ground": 10, "civil-defence": 20}
_ELSEWHERE = 90_000  # from where the plates of nobody here are numbered


@frozen
class Parking:
    """The spaces, vehicles and stays of the sample."""

    spaces: tuple[Space, ...] = field(converter=tuple[Space, ...])
    vehicles: tuple[Vehicle, ...] = field(converter=tuple[Vehicle, ...])
    stays: tuple[Stay, ...] = field(converter=tuple[Stay, ...])


def parking(chance: Chance, homes: Sequence[Unit], year: int) -> Parking:
    """Three spaces for five homes, one vehicle for each that is held, second ones without."""
    spaces = [_space(chance, number, homes, year) for number in range(len(homes) * 3 // 5)]
    vehicles = [
        Vehicle(plate(number), unit, space.id)
        for number, space in enumerate(spaces)
        for unit in [space.holder_on(date(year, 12, 31))]
        if isinstance(unit, str)
    ]
    seconds = [
        Vehicle(plate(len(spaces) + number), unit.id)
        for number, unit in enumerate(homes)
        if number == 0 or chance.happens(9, "second vehicle", unit.id)
    ]
    months = [date(year, month, 1) for month in range(1, 12)]
    stays = [stay for day in months for car in seconds for stay in _stays(chance, car.plate, day)]
    return Parking(spaces, [*vehicles, *seconds], sorted(stays, key=lambda stay: stay.entered))


def _space(chance: Chance, number: int, homes: Sequence[Unit], year: int) -> Space:
    """A space of the home that many doors on, with another holder in the year for some."""
    id_ = f"C-{number + 1:03}"
    kind = chance.pick(_KINDS, "kind", id_)
    holder: Holder = homes[number * 5 // 3].id
    if chance.happens(_EMPTY.get(kind, 0), "empty", id_):
        holder = None
    if number == 0 or chance.happens(6, "changes", id_):
        day = date(year, 1, 8) + timedelta(chance.below(340, "changes on", id_))
        after: Holder = None if holder else homes[number].id
        return Space(id_, kind, Dated(id_, [(date(year - 1, 1, 1), holder), (day, after)]))
    return Space(id_, kind, holder)


def _stays(chance: Chance, car: str, month: date) -> Iterator[Stay]:
    """A few stays in a month: most for hours, some for days, one in a while without an end."""
    for number in range(chance.below(4, "stays", car, month)):
        name = (car, month, number)
        came = datetime(month.year, month.month, 1, tzinfo=CHINA) + timedelta(
            minutes=chance.between(9 * 60, 26 * 24 * 60, "came", *name)
        )
        longest = 52 * 60 if chance.happens(10, "long", *name) else 9 * 60
        left = came + timedelta(minutes=chance.between(5, longest, "left", *name))
        told = plate(_ELSEWHERE + number) if chance.happens(3, "elsewhere", *name) else car
        unread = chance.happens(1, "no end", *name)
        yield Stay(f"L{came:%m%d%H%M}-{car[-4:]}", came, None if unread else left, plate=told)
