"""Homes with meters, and the bills of their usage; all names invented."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from attrs import evolve

from community import OCTOBER, schedule
from wuye import Community, FeeSchedule, Owner, Period, Rounding, Transfer, Unit, fees
from wuye.fees import Cut, MeterBook, Reading

SELLER, BUYER = Owner("O-18", name="钱某"), Owner("O-19", name="孙某某")
SOLD = date(2026, 10, 17)
LAST = Cut.last_read()
#: 18 m³ a month at 2.45, up to 25 m³ at 3.68, the rest at 4.90
WATER = fees.Tiered([("18", "2.45"), ("25", "3.68"), (None, "4.90")], "water", LAST, per="month")
FLAT = fees.Metered("3.60", "water", LAST)


def home(id_: str = "1-101", **told: Any) -> Unit:
    """A home of the seller."""
    return Unit(id_, "100.00", SELLER, **told)


def read(shown: Mapping[date, object], unit: str = "1-101", **kinds: Any) -> list[Reading]:
    """The readings of the meter of a unit; ``kind`` is that of the last."""
    readings = [Reading(f"W-{unit}", day, value) for day, value in shown.items()]
    return [*readings[:-1], evolve(readings[-1], **kinds)] if kinds else readings


def book(*readings: Iterable[Reading], **meter: Any) -> MeterBook:
    """The meters that were read, one a unit, all of the same make."""
    every = [reading for some in readings for reading in some]
    make: dict[str, Any] = {"kind": "water", **meter}
    ids = dict.fromkeys(reading.meter for reading in every)
    return MeterBook([fees.Meter(id_, id_.removeprefix("W-"), **make) for id_ in ids], every)


def month(opening: object, closing: object, unit: str = "1-101") -> list[Reading]:
    """What a meter showed at both ends of October."""
    return read({OCTOBER.start: opening, OCTOBER.end: closing}, unit)


def plan(tariff: Any, *cycle: fees.Cycle, **terms: Any) -> FeeSchedule:
    """A schedule with one item, in force for years."""
    whole = evolve(
        schedule(fees.Item("water", "生活用水", tariff, *cycle, **terms)),
        in_force=Period(date(2020, 1, 1), date(2036, 1, 1)),
    )
    return evolve(whole, rounding=Rounding.fen(each="line"))


def billed(
    tariff: Any,
    readings: MeterBook | None,
    *units: Unit,
    transfers: Iterable[Transfer] = (),
    waivers: Iterable[fees.Waiver] = (),
    month: Period = OCTOBER,
    cycle: fees.Cycle | None = None,
    costs: Mapping[str, str] | None = None,
    **terms: Any,
) -> fees.Run:
    """The bills of a month for some homes, one unless told otherwise."""
    estate = Community("锦苑", units or [home()], transfers)
    cycles = [cycle] if cycle else []
    return fees.issue(
        estate,
        plan(tariff, *cycles, **terms),
        month,
        readings=readings,
        waivers=waivers,
        costs=costs,
    )


def amounts(run: fees.Run) -> list[str]:
    """The amounts of all lines, each computed three ways."""
    lines = [line for bill in run.bills for line in bill.lines]
    assert all(line.amount == line.recompute() == line.basis.evaluate() for line in lines)
    return [str(line.amount) for line in lines]


def words(run: fees.Run, at: int = 0) -> str:
    """How a line came about."""
    return [line for bill in run.bills for line in bill.lines][at].why("en")


def skips(run: fees.Run) -> list[tuple[str, str, str]]:
    """What was skipped: unit, reason, detail."""
    return [(skip.unit, skip.reason, skip.detail) for skip in run.skipped]


def sold(on: date = SOLD, unit: str = "1-101") -> Transfer:
    """The sale of a home."""
    return Transfer(unit, on, BUYER)
