"""How long a month takes against the yardstick: rows, the written table, every bill, every line."""

from __future__ import annotations

from decimal import Decimal

import yardstick
from timing import best
from wuye import Community, FeeSchedule, Owner, Period, Rounding, Unit, exchange, fees

COST = "123456.78"


def estate(count: int) -> Community:
    """So many units of 50.00 to 139.99 ㎡, all alike but for that."""
    areas = [f"{50 + i * 7 % 90}.{i % 100:02}" for i in range(count)]
    return Community("锦苑", [Unit(f"{i}", area, Owner(f"O-{i}")) for i, area in enumerate(areas)])


def schedule() -> FeeSchedule:
    """The yardstick's four items."""
    return FeeSchedule(
        "2026",
        creditor="锦苑物业",
        in_force=Period.year(2026),
        items=[
            fees.Item("property", "物业服务费", fees.PerArea("2.80")),
            fees.Item("parking", "车位服务费", fees.Flat("80")),
            fees.Item("lift", "电梯费", fees.PerArea("0.35")),
            fees.Item("hall", "公摊电费", fees.Shared("area")),
        ],
        terms=fees.Terms(fees.DueDay(25)),
        rounding=Rounding.fen(each="line"),
    )


def main(count: int = 100_000) -> None:
    """Print the ratios."""
    units, terms, month = estate(count), schedule(), Period.month(2026, 10)

    def issue() -> fees.Run:
        return fees.issue(units, terms, month, costs={"hall": COST})

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

    plain, made = best(lambda: yardstick.bills(units.units, Decimal(COST)))
    total = int(100 * sum((line.amount for bill in made for line in bill.lines), Decimal(0)))
    del made
    print(f"{count} units, 4 lines each; the plain loop takes {plain:.2f} s")
    for name, deed in (("rows", rows), ("csv", table), ("bills", bills), ("lines", lines)):
        seconds, fen = best(deed)
        print(f"  {name:6} {seconds:6.2f} s  {plain / seconds:5.2f} x  same: {fen == total}")


if __name__ == "__main__":
    main()
