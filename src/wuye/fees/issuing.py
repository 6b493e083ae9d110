"""Issuing bills (出账): one schedule, one month, every unit and whoever owes for it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from attrs import evolve, frozen

from ..bills import Bill, BillLine
from ..dates import Period
from ..errors import MoneyError, NotInForceError, PeriodError, UnknownError
from ..estate import Community
from ..explain import Basis, Evaluator, Expr, Input, Rounded, Share, prepare, whole_fen
from ..money import Money, scaled
from ..rounding import Rounding
from .schedules import FeeSchedule
from .tariffs import Charge, Skip

DAYS = Input("days", "day")
DAYS_BEFORE = Input("days_before", "day")
PERIOD_DAYS = Input("period_days", "day")


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
) -> Run:
    """Issue the bills of one calendar month.

    ``costs`` gives each shared cost (yuan) by item code.  Where a unit changes owner
    inside a service period, each owes by the actual days of the period, and the parts
    add up to the whole.

    ``existing`` are the bills issued before.  A unit that has bills for the period gets
    no others: what would be charged differently today is skipped, with both amounts.

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
            )
            for debtor, owed in by_debtor.items()
        ]
        if unit in before:
            skipped += _differences(unit, before[unit], drafts)
        else:
            bills += drafts
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
        for charge in item.tariff.lower(item.code, estate.units, pools.get(item.code)):
            if isinstance(charge, Skip):
                skipped.append(charge)
                continue
            for owner, part in estate.liable(charge.unit.id, service):
                basis = _basis(charge, schedule.rounding, service, part)
                if basis.expr not in evaluators:
                    evaluators[basis.expr] = prepare(basis.expr)
                ratios = {name: scaled(value) for name, value in basis.inputs}
                fen = whole_fen(evaluators[basis.expr](ratios))
                mine = lines[charge.unit.id].setdefault(owner.id, [])
                id_ = f"{bill_id(period, charge.unit.id, owner.id)}:{item.code}"
                if any(line.code == item.code for line in mine):
                    id_ += f":{part.start}"  # sold and bought back within the period
                mine.append(BillLine(id_, item.code, item.name, part, fen, basis))
    return lines, skipped


def _differences(unit: str, issued: Iterable[Bill], drafts: Iterable[Bill]) -> Iterator[Skip]:
    """What bills already issued charge otherwise than they would today."""

    def charges(bills: Iterable[Bill]) -> dict[str, tuple[str, Money]]:
        return {line.id: (line.code, line.amount) for bill in bills for line in bill.lines}

    old, new = charges(issued), charges(drafts)
    for line in old | new:
        was, now = (str(c[line][1]) if line in c else "-" for c in (old, new))
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


def _basis(charge: Charge, rounding: Rounding, service: Period, part: Period) -> Basis:
    """Lay the basis of the part of a service period that one owner owes.

    Each owes the rounded running total at the end of the part less that before it, so
    the parts add up to the undivided charge, whatever the fen.
    """
    whole = charge.expr
    inputs = dict(charge.inputs)
    if isinstance(whole, Share):  # a share is whole fen, and so are its parts
        rounding = evolve(rounding, unit=1)

    def up_to(days: Input, count: int) -> Expr:
        if count == service.days:
            return whole if isinstance(whole, Share) else Rounded(whole, rounding)
        inputs[days.name] = Decimal(count)
        inputs[PERIOD_DAYS.name] = Decimal(service.days)
        return Rounded(whole * days / PERIOD_DAYS, rounding)

    expr = up_to(DAYS, (part.end - service.start).days)
    before = (part.start - service.start).days
    if before:
        expr -= up_to(DAYS_BEFORE, before)
    return Basis(expr, tuple(inputs.items()), charge.cites)
