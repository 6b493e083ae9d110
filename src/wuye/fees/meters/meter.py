"""Meters (计量表): whose they are, what they count, how their dials show it.

>>> water = Meter("W-1", "1-101", "water", digits=5)
>>> water.measure, water.dial
('m3', Decimal('100000'))
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import Factory, field, frozen
from attrs.converters import optional

from ...dates import a_day
from ...errors import MoneyError, PeriodError, RuleError, one_of
from ...money import exact, scaled

Kind = Literal["water", "hot-water", "power", "gas", "heat", "cooling"]

#: kind -> (what the office calls the meter, what it counts in); heat and cooling have no
#: one measure, so a meter for them says its own ("GJ", "kwh")
KINDS: Mapping[str, tuple[str, str]] = {
    "water": ("水表", "m3"),
    "hot-water": ("热水表", "m3"),
    "power": ("电表", "kwh"),
    "gas": ("燃气表", "m3"),
    "heat": ("热量表", ""),
    "cooling": ("冷量表", ""),
}

_FINEST = 6  # decimal places


def _multiplier(value: object) -> Decimal:
    return in_range(value, "multiplier", 10**6)


def in_range(value: object, place: str, most: int) -> Decimal:
    """Read a number of a meter: so coarse and so small that products of two stay exact."""
    number = exact(value, place=place)
    if not 0 <= number < most or scaled(number)[1] > 10**_FINEST:
        way_out = f"0 or more, below {most}, at most {_FINEST} decimal places"
        raise MoneyError("out of range", str(number).upper(), place, way_out)
    return number


@frozen
class Meter:
    """A meter: whose it is, what it counts, how its dial shows it.

    ``unit`` is the unit it serves, None for a main meter (总表) or a pool's; ``of`` names
    the meter before it if it is a sub-meter (分表).  A usage is the difference of two
    readings times ``multiplier`` (倍率).  ``digits`` are the whole digits of the dial
    before it starts again from 0, None where that is not known; ``decimals`` the places
    that an estimate is rounded to; ``measure`` the unit it counts in, before the
    multiplier and after.  It serves from ``since`` until the day ``until``.
    """

    id: str
    unit: str | None
    kind: Kind = field(validator=one_of(*KINDS))
    multiplier: Decimal = field(default=Decimal(1), converter=_multiplier)
    digits: int | None = field(default=None, kw_only=True)
    decimals: int = field(default=0, kw_only=True)
    measure: str = field(
        default=Factory(lambda self: KINDS.get(self.kind, ("", ""))[1], takes_self=True),
        kw_only=True,
    )
    since: date | None = field(default=None, converter=optional(a_day), kw_only=True)
    until: date | None = field(default=None, converter=optional(a_day), kw_only=True)
    of: str | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        place = f"meter {self.id}"
        if not self.multiplier:
            raise MoneyError("a multiplier is above 0", "0", place, "1 for a plain meter")
        if self.digits is not None and self.digits not in range(1, 11):
            raise RuleError("no such dial", self.digits, place, "1 to 10 whole digits, or None")
        if self.decimals not in range(_FINEST + 1):
            raise RuleError("no such dial", self.decimals, place, f"0 to {_FINEST} decimals")
        if not self.measure:
            raise RuleError("what it counts in is not known", self.kind, place, 'such as "GJ"')
        if self.since and self.until and self.until <= self.since:
            raise PeriodError("a meter ends after it begins", str(self.until), place)

    @property
    def dial(self) -> Decimal | None:
        """What the dial counts before it starts again from 0; None where not known."""
        return None if self.digits is None else Decimal(10**self.digits)
