"""Causes (原因): which input of an amount's tree stands for which reason that it may change.

There is one table.  An input's name is one of its words, or begins with one: ``rate_2`` is a
rate, ``total_area`` a total.

>>> cause_of("total_area", "sqm").value, cause_of("rate_2026-10-16", "yuan/m3").value
('sharers', 'rate')
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from enum import Enum

Pair = tuple[str, str]  # Chinese, English


class Cause(Enum):
    """Why two amounts differ; the order is that in which they are told, and computed."""

    DAYS = "days"  # 收费天数
    QUANTITY = "quantity"  # 面积、用量、数量
    RATE = "rate"  # 单价
    COST = "cost"  # 要分摊的总费用
    SHARERS = "sharers"  # 一起分摊的总面积、总户数
    WAY = "way"  # 收费办法
    BILLED = "billed-before"  # 以前的账单已经收过的部分
    WAIVERS = "waivers"  # 减免、优惠
    NEW = "new-item"  # 新增的项目
    ENDED = "ended-item"  # 不再有的项目
    HOUSEHOLD = "household"  # 双方各自的情况


_DAYS, _QUANTITY, _RATE = Cause.DAYS, Cause.QUANTITY, Cause.RATE
_SHARERS, _WAY, _WAIVERS = Cause.SHARERS, Cause.WAY, Cause.WAIVERS

#: The first word of an input's name -> the cause; None is a constant such as 0 or 12.
CAUSES: Mapping[str, Cause | None] = {
    "all_days": _DAYS,
    "days": _DAYS,
    "month_days": _DAYS,
    "months": _DAYS,
    "period_days": _DAYS,
    "area": _QUANTITY,
    "building_area": _QUANTITY,
    "interior_area": _QUANTITY,
    "households": _QUANTITY,
    "spaces": _QUANTITY,
    "coefficient": _QUANTITY,
    "floor": _QUANTITY,
    "closing": _QUANTITY,
    "opening": _QUANTITY,
    "dial": _QUANTITY,
    "multiplier": _QUANTITY,
    "usage": _QUANTITY,
    "extra_persons": _QUANTITY,
    "minutes": _QUANTITY,
    "days:": _QUANTITY,  # how many days a vehicle stayed
    "rate": _RATE,
    "flat": _RATE,
    "price": _RATE,
    "constant": _RATE,
    "cost": Cause.COST,
    "billed": Cause.BILLED,
    "total": _SHARERS,
    "position": _SHARERS,
    "odd_fen": _SHARERS,
    "tier": _WAY,
    "more_per_person": _WAY,
    "block": _WAY,
    "minute": _WAY,
    "free": _WAY,
    "cap": _WAY,
    "least": _WAY,
    "most": _WAY,
    "number": _WAY,  # a number that is written into a formula
    "waived": _WAIVERS,
    "discount": _WAIVERS,
    "paid_months": _WAIVERS,
    "of_months": _WAIVERS,
    "one": None,
    "zero": None,
    "none": None,
    "months_of_year": None,
    "days_of_year": None,
}

#: What tells how people live, and so concerns nobody but them.
LIVED = frozenset(
    ["closing", "opening", "dial", "multiplier", "usage", "extra_persons", "minutes", "spaces"]
)

_BEGINS = "|".join(sorted(CAUSES, key=len, reverse=True))
_WORD = re.compile(f"(?:{_BEGINS})(?:(?<=:)|(?=[_:#])|$)")


def word(name: str) -> str:
    """The word of the table that an input's name begins with; the name itself if none does."""
    found = _WORD.match(name)
    return found[0] if found else name


def cause_of(name: str, unit: str) -> Cause | None:
    """The cause for which an input stands; one of a host's own tariff is told by its unit."""
    return CAUSES.get(word(name), _RATE if unit.startswith("yuan/") else _WAY)


def lifted(inputs: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Inputs with which a tree gives the amount before waivers and discounts."""
    neutral = {"waived": Decimal(0), "discount": Decimal(1)}
    return dict(inputs) | {
        name: inputs[name.replace("paid", "of", 1)] if start == "paid_months" else neutral[start]
        for name in inputs
        if (start := word(name)) in {"paid_months", *neutral}
    }
