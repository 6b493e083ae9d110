"""Issuing bills (出账): one schedule, one month, every unit and whoever owes for it.

>>> from ..dates import DueDay
>>> from ..estate import Owner, Unit
>>> from ..rounding import Rounding
>>> from ..terms import PenaltyTerms
>>> from .schedules import Item, Terms
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

from attrs import evolve, frozen

from ..bills import Bill, BillLine
from ..dates import Period
from ..errors import MoneyError, NotInForceError, PeriodError, UnknownError
from ..estate import Community
from ..explain import Basis, Evaluator, Expr, Share, prepare, whole_fen
from ..money import Money, scaled
from .proration import Inputs, part_of_share, running_total
from .schedules import FeeSchedule
from .tariffs import Charge, Shared, Skip


@frozen
class Run:
    """What a billing run made: new bills, what it skipped and why, what was there before."""

    bills: tuple[Bill, ...]
    skipped: tuple[Skip, ...]
    existing: tuple[Bill, ...]

    @property
    def total(self) -> Money:
        """The sum of the new bills."""
        return Money.total(bill.total for bill in self.bills)

    def of_unit(self, unit: str) -> tuple[Bill, ...]:
        """The bills for a unit: one, or one for each of its owners in the period."""
        return tuple(bill for bill in self.bills if bill.unit == unit)

    def of_debtor(self, debtor: str) -> tuple[Bill, ...]:
        """The bills of a debtor, ready for :meth:`wuye.Account.of`."""
        return tuple(bill for bill in self.bills if bill.debtor == debtor)


def issue(
    estate: Community,
    schedule: FeeSchedule,
    period: Period,
    *,
    costs: Mapping[str, Money | str] | None = None,
    existing: Iterable[Bill] = (),
    booked: date | None = None,
) -> Run:
    """Issue the bills of one calendar month.

    Each item is billed when its cycle says so, for the months that its cycle says.
    ``costs`` gives each shared cost (yuan) by item code.  Where a unit changes owner
    inside a service period, each owes for his part by the schedule's proration, and the
    parts add up to the whole.

    ``existing`` are the bills issued before.  A unit that has bills for the period gets
    no others, and a cost that was shared out is not shared again: what would be charged
    differently today is skipped, with both amounts.

    Bills take effect on the first day of the month; ``booked`` is when they are entered,
    the same day unless said otherwise.

    Raises :class:`~wuye.errors.NotInForceError` when the schedule does not cover the
    period, :class:`~wuye.errors.UnknownError` for the cost of an unknown item.
    """
    pools = {code: Money(cost) for code, cost in (costs or {}).items()}
    _check(schedule, period, pools)
    before: dict[str, list[Bill]] = {}
    for bill in existing:
        if (bill.creditor, bill.period) == (schedule.creditor, period):
            before.setdefault(bill.unit, []).append(bill)
    lines, skipped = _lines(estate, schedule, period, pools)
    shared = {item.code for item in schedule.items if isinstance(item.tariff, Shared)}
    issued = (line.code for there in before.values() for bill in there for line in bill.lines)
    shared_out = shared.intersection(issued)
    bills: list[Bill] = []
    for unit, by_debtor in lines.items():
        drafts = [
            Bill(
                id=bill_id(period, unit, debtor),
                creditor=schedule.creditor,
                debtor=debtor,
                unit=unit,
                period=period,
                on=period.start,
                due=schedule.terms.due.of(period),
                lines=owed,
                penalty=schedule.terms.penalty,
                booked=booked or period.start,
            )
            for debtor, owed in by_debtor.items()
        ]
        if unit in before:
            skipped += _differences(unit, before[unit], drafts)
            continue
        for draft in drafts:
            late = [line for line in draft.lines if line.code in shared_out]
            skipped += _differences(unit, (), [evolve(draft, lines=late)])
            rest = [line for line in draft.lines if line.code not in shared_out]
            bills += [evolve(draft, lines=rest)] if rest else []
    for unit in sorted(before.keys() - lines.keys()):
        skipped += _differences(unit, before[unit], ())
    there = tuple(bill for issued in before.values() for bill in issued)
    return Run(tuple(bills), tuple(skipped), there)


def _lines(
    estate: Community, schedule: FeeSchedule, period: Period, pools: Mapping[str, Money]
) -> tuple[dict[str, dict[str, list[BillLine]]], list[Skip]]:
    """Charge every item to every unit: lines by unit and debtor, and what was skipped."""
    skipped: list[Skip] = []
    lines: dict[str, dict[str, list[BillLine]]] = {unit.id: {} for unit in estate.units}
    evaluators: dict[Expr, Evaluator] = {}
    for item in schedule.items:
        service = item.cycle.service(period)
        if service is None:
            continue
        for charge in item.tariff.lower(item.code, estate.units, pools.get(item.code)):
            if isinstance(charge, Skip):
                skipped.append(charge)
                continue
            for owner, part in estate.liable(charge.unit.id, service, schedule.first_day):
                basis = _basis(charge, schedule, service, part)
                if basis.expr not in evaluators:
                    evaluators[basis.expr] = prepare(basis.expr)
                ratios = {name: scaled(value) for name, value in basis.inputs}
                fen = whole_fen(evaluators[basis.expr](ratios))
                mine = lines[charge.unit.id].setdefault(owner.id, [])
                code = item.code
                if any(line.code == code for line in mine):
                    code += f":{part.start}"  # sold and bought back within the period
                id_ = f"{bill_id(period, charge.unit.id, owner.id)}:{code}"
                mine.append(BillLine(id_, code, item.name, part, fen, basis))
    return lines, skipped


def _differences(unit: str, issued: Iterable[Bill], drafts: Iterable[Bill]) -> Iterator[Skip]:
    """What bills already issued charge otherwise than they would today."""

    def charges(bills: Iterable[Bill]) -> dict[str, tuple[str, Money]]:
        return {line.id: (line.code, line.amount) for bill in bills for line in bill.lines}

    old, new = charges(issued), charges(drafts)
    for line in old | new:
        was, now = (str(c[line][1]) if line in c else "none" for c in (old, new))
        if was != now:
            yield Skip(unit, (old | new)[line][0], "issued-otherwise", f"{line}: {was} -> {now}")


def bill_id(period: Period, unit: str, debtor: str) -> str:
    """The id of a bill: the same inputs always give the same one.

    >>> bill_id(Period.month(2026, 10), "3-1-502", "O-17")
    '2026-10:3-1-502:O-17'
    """
    parts = (part.replace("%", "%25").replace(":", "%3A") for part in (unit, debtor))
    return ":".join((f"{period.start:%Y-%m}", *parts))


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


def _basis(charge: Charge, schedule: FeeSchedule, service: Period, part: Period) -> Basis:
    """Lay the basis of the part of a service period that one owner owes."""
    price, rounding = charge.expr, schedule.rounding

    def by(day: date, named: str) -> tuple[Expr, Inputs]:
        if isinstance(price, Share):  # a share is whole fen, and so are its parts
            return part_of_share(price, service, day, evolve(rounding, unit=1), named=named)
        return running_total(price, service, day, rounding, schedule.proration, named=named)

    expr, inputs = by(part.end, "")
    if part.start > service.start:
        before, more = by(part.start, "_before")
        expr, inputs = expr - before, inputs | more
    return Basis(expr, (*charge.inputs, *inputs.items()), charge.cites)
