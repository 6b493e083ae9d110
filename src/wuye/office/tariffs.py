"""The tariffs of office.toml: the keys of each, and how it is made of them.

>>> from ..exchange import Cell
>>> from .keys import read_keys
>>> row = read_keys(Cell("office.toml"), KINDS["flat"].keys, {"rate": "30"}, Faults())
>>> KINDS["flat"].make(row, Faults())
Flat(amount=Decimal('30'), per='unit', spaces=())
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from attrs import frozen

from .. import fees
from ..citation import Dated
from ..errors import RoomError
from ..exchange import Faults, Row, room_number
from ..fees.meters.meter import KINDS as METERS
from ..money import exact
from ..rounding import Mode
from .keys import (
    AnyKey,
    Key,
    Named,
    Several,
    Tables,
    choice,
    office_day,
    whole,
    words,
    yes,
)


def decimal(text: str) -> Decimal:
    """Read an exact number."""
    return exact(text, place="office.toml")


def room(text: str) -> str:
    """Read a room number in any of its spellings."""
    number = room_number(text)
    if not number.clear:
        raise RoomError("not a room for certain", text, "office.toml", "write it as in units")
    return str(number)


@frozen
class Kind:
    """A tariff as office.toml names it: its own keys, and what is made of them.

    What is made is a tariff, or None when a fault was noted.
    """

    keys: Sequence[AnyKey]
    make: Callable[[Row, Faults], Any]


#: Prices that change: each from a day on.
_RATES = Tables("rates", (Key("from", office_day, needed=True), Key("rate", decimal, needed=True)))
_RATE: tuple[AnyKey, ...] = (Key("rate", decimal), _RATES)
#: The guided price (政府指导价): its base, and how far it floats, in per cent.
GUIDE = ("guide_base", "guide_up", "guide_down")
_BLOCK = (
    Key("minutes", whole, needed=True),
    Key("price", needed=True),
    Key("until", whole),
)
_TIER = (Key("from", office_day), Key("upto", decimal), Key("rate", decimal, needed=True))
_CUT = (
    Key("readings", words("last-read", "within", "by-days"), "last-read"),
    Key("within_days", whole, 0),
)
_METER: tuple[AnyKey, ...] = (
    Key("meter", words(*METERS), needed=True),
    *_CUT,
    Key("at_change", words("reading", "by-days"), "reading"),
)
_WAYS = words("area", "household", "coefficient", "spaces", "usage")
_SPACES = words("owned", "developer", "common-ground", "civil-defence")


def _price(row: Row, faults: Faults, one: str = "rate", many: str = "rates") -> Any:
    """One price, or prices that change; exactly one of the two keys says which."""
    if (row[one] is None) == (not row[many]):
        faults.add(row.cell(one), "rule", f"单价写 {one}，会变动的逐日写 {many}，二者取一")
        return None
    if not row[many]:
        return row[one]
    return Dated(one, [(step["from"], step["rate"]) for step in row[many]])


def _per_area(row: Row, faults: Faults) -> Any:
    rate = _price(row, faults)
    return None if rate is None else fees.PerArea(rate, area=row["area"], per=row["per"])


def _flat(row: Row, faults: Faults) -> Any:
    amount = _price(row, faults)
    return None if amount is None else fees.Flat(amount, per=row["per"], spaces=row["spaces"])


def _cut(row: Row) -> fees.Cut:
    """Which readings stand for the ends of a service period."""
    match row["readings"]:
        case "within":
            return fees.Cut.within(row["within_days"])
        case "by-days":
            return fees.Cut.by_days(Mode.HALF_UP)
    return fees.Cut.last_read()


def _metered(row: Row, faults: Faults) -> Any:
    rate = _price(row, faults)
    if rate is None:
        return None
    return fees.Metered(rate, row["meter"], _cut(row), at_change=row["at_change"])


def _tiered(row: Row, faults: Faults) -> Any:
    tiers = _tiers(row, faults)
    household = (row["persons"], row["more_per_person"])
    if (household[0] is None) != (household[1] is None):
        faults.add(row.cell("persons"), "rule", "persons 与 more_per_person 要一起写")
        return None
    base = row["base"] is not None or row["bases"]
    return tiers and fees.Tiered(
        tiers,
        row["meter"],
        _cut(row),
        per=row["per"],
        base=_price(row, faults, "base", "bases") if base else None,
        per_person=None if household[0] is None else household,
        year_from=row["year_from"],
        at_change=row["at_change"],
    )


def _tiers(row: Row, faults: Faults) -> Any:
    """The tiers, or the tiers of each day from which they are others."""
    days = {tier["from"] for tier in row["tiers"]}
    if None in days and len(days) > 1:
        faults.add(row.cell("tiers"), "rule", "from 要么每一档都写，要么都不写")
        return None
    steps: dict[Any, list[Any]] = {}
    for tier in row["tiers"]:
        steps.setdefault(tier["from"], []).append((tier["upto"], tier["rate"]))
    if None in days:
        return steps[None]
    return Dated("tiers", sorted(steps.items(), key=lambda step: step[0]))


def _timed(row: Row, _: Faults) -> Any:
    return fees.Timed(
        [fees.Block(block["minutes"], block["price"], block["until"]) for block in row["blocks"]],
        **{name: row[name] for name in ("free", "free_deducted", "cap", "cap_per", "seconds")},
    )


def _formula(row: Row, _: Faults) -> Any:
    given = row["facts"], row["constants"]
    return fees.Formula(row["formula"], *given, units=row["measures"], per=row["per"])


def _shared(row: Row, _: Faults) -> Any:
    return fees.Shared(
        row["by"],
        agreed=row["agreed"],
        excluded=row["excluded"],
        coefficient=row["weight"],
        remainder=row["remainder"],
        kind=row["meter"],
        cut=_cut(row) if row["meter"] else None,
    )


def _shared_by_area(_: Row, __: Faults) -> Any:
    return fees.Shared("area")


KINDS: Mapping[str, Kind] = {
    "per-area": Kind(
        (
            *_RATE,
            Key("area", words("charge", "building", "interior"), "charge"),
            Key("per", words("month", "day"), "month"),
            Tables("components", (Key("name", needed=True), Key("amount", decimal, needed=True))),
            *(Key(name, decimal) for name in GUIDE),
        ),
        _per_area,
    ),
    "flat": Kind(
        (*_RATE, Key("per", words("unit", "household", "space"), "unit"), Several("spaces", _SPACES)),
        _flat,
    ),
    "metered": Kind((*_RATE, *_METER), _metered),
    "tiered": Kind(
        (
            Tables("tiers", _TIER, needed=True),
            Key("per", words("month", "period", "year"), needed=True),
            Key("base", decimal),
            Tables("bases", _RATES.keys),
            Key("persons", whole),
            Key("more_per_person", decimal),
            Key("year_from", whole, 1),
            *_METER,
        ),
        _tiered,
    ),
    "timed": Kind(
        (
            Tables("blocks", _BLOCK, needed=True),
            Key("free", whole, 0),
            Key("free_deducted", yes, otherwise=False),
            Key("cap"),
            Key("cap_per", words("24-hours", "calendar-day"), "24-hours"),
            Key("seconds", choice({"down": Mode.DOWN, "up": Mode.UP}), Mode.DOWN),
        ),
        _timed,
    ),
    "formula": Kind(
        (
            Key("formula", needed=True),
            Named("facts"),
            Named("constants", decimal),
            Named("measures"),
            Key("per", words("month", "day", "period"), "month"),
        ),
        _formula,
    ),
    "shared": Kind(
        (
            Key("by", _WAYS, needed=True),
            Key("weight", otherwise=""),
            Key("remainder", words("largest", "first", "last"), "largest"),
            Key("meter", words(*METERS)),
            *_CUT,
            Several("excluded", room),
        ),
        _shared,
    ),
    "shared-by-area": Kind((), _shared_by_area),
}  # fmt: skip
