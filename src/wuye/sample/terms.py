"""The terms of the sample as ``office.toml``, written from the fee schedule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..citation import Dated
from ..errors import UnknownError
from ..estate import Scope
from ..fees import (
    Cycle,
    Discount,
    FeeSchedule,
    Flat,
    Formula,
    Item,
    Metered,
    PerArea,
    Shared,
    Tiered,
    Timed,
)
from ..fees.tariffs import Tariff
from .communities import Sample
from .toml import keys

Keys = Mapping[str, object]

#: how the items are charged that need words of their own on the price sheet
_DESCRIBED = {
    "water": "每月15立方米及以下3.40元，超过15至22立方米4.70元，超过22立方米8.20元，每立方米",
    "water-shop": "每立方米5.85元",
    "power": "每度0.92元",
    "litter": "每平方米每月0.50元，每月最多60元",
    "visitors": "30分钟内免费，首小时3元，之后每半小时1.5元，每24小时最多20元",
}


def office_toml(sample: Sample) -> str:
    """Write the community, its schedule, the penalty clause and every item."""
    schedule = sample.schedule
    parts = [
        f"# {sample.label}",
        *keys(
            {
                "community": sample.estate.name,
                "creditor": schedule.creditor,
                "payee": schedule.payee,
            }
        ),
        "",
        "[schedule]",
        *keys(_schedule(schedule)),
        *_penalty(schedule),
    ]
    for item in schedule.items:
        parts += ["", "[[items]]", *keys(_item(item))]
    return "\n".join([*parts, ""])


def _schedule(schedule: FeeSchedule) -> Keys:
    return {
        "name": schedule.name,
        "from": schedule.in_force.start,
        "to": schedule.in_force.last,
        "rounding": "fen",
        "round_each": schedule.rounding.each,
        "due_day": schedule.terms.due.day,
    }


def _penalty(schedule: FeeSchedule) -> Iterator[str]:
    penalty = schedule.terms.penalty
    if penalty:
        yield from ("", "[penalty]", *keys({"daily": penalty.daily}))
        yield from keys({"caps": [{"name": cap.name, "share": cap.share} for cap in penalty.caps]})


def _item(item: Item) -> Keys:
    scope = item.scope or Scope()
    return {
        "code": item.code,
        "name": item.name,
        **_tariff(item.tariff),
        "building": scope.building,
        "use": scope.use,
        "units": scope.named,
        **_cycle(item.cycle),
        "described": _DESCRIBED.get(item.code),
        "payee": item.payee,
        "discounts": [
            {"name": each.name, "keep": each.keep, "bearer": each.bearer}
            for each in item.discounts
            if isinstance(each, Discount)
        ],
    }


def _cycle(cycle: Cycle) -> Keys:
    every = cycle.every if cycle.every > 1 else None
    return {"every_months": every, "arrears_months": cycle.back or None}


def _tariff(tariff: Tariff) -> Keys:
    match tariff:
        case PerArea():
            return {"tariff": "per-area", **_rate(tariff.rate), "area": tariff.area}
        case Flat():
            kinds = {"spaces": tariff.spaces}
            return {"tariff": "flat", **_rate(tariff.amount), "per": tariff.per, **kinds}
        case Metered():
            return {"tariff": "metered", **_rate(tariff.rate), "meter": tariff.kind}
        case Tiered(tiers=tuple() as tiers):
            steps = [{"upto": upto, "rate": rate} for upto, rate in tiers]
            return {"tariff": "tiered", "tiers": steps, "meter": tariff.kind, "per": tariff.per}
        case Shared():
            weight = {"weight": tariff.coefficient, "agreed": tariff.agreed}
            return {"tariff": "shared", "by": tariff.by, **weight}
        case Timed():
            blocks = [
                {"minutes": block.minutes, "price": block.price, "until": block.until}
                for block in tariff.blocks
            ]
            return {"tariff": "timed", "blocks": blocks, "free": tariff.free, "cap": tariff.cap}
        case Formula():
            names = {"facts": dict(tariff.facts), "constants": dict(tariff.constants)}
            measures = dict(tariff.units)
            return {"tariff": "formula", "formula": tariff.text, **names, "measures": measures}
    raise UnknownError("the sample has no such tariff", tariff, "office.toml")


def _rate(price: Decimal | Dated[Decimal]) -> Keys:
    if isinstance(price, Dated):
        return {"rates": [{"from": day, "rate": rate} for day, rate in price.steps]}
    return {"rate": price}
