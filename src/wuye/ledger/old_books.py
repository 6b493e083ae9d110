"""What old books say is open (旧账), in the three ways in which they say it.

Until when a room has paid (已缴至), priced by a monthly amount or by the schedules of those
months; and a month in each column (1月…12月).  Lists of arrears say it outright, and need
nothing but :class:`~wuye.ledger.opening.Opening`.

>>> found = paid_through(
...     "3-1-502", "O-17", date(2026, 8, 20), until=date(2026, 10, 1),
...     item=Named("property", "物业服务费"), monthly="310.00", due=DueDay(25),
...     source="缴费登记.xlsx第3行",
... )
>>> [(str(o.service), str(o.amount), o.due.day) for o in found]
[('2026-08-21 to 2026-08-31', '110.00', 25), ('2026-09-01 to 2026-09-30', '310.00', 25)]
>>> print(found[0].basis.why())
310.00 元 × 11 天 ÷ 31 天 = 110.00 元
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from attrs import evolve

from ..bills import Bill
from ..dates import ONE_DAY, DueDay, Period, WorkdayCalendar
from ..errors import MoneyError, NotInForceError, RuleError
from ..estate import Community
from ..explain import Basis, Input, Rounded
from ..money import Money, exact
from ..rounding import Rounding
from .opening import Named, Opening, stated

if TYPE_CHECKING:  # only named here: charging is loaded when something is charged
    from ..fees import FeeSchedule, Skip

Said = Money | Literal["paid", "owed"] | None

CHARGE = Input("charge", "yuan")
_PART = Rounded(
    CHARGE * Input("days", "day") / Input("days_of_period", "day"), Rounding.fen(each="line")
)


def paid_through(
    unit: str,
    debtor: str,
    through: date,
    *,
    until: date,
    item: Named,
    monthly: Money | str,
    due: DueDay | None,
    source: str,
    calendar: WorkdayCalendar | None = None,
) -> tuple[Opening, ...]:
    """One opening item for each month since the last day that is paid for (已缴至).

    ``until`` is the first day that the new books bill.  A part month costs its part of the
    ``monthly`` amount by its actual days, and nothing when that is less than half a fen.

    Raises :class:`~wuye.errors.MoneyError` for a monthly amount that is not above 0.
    """
    found: list[Opening] = []
    price, start = Money(monthly), through + ONE_DAY
    if price.fen <= 0:
        raise MoneyError("a month costs more than 0", str(price), source, "leave the room out")
    while start < until:
        month = Period.month(start.year, start.month)
        service = Period(start, min(month.end, until))
        basis = stated(price) if service == month else _part(price, service, month)
        if basis.evaluate():
            found.append(
                Opening(
                    unit=unit,
                    debtor=debtor,
                    item=item,
                    basis=basis,
                    source=source,
                    service=service,
                    due=due.of(month, calendar) if due else None,
                )
            )
        start = month.end
    return tuple(found)


def wide_row(
    unit: str,
    debtor: str,
    months: Mapping[Period, Said],
    *,
    cells: Literal["owed", "paid"],
    item: Named,
    due: DueDay | None,
    source: str,
    monthly: Money | str | None = None,
    calendar: WorkdayCalendar | None = None,
) -> tuple[Opening, ...]:
    """What is open of a row with a month in each column (1月…12月).

    ``cells`` tells what the numbers are, for no sheet says it itself: what is still
    ``"owed"`` (then a blank owes nothing), or what was ``"paid"`` (then a blank owes the
    ``monthly`` amount, and less than it owes the rest).  The marks ``"paid"`` (√) and
    ``"owed"`` (欠) mean the same in both.

    Raises :class:`~wuye.errors.RuleError` where the monthly amount is needed and not given.
    """
    found: list[Opening] = []
    for month, said in months.items():
        open_ = said if isinstance(said, Money) and cells == "owed" else Money("0")
        if said == "owed" or (cells == "paid" and said != "paid"):
            if monthly is None:
                raise RuleError(
                    "what a month costs is not known", str(month), source, "give monthly=..."
                )
            open_ = Money(monthly) - (said if isinstance(said, Money) else Money("0"))
        if open_.fen > 0:
            found.append(
                Opening(
                    unit=unit,
                    debtor=debtor,
                    item=item,
                    basis=stated(open_),
                    source=source,
                    service=month,
                    due=due.of(month, calendar) if due else None,
                )
            )
    return tuple(found)


def by_schedule(
    estate: Community,
    schedules: Iterable[FeeSchedule],
    through: Mapping[str, date],
    *,
    until: date,
    items: Collection[str],
    source: str,
    calendar: WorkdayCalendar | None = None,
) -> tuple[tuple[Opening, ...], tuple[Skip, ...]]:
    """What units owe since their last paid day, as the schedules of those months charge it.

    ``through`` gives that day by unit, ``items`` the codes it is about; ``until`` is the
    first month that the new books bill.  Who owned a unit then owes for it.  What begins
    on a paid day and ends on one that is not owes its part by days.  Returned with it is
    what could not be charged, and why.

    Raises :class:`~wuye.errors.NotInForceError` for a month that no schedule covers.
    """
    from ..fees import issue

    given = tuple(schedules)
    found: list[Opening] = []
    skipped: list[Skip] = []
    day = min(through.values(), default=until) + ONE_DAY
    month = Period.month(day.year, day.month)
    while month.start < until:
        terms = _in_force(given, month)
        chosen = evolve(terms, items=[item for item in terms.items if item.code in items])
        run = issue(estate, chosen, month, calendar=calendar)
        skipped += [skip for skip in run.skipped if skip.unit in through]
        for bill in run.bills:
            last = through.get(bill.unit)
            found += _unpaid(bill, last, source) if last else ()
        month = month.shift(1)
    return tuple(found), tuple(skipped)


def _in_force(schedules: tuple[FeeSchedule, ...], month: Period) -> FeeSchedule:
    for schedule in schedules:
        if schedule.in_force.start <= month.start and month.end <= schedule.in_force.end:
            return schedule
    raise NotInForceError("no schedule is in force", str(month), "by_schedule", "add it")


def _unpaid(bill: Bill, last: date, source: str) -> Iterator[Opening]:
    for line in bill.lines:
        service = line.service
        if service.end - ONE_DAY <= last:
            continue
        basis = line.basis
        if service.start <= last:
            left = Period(last + ONE_DAY, service.end)
            basis, service = _part(line.amount, left, service), left
        if not basis.evaluate():
            continue
        yield Opening(
            unit=bill.unit,
            debtor=bill.debtor,
            item=Named(line.item, line.name),
            basis=basis,
            source=source,
            service=service,
            due=bill.due,
        )


def _part(charge: Money, left: Period, whole: Period) -> Basis:
    """The part of a charge that days of its period cost."""
    inputs = (
        ("charge", exact(charge.yuan, place="charge")),
        ("days", Decimal(left.days)),
        ("days_of_period", Decimal(whole.days)),
    )
    return Basis(_PART, inputs)
