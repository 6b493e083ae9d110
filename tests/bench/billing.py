"""How long a month takes against the yardstick: rows, the written table, every bill, every line."""

from __future__ import annotations

from decimal import Decimal

from attrs import evolve

import yardstick
from timing import best
from wuye import Community, FeeSchedule, Owner, Period, Rounding, Unit, exchange, fees

COST = "123456.78"
MONTH = Period.month(2026, 10)
WATER = fees.Tiered(yardstick.TIERS, "water", fees.Cut.last_read(), per="month")


def estate(count: int) -> Community:
    """So many units of 50.00 to 139.99 ㎡, all alike but for that."""
    areas = [f"{50 + i * 7 % 90}.{i % 100:02}" for i in range(count)]
    return Community("锦苑", [Unit(f"{i}", area, Owner(f"O-{i}")) for i, area in enumerate(areas)])


def book(units: Community) -> fees.MeterBook:
    """One water meter a unit, read at both ends of the month, under the id of its unit."""
    meters = [fees.Meter(unit.id, unit.id, "water") for unit in units.units]
    readings = [
        fees.Reading(unit.id, day, f"{100 + i % 977 + more}")
        for i, unit in enumerate(units.units)
        for day, more in ((MONTH.start, 0), (MONTH.end, i * 13 % 40))
    ]
    return fees.MeterBook(meters, readings)


def schedule() -> FeeSchedule:
    """The yardstick's four items."""
    return FeeSchedule(
        "2026",
        creditor="锦苑物业",
        in_force=Period.year(2026),
        items=[
            fees.Item("property", "物业服务费", fees.PerArea("2.80")),
            fees.Item("parking", "车位服务费", fees.Flat("80")),
            fees.Item("water", "生活用水", WATER),
            fees.Item("hall", "公摊电费", fees.Shared("area")),
        ],
        terms=fees.Terms(fees.DueDay(25)),
        rounding=Rounding.fen(each="line"),
    )


def main(count: int = 100_000) -> None:
    """Print the ratios."""
    units, terms = estate(count), schedule()
    water = book(units)

    def issue() -> fees.Run:
        return fees.issue(units, terms, MONTH, costs={"hall": COST}, readings=water)

    def rows() -> int:
        run = issue()
        return run.total.fen if len(list(run.rows())) == 4 * count else 0

    def table() -> int:
        run = issue()
        text = exchange.write_table(("a", "b", "c", "d", "e", "f"), run.rows())
        return run.total.fen if text else 0

    def bills() -> int:
        return sum(bill.total.fen for bill in issue().bills)

    def lines() -> int:
        return sum(line.fen for bill in issue().bills for line in bill.lines)

    plain, made = best(lambda: yardstick.bills(units.units, Decimal(COST), water.readings))
    total = int(100 * sum((line.amount for bill in made for line in bill.lines), Decimal(0)))
    del made
    print(f"{count} units, 4 lines each; the plain loop takes {plain:.2f} s")
    for name, deed in (("rows", rows), ("csv", table), ("bills", bills), ("lines", lines)):
        seconds, fen = best(deed)
        print(f"  {name:6} {seconds:6.2f} s  {plain / seconds:5.2f} x  same: {fen == total}")

    pool, areas = evolve(terms, items=terms.items[-1:]), [unit.area for unit in units.units]
    known = [area for area in areas if area is not None]
    plain, parts = best(lambda: yardstick.share(Decimal(COST), known))
    seconds, run = best(lambda: fees.issue(units, pool, MONTH, costs={"hall": COST}))
    same = [int(100 * part) for part in parts] == [fen for *_, fen in run.rows()]
    print(f"  one cost shared {plain / seconds:5.2f} x  same: {same}")


if __name__ == "__main__":
    main()
