"""Which units share: the community, a building, an entrance, a use or named units."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal, get_args

from attrs import field, frozen

from ..errors import RuleError, UnknownError, one_of
from .community import Community
from .units import Unit, Use


def _named(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        raise RuleError("one text is no list of units", given, "Scope.named", "write [unit]")
    return tuple(given)


@frozen
class Scope:
    """Who shares a cost (分摊范围): all units unless it says which.

    ``Scope()`` is the whole community, ``Scope(building="3")`` a building,
    ``Scope(building="3", entrance="1")`` one of its entrances, ``Scope(named=[...])`` the
    units that it names.  ``Scope(use="shop")`` is every shop (业态), of a building or of all.

    >>> from .people import Owner
    >>> owner = Owner("O-1")
    >>> rooms = [Unit(f"{b}-101", "100", owner, building=b) for b in ("1", "2")]
    >>> [unit.id for unit in Scope(building="2").units(Community("锦苑", rooms))]
    ['2-101']
    """

    building: str = field(default="", kw_only=True)
    entrance: str = field(default="", kw_only=True)
    named: tuple[str, ...] = field(default=(), converter=_named, kw_only=True)
    use: Use | Literal[""] = field(default="", validator=one_of("", *get_args(Use)), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.entrance and not self.building:
            raise RuleError(
                "an entrance is one of a building", self.entrance, "Scope", "name the building too"
            )
        if self.named and (self.building or self.use):
            raise RuleError(
                "named units need no building and no use",
                self.building or self.use,
                "Scope",
                "give one or the other",
            )

    def units(self, estate: Community, on: date | None = None) -> tuple[Unit, ...]:
        """The units, in the order of the community; on a day, those that exist on it.

        Raises :class:`~wuye.errors.UnknownError` when there are none, or when a unit that
        is named is not in the community.
        """
        named = frozenset(self.named)
        unknown = [unit for unit in self.named if unit not in estate]
        if unknown:
            raise UnknownError("units that are not here share", unknown, estate.name)
        found = tuple(
            unit
            for unit in estate.units
            if (not named or unit.id in named)
            and (not self.building or unit.building == self.building)
            and (not self.entrance or unit.entrance == self.entrance)
            and (not self.use or unit.use == self.use)
            and (on is None or estate.exists(unit.id, on))
        )
        if not found:
            raise UnknownError(
                "nobody shares",
                str(self),
                estate.name,
                "see building, entrance and use of its units",
            )
        return found
