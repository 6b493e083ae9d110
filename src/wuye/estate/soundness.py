"""What a community must be free of: ids given twice, names of nothing, contradictions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain, combinations
from typing import TypeVar

from ..errors import DuplicateError, RuleError, UnknownError
from .agreements import Agreement
from .lineage import ALWAYS, Life, Succession
from .parking import Space, Vehicle, masked_plate
from .people import Owner
from .transfers import Transfer
from .units import Unit

T = TypeVar("T")


def check_once(
    place: str,
    units: Iterable[Unit],
    transfers: Iterable[Transfer],
    successions: Collection[Succession],
    spaces: Iterable[Space],
    vehicles: Iterable[Vehicle],
) -> None:
    """Refuse what is given twice.

    >>> try:
    ...     check_once("锦苑", [], [], [], [Space("B1", "owned"), Space("B1", "owned")], [])
    ... except DuplicateError as error:
    ...     print(error)
    锦苑: given twice: ['space B1']; keep one of each
    """
    twice = [
        *(f"unit {unit}" for unit in _twice(unit.id for unit in units)),
        *(f"owner of {unit} from {on}" for unit, on in _twice((t.unit, t.on) for t in transfers)),
        *(f"end of {old}" for old in _twice(chain(*(each.of for each in successions)))),
        *(f"beginning of {new}" for new in _twice(chain(*(each.to for each in successions)))),
        *(f"space {space}" for space in _twice(space.id for space in spaces)),
        *(f"vehicle {masked_plate(plate)}" for plate in _twice(car.plate for car in vehicles)),
    ]
    if twice:
        raise DuplicateError("given twice", twice, place, "keep one of each")


def check_known(
    place: str,
    units: Mapping[str, Unit],
    transfers: Iterable[Transfer],
    successions: Iterable[Succession],
    agreements: Iterable[Agreement],
    spaces: Collection[Space],
    vehicles: Iterable[Vehicle],
) -> None:
    """Refuse what names a unit or a space that is not here."""
    of: dict[str, Iterable[str]] = {
        "transfer of": (transfer.unit for transfer in transfers),
        "succession of": chain(*((*each.of, *each.to) for each in successions)),
        "agreement on": chain(*(agreement.units for agreement in agreements)),
        "space held by": chain(*(space.units for space in spaces)),
        "vehicle of": (vehicle.unit for vehicle in vehicles),
    }
    unknown = [
        f"{what} {unit}" for what, named in of.items() for unit in named if unit not in units
    ]
    here = {space.id for space in spaces}
    unknown += [f"vehicle in {v.space}" for v in vehicles if v.space and v.space not in here]
    if unknown:
        raise UnknownError("what is not here is named", unknown, place, "add it or name another")


def check_people(place: str, owners: Iterable[Owner]) -> None:
    """Refuse two persons under one id."""
    seen: dict[str, Owner] = {}
    twice = {
        owner.id: None
        for owner in owners
        if (known := seen.setdefault(owner.id, owner)) is not owner and known != owner
    }
    several = (person for owner in seen.values() if owner.people for person in owner.people)
    people: dict[str, object] = {}
    twice |= {
        person.id: None for person in several if people.setdefault(person.id, person) != person
    }
    if twice:
        raise RuleError(
            "one id stands for two persons",
            list(twice),
            place,
            "give each person one id, with the same name and telephone everywhere",
        )


def check_lives(
    place: str,
    units: Mapping[str, Unit],
    lives: Mapping[str, Life],
    transfers: Iterable[Transfer],
    agreements: Iterable[Agreement],
) -> None:
    """Refuse what happens to a unit before or after its life, or is told in two ways."""
    faults: list[str] = []
    for transfer in transfers:
        since, until = lives.get(transfer.unit, ALWAYS)
        if not since <= transfer.on < until:
            faults.append(f"{transfer.unit} changes owner on {transfer.on} and does not exist")
        told = units[transfer.unit].handed_over
        if transfer.hand_over and told and told != transfer.on:
            faults.append(f"{transfer.unit} is handed over on {told} and on {transfer.on}")
    for agreement in agreements:
        begins, ends = agreement.days
        for unit in agreement.units:
            since, until = lives.get(unit, ALWAYS)
            if not (begins < until and since < ends):
                faults.append(f"an agreement with {agreement.who.id} on {unit}, never in its life")
    if faults:
        raise RuleError("the days do not fit", faults, place, "correct the days or the unit")


def check_agreements(place: str, agreed: Mapping[str, Iterable[Agreement]]) -> None:
    """Refuse two occupiers or two payers of one unit at once."""
    both = [
        f"{unit}: {one.who.id} and {other.who.id}"
        for unit, agreements in agreed.items()
        for one, other in combinations(agreements, 2)
        if one.contradicts(other)
    ]
    if both:
        raise RuleError(
            "two agreements of a kind hold at once",
            both,
            place,
            "end one before the other begins, or name their items; people who owe together"
            " are one owner",
        )


def _twice(given: Iterable[T]) -> Iterator[T]:
    ids = tuple(given)
    if len(set(ids)) < len(ids):
        yield from (id_ for id_, count in Counter(ids).items() if count > 1)
