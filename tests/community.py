"""The community of the examples, small enough to check by hand; all names invented."""

from __future__ import annotations

from datetime import date

from wuye import Community, FeeSchedule, Owner, Period, Rounding, Transfer, Unit, fees

SELLER, BUYER = Owner("O-18", name="钱某"), Owner("O-19", name="孙某某")
OCTOBER = Period.month(2026, 10)
COSTS = {"hall-power": "2000.00"}


def estate() -> Community:
    """Three units of 10,000 ㎡ together; 3-1-503 changes owner on 17 October."""
    units = [
        Unit("3-1-502", "100.00", Owner("O-17", name="赵某某", phone="13800000017")),
        Unit("3-1-503", "100.00", SELLER),
        Unit("S-01", "9800.00", SELLER),
    ]
    return Community("锦苑", units, [Transfer("3-1-503", date(2026, 10, 17), BUYER)])


def schedule(*items: fees.Item, daily: str | None = "0.0003", due: int = 25) -> FeeSchedule:
    """2.80 a ㎡ and last month's hall power, due on the 25th, 0.03 % a day."""
    return FeeSchedule(
        "2026 住宅",
        creditor="锦苑物业",
        in_force=Period.year(2026),
        rounding=Rounding.fen(each="line"),
        items=items
        or [
            fees.Item("property", "物业服务费", fees.PerArea("2.80")),
            fees.Item(
                "hall-power", "公摊电费", fees.Shared(by="area"), fees.Cycle.arrears(months=1)
            ),
        ],
        terms=fees.Terms(fees.DueDay(due), fees.PenaltyTerms(daily) if daily else None),
    )


def october() -> fees.Run:
    """The bills of October."""
    return fees.issue(estate(), schedule(), OCTOBER, costs=COSTS)
