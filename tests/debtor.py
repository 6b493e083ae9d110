"""One debtor with bills of some months, for tests of dunning; all names invented."""

from __future__ import annotations

from datetime import date

from attrs import frozen

from wuye import Account, Bill, Community, FeeSchedule, Owner, Period, Rounding, Unit, fees
from wuye.dunning import Decision

ESTATE = Community("锦苑", [Unit("3-1-502", "100.00", Owner("O-17"))])


def bill(month: int, *, daily: str | None = None, year: int = 2026, due: int = 25) -> Bill:
    """The bill of a month: 280.00 for the property and 20.00 for the hall, due on the 25th."""
    plan = FeeSchedule(
        "住宅",
        creditor="锦苑物业",
        in_force=Period.year(year),
        rounding=Rounding.fen(each="line"),
        items=[
            fees.Item("property", "物业服务费", fees.PerArea("2.80")),
            fees.Item("hall", "公摊电费", fees.Flat("20")),
        ],
        terms=fees.Terms(fees.DueDay(due), fees.PenaltyTerms(daily) if daily else None),
    )
    return fees.issue(ESTATE, plan, Period.month(year, month)).bills[0]


def account(*months: int, daily: str | None = None) -> Account:
    """An account with the bills of some months of 2026."""
    return Account.of([bill(month, daily=daily) for month in months])


def items(*bills: Bill) -> tuple[str, ...]:
    """The ids of all lines."""
    return tuple(line.id for each in bills for line in each.lines)


def says(decision: Decision) -> str:
    """The stage of the notice, or the one reason for which nothing goes out."""
    if decision.actions:
        return decision.actions[0].stage
    (reason,) = {left.reason for left in decision.withheld}
    return reason


@frozen
class Weekdays:
    """Weekends are days of rest, and so are some more; some are worked."""

    off: frozenset[date] = frozenset()
    worked: frozenset[date] = frozenset()

    def is_workday(self, day: date) -> bool:
        return day in self.worked or (day.weekday() < 5 and day not in self.off)
