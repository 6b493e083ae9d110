"""The fee schedule of the sample, and the costs that it shares.

The rates lie where those of one northern city's communities did in 2019: half of the homes
below about 1.20 yuan a ㎡ and month, nine in ten below about 2.80.  That is all that was
taken from there, and only roughly.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from ..citation import Dated
from ..dates import Period
from ..estate import Scope
from ..estate.parking import SpaceKind
from ..fees import (
    Block,
    Cap,
    Cut,
    Cycle,
    Discount,
    Driver,
    DueDay,
    FeeSchedule,
    Flat,
    Formula,
    Item,
    Metered,
    PenaltyTerms,
    PerArea,
    Shared,
    Terms,
    Tiered,
    Timed,
)
from ..money import Money
from ..rounding import Rounding
from .chance import Chance
from .rooms import OFFICES, Rooms

COMPANY: Final = "样例物业服务有限公司"
DECISION: Final = "业主大会2024年第2号决议"
_MONTH_BEFORE = Cycle.arrears(months=1)
#: yuan for a space and month, by kind
_SPACES: tuple[tuple[SpaceKind, str, str], ...] = (
    ("owned", "车位服务费（产权）", "60"),
    ("developer", "车位租金（开发商）", "260"),
    ("common-ground", "车位租金（公共场地）", "150"),
    ("civil-defence", "车位租金（人防）", "180"),
)


def schedule(built: Rooms, project: str, year: int) -> FeeSchedule:
    """Homes, shops, offices and parking, in one schedule of the year."""
    return FeeSchedule(
        f"{year} 样例收费标准",
        creditor=COMPANY,
        in_force=Period.year(year),
        rounding=Rounding.fen(each="line"),
        items=[*_homes(built), *_shops(built), *_offices(year), *_parking()],
        terms=Terms(DueDay(25), PenaltyTerms("0.0003", caps=[Cap("本金的30%", share="0.3")])),
        payee="样例银行 0000 0000 0001",
        project=project,
    )


def costs(chance: Chance, built: Rooms, year: int) -> dict[tuple[Period, str], Money]:
    """What is shared each month; one bill of a lift did not come."""
    months = [Period.month(year, month) for month in range(1, 13)]
    towers = built.towers
    found: dict[tuple[Period, str], Money] = {}
    for month in months:
        cold = month.start.month in {1, 2, 3, 12}
        homes = len(built.of("residential"))
        lamps = chance.between(240, 330, "hall-power", month) * homes * (5 if cold else 4) // 4
        found[month, "hall-power"] = Money.of_fen(lamps)
        for tower in towers:
            lift = chance.between(52_000, 74_000, "lift", tower, month)
            if (tower, month.start.month) != (towers[-1], 8):
                found[month, f"lift-{tower}"] = Money.of_fen(lift)
        air = chance.between(80_000, 110_000, "air", month) * len(built.of("office"))
        found[month, "air"] = Money.of_fen(air)
    return found


def drivers(
    chance: Chance, costs: Iterable[tuple[Period, str]]
) -> dict[tuple[Period, str], Driver]:
    """What drove the costs of lifts and lamps: the hours they ran."""
    names = {"hall-power": "楼道照明", "lift": "电梯运行"}
    return {
        (month, item): Driver(names[kind], hours, "小时")
        for month, item in costs
        for kind in [item if item in names else item.partition("-")[0]]
        if kind in names
        for hours in [str(chance.between(180, 420, "hours", month, item))]
    }


def _homes(built: Rooms) -> Iterator[Item]:
    home = Scope(use="residential")
    yield Item("property", "物业服务费（住宅）", PerArea("1.20"), scope=home)
    yield Item(
        "hall-power",
        "楼道公摊电费",
        Shared(by="household", agreed=DECISION),
        _MONTH_BEFORE,
        scope=home,
        agreed=DECISION,
    )
    for tower in built.towers:
        yield Item(
            f"lift-{tower}",
            f"{tower}栋电梯费",
            Shared(by="coefficient", coefficient="lift", agreed=DECISION),
            _MONTH_BEFORE,
            scope=Scope(building=tower),
            agreed=DECISION,
        )
    tiers = [("15", "3.40"), ("22", "4.70"), (None, "8.20")]
    yield Item(
        "water",
        "生活用水",
        Tiered(tiers, "water", Cut.last_read(), per="month"),
        _MONTH_BEFORE,
        scope=home,
    )
    waste = Cycle.advance(every=6)
    yield Item("waste", "生活垃圾清运费", Flat("6", per="household"), waste, scope=home)


def _shops(built: Rooms) -> Iterator[Item]:
    shop = Scope(use="shop")
    yield Item(
        "property-shop", "物业服务费（商铺）", PerArea("2.80"), Cycle.advance(every=3), scope=shop
    )
    yield Item("security", "商铺秩序维护费", Flat("120"), scope=shop)
    yield Item(
        "water-shop",
        "商业用水",
        Metered("5.85", "water", Cut.last_read()),
        _MONTH_BEFORE,
        scope=shop,
    )
    litter = Formula(
        "min(面积 * 单价, 封顶)",
        {"面积": "area"},
        {"单价": "0.50", "封顶": "60"},
        units={"单价": "yuan/sqm/month", "封顶": "yuan/month"},
    )
    yield Item("litter", "商业垃圾清运费", litter, scope=shop)
    boards = [unit.id for unit in built.of("shop")[::3]]
    yield Item(
        "board",
        "广告位费",
        Flat("300"),
        scope=Scope(named=boards),
        discounts=[Discount("全年95折", "0.95", bearer=COMPANY)],
        payee="样例银行 0000 0000 0002（业主共有收益）",
    )


def _offices(year: int) -> Iterator[Item]:
    office = Scope(building=OFFICES, use="office")
    rates = Dated("rate", [(date(year - 1, 1, 1), "4.50"), (date(year, 7, 1), "4.80")])
    yield Item(
        "property-office",
        "物业服务费（写字楼）",
        PerArea(rates, "building"),
        scope=office,
    )
    yield Item("air", "中央空调费", Shared(by="area"), _MONTH_BEFORE, scope=office)
    yield Item(
        "power",
        "写字楼用电",
        Metered("0.92", "power", Cut.last_read()),
        _MONTH_BEFORE,
        scope=office,
    )


def _parking() -> Iterator[Item]:
    for kind, name, rent in _SPACES:
        yield Item(f"parking-{kind}", name, Flat(rent, per="space", spaces=[kind]))
    blocks = [Block(60, "3", until=60), Block(30, "1.5")]
    yield Item("visitors", "临时停车费", Timed(blocks, free=30, cap="20"), _MONTH_BEFORE)
