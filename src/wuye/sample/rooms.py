"""The rooms of the sample: low and high houses, a row of shops, a house of offices."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain, count

from attrs import field, frozen

from ..citation import Dated
from ..estate import Owner, Transfer, Unit
from ..estate.units import Use
from .chance import Chance
from .people import DEVELOPER, company, couple, person

SHOPS, OFFICES = "S", "B"
#: building areas of homes in hundredths of a ㎡, from which each differs a little
_LOW = (6835, 8620, 9337, 10458)
_HIGH = (8915, 9800, 11820, 13240)
_Area = str | Dated[str]
_Areas = tuple[_Area, _Area]
_SOLD, _REMEASURED, _UNSOLD = 1, 3, 5  # homes to which it happens in every sample
#: from where people are numbered who own shops, own beside another, buy, and buy again
_SHOPKEEPER, _SECOND, _BUYER, _LATER = 10_000, 20_000, 30_000, 40_000


@frozen
class Rooms:
    """The units of the sample and their changes of owner."""

    units: tuple[Unit, ...] = field(converter=tuple[Unit, ...])
    transfers: tuple[Transfer, ...] = field(converter=tuple[Transfer, ...])

    def of(self, use: Use) -> tuple[Unit, ...]:
        """The units of one use."""
        return tuple(unit for unit in self.units if unit.use == use)

    @property
    def towers(self) -> tuple[str, ...]:
        """The buildings with a lift for homes."""
        homes = (unit for unit in self.of("residential") if unit.coefficients)
        return tuple(dict.fromkeys(unit.building for unit in homes))


def rooms(chance: Chance, units: int, year: int) -> Rooms:
    """Build so many units: about one in sixteen a shop, one in twenty an office."""
    shops, offices = max(2, units // 16), max(2, units // 20)
    places = _places()
    homes = range(units - shops - offices)
    built = [_home(chance, *next(places), number, year) for number in homes]
    built += [_shop(chance, number, last=number == shops) for number in range(1, shops + 1)]
    built += [_office(chance, number) for number in range(offices)]
    sales = (_transfers(chance, unit, number, year) for number, unit in enumerate(built))
    return Rooms(built, chain.from_iterable(sales))


def square_metres(hundredths: int) -> str:
    """An area as it is written.

    >>> square_metres(9805)
    '98.05'
    """
    return f"{hundredths // 100}.{hundredths % 100:02}"


def _places() -> Iterator[tuple[int, int, int, int]]:
    """Building, entrance, floor and door of one home after the other.

    Odd buildings have two entrances and six floors, even ones one and eighteen.
    """
    for building in count(1):
        entrances, floors = (1, 18) if building % 2 == 0 else (2, 6)
        for entrance in range(1, entrances + 1):
            for floor in range(1, floors + 1):
                yield from ((building, entrance, floor, door) for door in (1, 2))


def _home(
    chance: Chance, building: int, entrance: int, floor: int, door: int, number: int, year: int
) -> Unit:
    id_ = f"{building}-{entrance}-{floor}{door:02}"
    high = building % 2 == 0
    area = chance.pick(_HIGH if high else _LOW, "type", building, door)
    area += chance.between(-60, 60, "area", id_)
    charged, built = _measured(chance, id_, number, area, year)
    developers = number == _UNSOLD or (number != _SOLD and chance.happens(6, "unsold", id_))
    finished = date(2014 + building % 5, 6, 30)
    return Unit(
        id_,
        charged,
        DEVELOPER if developers else _owner(chance, id_, number),
        building=str(building),
        entrance=str(entrance),
        floor=floor,
        building_area=built,
        interior_area=square_metres(area * (78 if high else 87) // 100),
        handed_over=None if developers else finished + timedelta(chance.below(90, "keys", id_)),
        households=2 if chance.happens(3, "households", id_) else 1,
        coefficients={"lift": _lift(floor)} if high else (),
    )


def _lift(floor: int) -> str:
    """How much of the lift a floor bears: the ground floor none, the second half."""
    return {1: "0", 2: "0.5"}.get(floor, "1")


def _owner(chance: Chance, id_: str, number: int) -> Owner:
    """Whose a home is; some own several, which are those before it by one house."""
    if number >= 24 and chance.happens(4, "several", id_):
        return person(f"O-{number - 23:04}", number - 24)
    if chance.happens(12, "couple", id_):
        return couple(f"G-{number + 1:04}", number, _SECOND + number)
    return person(f"O-{number + 1:04}", number)


def _shop(chance: Chance, number: int, *, last: bool) -> Unit:
    """A shop; nobody has measured the last."""
    id_ = f"{SHOPS}-{number:02}"
    area = chance.between(2800, 18000, "area", id_)
    sold = not chance.happens(15, "unsold", id_)
    return Unit(
        id_,
        None if last else square_metres(area),
        person(f"O-S{number:02}", _SHOPKEEPER + number) if sold else DEVELOPER,
        building=SHOPS,
        floor=1,
        use="shop",
        building_area=None if last else square_metres(area),
        handed_over=date(2016, 9, 1) if sold else None,
    )


def _office(chance: Chance, number: int) -> Unit:
    floor, door = number // 4 + 3, number % 4 + 1
    id_ = f"{OFFICES}-{floor}{door:02}"
    area = chance.between(9000, 42000, "area", id_)
    return Unit(
        id_,
        square_metres(area),
        company(f"Q-{number // 2 + 1:02}", number // 2),
        building=OFFICES,
        floor=floor,
        use="office",
        building_area=square_metres(area),
        interior_area=square_metres(area * 70 // 100),
        handed_over=date(2017, 3, 1),
    )


def _measured(chance: Chance, id_: str, number: int, area: int, year: int) -> _Areas:
    """Charge area and building area: the same, and others where a home was measured anew."""
    first = square_metres(area)
    if number != _REMEASURED and not chance.happens(2, "remeasured", id_):
        return first, first
    day = date(year, chance.between(2, 9, "remeasured in", id_), 1)
    less = square_metres(area - chance.between(40, 240, "remeasured by", id_))
    steps = ((date.min, first), (day, less))
    return Dated(f"{id_} 计费面积", steps), Dated(f"{id_} 建筑面积", steps)


def _transfers(chance: Chance, unit: Unit, number: int, year: int) -> Iterator[Transfer]:
    """A hand-over by the developer, or a sale and now and then a second one."""
    if unit.use != "residential":
        return
    on = date(year, 2, 3) + timedelta(chance.below(260, "transfer", unit.id))
    buyer = person(f"N-{number + 1:04}", _BUYER + number)
    if unit.owner == DEVELOPER:
        if number == _UNSOLD or chance.happens(45, "handed over", unit.id):
            yield Transfer(unit.id, on, buyer, hand_over=True)
    elif number == _SOLD or chance.happens(6, "sold", unit.id):
        yield Transfer(unit.id, on, buyer)
        if chance.happens(8, "sold again", unit.id):
            later = person(f"M-{number + 1:04}", _LATER + number)
            yield Transfer(unit.id, on + timedelta(45), later)
