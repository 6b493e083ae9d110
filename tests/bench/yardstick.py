"""The yardstick: a plain loop of Decimal over frozen attrs objects, without explanation.

It computes the same lines as the library and makes objects with the same fields, so that
a ratio says what the library's way costs or saves, on any machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from attrs import frozen

from wuye import Period, Unit
from wuye.fees import Reading

FEN = Decimal("0.01")
TIERS = (
    (Decimal(18), Decimal("2.45")),
    (Decimal(25), Decimal("3.68")),
    (None, Decimal("4.90")),
)


@frozen
class Line:
    id: str
    code: str
    name: str
    service: Period
    amount: Decimal


@frozen(kw_only=True)
class Bill:
    id: str
    creditor: str
    debtor: str
    unit: str
    period: Period
    on: date
    due: date
    lines: tuple[Line, ...]
    penalty: object
    booked: date
    beside: tuple[str, ...] = ()
    payer: str = ""
    payee: str = ""
    project: str = ""


def to_fen(amount: Decimal) -> Decimal:
    return amount.quantize(FEN, ROUND_HALF_UP)


def share(total: Decimal, weights: Sequence[Decimal]) -> list[Decimal]:
    """Share a total by largest remainder; ties to the larger weight, then the earlier."""
    whole, fen = sum(weights, Decimal(0)), int(total * 100)
    exact = [fen * weight / whole for weight in weights]
    shares = [int(part) for part in exact]
    order = sorted(range(len(weights)), key=lambda i: (shares[i] - exact[i], -weights[i], i))
    for i in order[: fen - sum(shares)]:
        shares[i] += 1
    return [Decimal(part) / 100 for part in shares]


def in_tiers(used: Decimal) -> Decimal:
    """Price a usage tier by tier."""
    total, low = Decimal(0), Decimal(0)
    for upto, price in TIERS:
        if used <= low:
            break
        top = used if upto is None or used < upto else upto
        total += (top - low) * price
        low = top
    return total


def bills(units: Sequence[Unit], pool: Decimal, readings: Sequence[Reading]) -> list[Bill]:
    """Bills with four lines each: by area, flat, water in tiers, and a share of one cost."""
    property_, parking = Decimal("2.80"), Decimal(80)
    october, due = Period.month(2026, 10), date(2026, 10, 25)
    made: list[Bill] = []
    areas = [unit.area or Decimal(0) for unit in units]
    opened = {r.meter: r for r in readings if r.on == october.start}
    closed = {r.meter: r for r in readings if r.on == october.end}
    for unit, area, mine in zip(units, areas, share(pool, areas), strict=True):
        used = closed[unit.id].value - opened[unit.id].value
        id_ = f"2026-10:{unit.id}:{unit.owner.id}"
        amounts = (
            ("property", "物业服务费", to_fen(area * property_)),
            ("parking", "车位服务费", to_fen(parking)),
            ("water", "生活用水", to_fen(in_tiers(used))),
            ("hall", "公摊电费", mine),
        )
        made.append(
            Bill(
                id=id_,
                creditor="锦苑物业",
                debtor=unit.owner.id,
                unit=unit.id,
                period=october,
                on=october.start,
                due=due,
                lines=tuple(
                    [Line(f"{id_}:{code}", code, name, october, x) for code, name, x in amounts]
                ),
                penalty=None,
                booked=october.start,
            )
        )
    return made
