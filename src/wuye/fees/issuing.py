"""Issuing bills (出账): one schedule, one month, every unit and whoever owes for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from attrs import frozen

from ..bills import Bill, BillLine
from ..dates import Period
from ..errors import NotInForceError, PeriodError, UnknownError
from ..estate import Community, Owner
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
    """What a billing run made: bills, what it skipped and why, what was there before."""

    bills: tuple[Bill, ...]
    skipped: tuple[Skip, ...]
    existing: tuple[str, ...]

    @property
    def total(self) -> Money:
        """The sum of all bills."""
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
    existing: Collection[str] = (),
) -> Run:
    """Issue the bills of one calendar month.

    ``costs`` gives each shared cost (yuan) by item code; ``existing`` the ids of bills issued
    before, which are not issued again.  Where a unit changes owner inside a service
    period, each owes by the actual days of the period, and the parts add up to the whole.

    Raises :class:`~wuye.errors.NotInForceError` when the schedule does not cover the
    period, :class:`~wuye.errors.UnknownError` for the cost of an unknown item.
    """
    pools = {code: Money(cost) for code, cost in (costs or {}).items()}
    _check(schedule, period, pools)
    skipped: list[Skip] = []
    lines: dict[str, dict[str, list[BillLine]]] = {unit.id: {} for unit in estate.units}
    evaluators: dict[Expr, Evaluator] = {}
    for item in schedule.items:
        service = item.cycle.service(period)
        for charge in item.tariff.lower(item.code, estate.units, pools.get(item.code)):
            if isinstance(charge, Skip):
                skipped.append(charge)
                continue
            unit = charge.unit.id
            for owner, part in estate.liable(unit, service):
                basis = _basis(charge, schedule.rounding, service, part)
                evaluate = evaluators.get(basis.expr) or prepare(basis.expr)
                evaluators[basis.expr] = evaluate
                ratios = {name: scaled(value) for name, value in basis.inputs}
                fen = whole_fen(evaluate(ratios))
                bill = bill_id(period, unit, owner)
                line = BillLine(bill, item.code, item.name, part, fen, basis)
                lines[unit].setdefault(owner.id, []).append(line)
    bills = tuple(
        Bill(
            id=owned[0].bill,
            creditor=schedule.creditor,
            debtor=debtor,
            unit=unit,
            period=period,
            on=period.start,
            due=schedule.terms.due.of(period),
            lines=owned,
            penalty=schedule.terms.penalty,
        )
        for unit, by_debtor in lines.items()
        for debtor, owned in by_debtor.items()
    )
    return Run(
        tuple(bill for bill in bills if bill.id not in existing),
        tuple(skipped),
        tuple(bill.id for bill in bills if bill.id in existing),
    )


def bill_id(period: Period, unit: str, owner: Owner) -> str:
    """The id of a bill: the same inputs always give the same one.

    >>> bill_id(Period.month(2026, 10), "3-1-502", Owner("O-17"))
    '2026-10:3-1-502:O-17'
    """
    parts = (part.replace("%", "%25").replace(":", "%3A") for part in (unit, owner.id))
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
