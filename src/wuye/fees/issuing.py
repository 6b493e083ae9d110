"""Issuing bills (出账): one schedule, one month, every unit and whoever owes for it.

>>> from ..dates import DueDay
>>> from ..estate import Owner, Unit
>>> from ..rounding import Rounding
>>> from ..terms import PenaltyTerms
>>> from .items import Item
>>> from .schedules import Terms
>>> from .tariffs import PerArea
>>> estate = Community("锦苑", [Unit("1-101", "93.37", Owner("O-1"))])
>>> schedule = FeeSchedule(
...     "2026",
...     creditor="锦苑物业",
...     in_force=Period.year(2026),
...     items=[Item("property", "物业服务费", PerArea("1.85"))],
...     terms=Terms(DueDay(25), PenaltyTerms("0.0003")),
...     rounding=Rounding.fen(each="line"),
... )
>>> run = issue(estate, schedule, Period.month(2026, 10))
>>> run.total, run.bills[0].due, run.skipped
(Money('172.73'), datetime.date(2026, 10, 25), ())
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING

from ..bills import Bill
from ..dates import Period, WorkdayCalendar
from ..errors import (
    DuplicateError,
    MoneyError,
    NotInForceError,
    PeriodError,
    RuleError,
    UnknownError,
)
from ..estate import Community
from ..money import Money
from .assembling import assemble
from .charging import Charging
from .differences import Difference, compare, without
from .lines import Lines
from .parts import Relief
from .runs import Run
from .schedules import FeeSchedule
from .tariffs import Facts, Shared, Skip
from .tariffs.charges import NOBODY, OfDays
from .waivers import Waiver

if TYPE_CHECKING:
    from .meters.book import MeterBook
    from .tariffs.stays import Stay, Stays


def issue(
    estate: Community,
    schedule: FeeSchedule,
    period: Period,
    *,
    costs: Mapping[str, Money | str] | None = None,
    readings: MeterBook | None = None,
    stays: Iterable[Stay] = (),
    waivers: Iterable[Waiver] = (),
    existing: Iterable[Bill] = (),
    credited: Mapping[str, Money] | None = None,
    conceded: Mapping[str, Money] | None = None,
    booked: date | None = None,
    calendar: WorkdayCalendar | None = None,
) -> Run:
    """Issue the bills of one calendar month.

    Each item is billed when its cycle says so, for the months that its cycle says.
    ``costs`` gives each shared cost (yuan) by item code; ``readings`` is the meter book for
    what is charged or shared by usage; ``stays`` are those of vehicles, charged where they
    ended in the service period.  Where a unit changes owner
    inside a service period, each owes for his part by the schedule's proration, and the
    parts add up to the whole.

    ``existing`` are the bills issued before under this schedule, or another version of it;
    ``credited`` what corrections took back of their lines since, and ``conceded`` what was
    credited for other reasons (:func:`wuye.ledger.standing` reads all three from
    documents).  A unit that has bills for the period gets no others, and a cost that was
    shared out is not shared again: what would be charged differently today is one of the
    run's ``differences``, with both amounts; :func:`wuye.ledger.correct` turns them into
    credits and supplements.  Where no stays are given they are not known, and no difference.

    A bill that has none of the schedule's items, or is for a unit that the schedule does not
    charge, is another schedule's and left alone; where it has the id of a new bill, the new
    one is numbered.

    Bills take effect on the first day of the month; ``booked`` is when they are entered,
    the same day unless said otherwise.  ``calendar`` is needed where the due day moves off
    holidays.

    Raises :class:`~wuye.errors.NotInForceError` when the schedule does not cover the
    period, :class:`~wuye.errors.UnknownError` for the cost of an unknown item,
    for stays that no item charges and for a waiver of a unit or an item that is not here,
    :class:`~wuye.errors.DuplicateError` for two waivers of one id, and
    :class:`~wuye.errors.RuleError` for a cost that the bills of the month do not share and
    for a waiver that contradicts the item.
    """
    pools = {code: Money(cost) for code, cost in (costs or {}).items()}
    _check(schedule, period, pools)
    waivers = tuple(waivers)
    _check_waivers(estate, schedule, period, waivers)
    due = schedule.terms.due.of(period, calendar)
    stays = tuple(stays)
    facts = Facts(pools, _parked(estate, schedule, stays), readings)
    charging = Charging(estate, schedule, period, facts, waivers)
    lines: list[Lines] = []
    skipped: list[Skip] = []
    reliefs: list[Relief] = []
    for item in schedule.items:
        for made in charging.item(item):
            match made:
                case Lines():
                    lines.append(made)
                case Relief():
                    reliefs.append(made)
                case Skip():
                    skipped.append(made)
    skipped += _nobodys(estate, schedule, period, facts.stays)
    booked = booked or period.start
    creditors = {schedule.creditor, *(item.creditor for item in schedule.items)}
    known = {bill.id: bill for bill in existing if bill.period == period}
    before = tuple(bill for bill in known.values() if bill.creditor in creditors)
    new: tuple[Lines, ...] = tuple(lines)
    differences: tuple[Difference, ...] = ()
    mine = _mine(estate, schedule, before)
    if mine:
        billed = {bill.unit for bill in mine}
        shared = {item.code for item in schedule.items if isinstance(item.tariff, Shared)}
        out = shared.intersection(line.code for bill in mine for line in bill.lines)
        new = without(lines, billed, out)
        reliefs = [each for each in reliefs if each.unit not in billed and each.item not in out]
        fresh = {id(made) for made in new}
        touched = [made for made in lines if id(made) not in fresh]
        rest = [m.only([u.id in billed or m.item.code in out for u in m.units]) for m in touched]
        untold = {i.code for i in schedule.items if isinstance(i.tariff, OfDays)}
        found = compare(
            mine,
            assemble(rest, estate.units, schedule, period, booked, due),
            skipped,
            credited or {},
            conceded or {},
            {item.code: item.price_change for item in schedule.items},
        )
        differences = tuple(each for each in found if stays or each.item not in untold)
    return Run(
        estate,
        schedule,
        period,
        booked,
        due,
        new,
        tuple(dict.fromkeys(skipped)),
        tuple(reliefs),
        differences,
        before,
    )


def issue_each(
    estate: Community,
    schedule: FeeSchedule,
    period: Period,
    *,
    costs: Mapping[str, Money | str] | None = None,
    readings: MeterBook | None = None,
    stays: Iterable[Stay] = (),
    waivers: Iterable[Waiver] = (),
    booked: date | None = None,
    calendar: WorkdayCalendar | None = None,
) -> Iterator[Bill | Skip]:
    """Issue bills one by one, holding compact lines and no bill; skips come first.

    For a month that has no bills yet; see :func:`issue` for everything else.
    """
    run = issue(
        estate,
        schedule,
        period,
        costs=costs,
        readings=readings,
        stays=stays,
        waivers=waivers,
        booked=booked,
        calendar=calendar,
    )
    yield from run.skipped
    yield from run.each()


def _check(schedule: FeeSchedule, period: Period, costs: Mapping[str, Money]) -> None:
    if period != Period.month(period.start.year, period.start.month):
        raise PeriodError("not a calendar month", str(period), "fees.issue", "use Period.month")
    if not schedule.in_force.start <= period.start < period.end <= schedule.in_force.end:
        raise NotInForceError(
            f"the schedule is in force from {schedule.in_force}",
            str(period),
            schedule.name,
            "issue under the schedule of that period",
        )
    below = [code for code, cost in costs.items() if cost.fen < 0]
    if below:
        raise MoneyError("a cost below 0 cannot be billed", below, schedule.name, "credit it")
    unknown = set(costs) - {item.code for item in schedule.items}
    if unknown:
        raise UnknownError(
            "a cost for no item",
            sorted(unknown),
            schedule.name,
            f"items: {[item.code for item in schedule.items]}",
        )
    idle = [
        item.code
        for item in schedule.items
        if item.code in costs and not (isinstance(item.tariff, Shared) and item.cycle.steps(period))
    ]
    if idle:
        raise RuleError(
            f"a cost that is not shared on the bills of {period}",
            idle,
            schedule.name,
            "give it with the month whose bills share it, to an item with a tariff of Shared",
        )


def _check_waivers(
    estate: Community, schedule: FeeSchedule, period: Period, waivers: tuple[Waiver, ...]
) -> None:
    ids = [waiver.id for waiver in waivers]
    if len(set(ids)) < len(ids):
        raise DuplicateError("two waivers have one id", ids, schedule.name, "keep one of each")
    items = {item.code for item in schedule.items}
    for waiver in waivers:
        estate.unit(waiver.unit)
        unknown = [code for code in waiver.items if code not in items]
        if unknown and waiver.days.overlaps(period):
            raise UnknownError(
                "a waiver of no item", unknown, f"waiver {waiver.id}", f"items: {sorted(items)}"
            )


def _mine(estate: Community, schedule: FeeSchedule, bills: tuple[Bill, ...]) -> tuple[Bill, ...]:
    """The bills of this schedule; another of the same creditor charges other items or units."""
    if not bills:
        return ()
    codes = {item.code for item in schedule.items}
    scopes = [item.scope for item in schedule.items]
    others: set[str] = set()
    if all(scopes):
        charged = {unit.id for scope in scopes if scope for unit in scope.units(estate)}
        others = {unit.id for unit in estate.units} - charged
    return tuple(
        bill
        for bill in bills
        if bill.unit not in others
        and any(line.code.partition(":")[0] in codes for line in bill.lines)
    )


def _nobodys(
    estate: Community, schedule: FeeSchedule, period: Period, stays: Stays
) -> Iterator[Skip]:
    """Stays of units that no item for stays is for, in a month in which one is billed."""
    timed = [i for i in schedule.items if isinstance(i.tariff, OfDays) and i.cycle.steps(period)]
    if not stays or not timed or any(item.scope is None for item in timed):
        return
    charged = {unit.id for i in timed if i.scope for unit in i.scope.units(estate)}
    for unit in sorted(stays.keys() - charged - {NOBODY}):
        yield Skip(unit, "", "item-missing", ", ".join(stay.id for stay in stays[unit]))


def _parked(estate: Community, schedule: FeeSchedule, stays: tuple[Stay, ...]) -> Stays:
    """The stays by unit, when there are any and an item that charges them."""
    if not stays:
        return {}
    from .tariffs.stays import by_unit
    from .tariffs.timed import Timed

    timed = [item for item in schedule.items if isinstance(item.tariff, Timed)]
    if not timed:
        raise UnknownError(
            "stays for no item", None, schedule.name, "add an item with a tariff of Timed"
        )
    wrong = [item.code for item in timed if item.cycle.from_hand_over]
    if wrong:
        raise RuleError(
            "stays are charged by calendar months", wrong, schedule.name, "choose another cycle"
        )
    return by_unit(estate, stays)
