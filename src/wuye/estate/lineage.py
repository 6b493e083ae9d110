"""Rooms that were merged and split: what came from what, and how long each room exists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from attrs import field, frozen

from ..dates import a_day
from ..errors import RuleError
from .units import Unit

#: The first day and the day after the last.
Life = tuple[date, date]
ALWAYS: Life = (date.min, date.max)


def _rooms(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise RuleError("one text is no list of units", given, "Succession", "write [unit]")
    return tuple(given)


@frozen
class Succession:
    """Rooms that become others (合并、分割): from ``on`` there are ``to`` instead of ``of``.

    >>> merger = Succession(date(2026, 10, 17), of=["1-101", "1-102"], to=["1-101A"])
    >>> merger.of, merger.to
    (('1-101', '1-102'), ('1-101A',))
    """

    on: date = field(converter=a_day)
    of: tuple[str, ...] = field(converter=_rooms, kw_only=True)
    to: tuple[str, ...] = field(converter=_rooms, kw_only=True)

    def __attrs_post_init__(self) -> None:
        rooms = (*self.of, *self.to)
        if not self.of or not self.to or len(set(rooms)) < len(rooms):
            raise RuleError(
                "rooms become other rooms, each named once",
                rooms,
                f"succession on {self.on}",
                "a room that keeps its number needs a new id, such as 1-101A",
            )


def lives(units: Iterable[Unit], successions: Iterable[Succession], place: str) -> dict[str, Life]:
    """The lives of the units that did not always exist or will not for ever.

    A succession ends the old rooms and begins the new.  Raises
    :class:`~wuye.errors.RuleError` with every unit whose days contradict each other, as
    they do when rooms come from each other in a circle.
    """
    found = {
        unit.id: (unit.since or date.min, unit.until or date.max)
        for unit in units
        if unit.since or unit.until
    }
    faults: list[str] = []
    for succession in successions:
        on = succession.on
        for old in succession.of:
            since, until = found.get(old, ALWAYS)
            faults += [f"{old} ends on {until} and on {on}"] if until not in {on, date.max} else []
            found[old] = (since, on)
        for new in succession.to:
            since, until = found.get(new, ALWAYS)
            faults += [f"{new} begins on {since} and {on}"] if since not in {on, date.min} else []
            found[new] = (on, until)
    faults += [f"{unit} ends before it begins" for unit, (a, b) in found.items() if b <= a]
    if faults:
        raise RuleError(
            "the days of a unit contradict each other",
            faults,
            place,
            "a unit begins once and ends once, after it began",
        )
    return found


def line(unit: str, steps: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """All that is reached from a unit, nearest first.

    >>> line("a", {"a": ("b", "c"), "b": ("d",), "c": ("d",)})
    ('b', 'c', 'd')
    """
    found: dict[str, None] = {}
    near: tuple[str, ...] = (unit,)
    while near:
        near = tuple(far for one in near for far in steps.get(one, ()) if far not in found)
        found |= dict.fromkeys(near)
    return tuple(found)
