"""Fee schedules (收费标准): which items are charged, how, when due, to whom."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from ..dates import DueDay, Period, anniversary, months_between
from ..errors import DuplicateError, PeriodError, RuleError, one_of
from ..estate import FirstDay, Scope
from ..money import exact, exact_sum
from ..rounding import Rounding
from ..terms import PenaltyTerms
from .proration import Proration
from .tariffs import PerArea, Shared, Tariff
from .waivers import Discount, FreeMonths

if TYPE_CHECKING:  # only named here, so that charging loads no law
    from ..law.checks import GuidedPrice

Property = Literal["", "residential", "commercial", "office"]
PriceRegime = Literal["", "guided", "market"]
ChargingRegime = Literal["", "lump-sum", "commission"]


@frozen
class Cycle:
    """Which months a bill charges (计费周期).

    Every ``every`` months, counted from the month ``first`` of the year, a bill charges
    as many months: those that begin with it (预付), or those that began ``back`` months
    before (后付).  ``from_hand_over`` counts each unit's months from the day on which it
    was handed over (对年对月): the bill of the month in which such a stretch begins
    charges it.

    >>> Cycle.arrears(months=1).service(Period.month(2026, 10)) == Period.month(2026, 9)
    True
    >>> quarter = Cycle.advance(every=3)
    >>> quarter.service(Period.month(2026, 10)).days, quarter.service(Period.month(2026, 11))
    (92, None)
    >>> print(Cycle.anniversary().service(Period.month(2026, 3), date(2019, 3, 15)))
    2026-03-15 to 2027-03-14
    """

    every: int = 1
    back: int = 0
    first: int = 1
    from_hand_over: bool = False

    def __attrs_post_init__(self) -> None:
        if self.every not in {1, 2, 3, 4, 6, 12} or self.back < 0 or not 1 <= self.first <= 12:
            raise PeriodError(
                "no such cycle",
                f"every {self.every} months, {self.back} back, from month {self.first}",
                "Cycle",
                "every 1, 2, 3, 4, 6 or 12 months, 0 or more back, from month 1 to 12",
            )

    @classmethod
    def advance(cls, *, every: int = 1, first: int = 1) -> Cycle:
        """The months that begin with the month of the bill."""
        return cls(every, 0, first)

    @classmethod
    def arrears(cls, *, months: int | None = None, every: int = 1, first: int = 1) -> Cycle:
        """Months before the bill's: those just ended, unless ``months`` says how far back."""
        back = every if months is None else months
        if back < 1:
            raise PeriodError("arrears lie in the past", back, "Cycle.arrears", "give 1 or more")
        return cls(every, back, first)

    @classmethod
    def anniversary(cls, *, every: int = 12, back: int = 0) -> Cycle:
        """Months counted from the day on which each unit was handed over."""
        return cls(every, back, from_hand_over=True)

    def steps(self, month: Period, handed_over: date | None = None) -> tuple[date, ...] | None:
        """The days on which the months that a bill charges begin, and their end.

        None when the month charges nothing, or when a unit's months are counted from a
        hand-over that has not been.
        """
        if self.from_hand_over:
            if handed_over is None:
                return None
            passed = months_between(handed_over, month.start)
            if passed < 0 or passed % self.every:
                return None
            anchor, begun = handed_over, passed - self.back
        else:
            if (month.start.month - self.first) % self.every:
                return None
            anchor, begun = month.start, -self.back
        return tuple(anniversary(anchor, begun + i) for i in range(self.every + 1))

    def service(self, month: Period, handed_over: date | None = None) -> Period | None:
        """The days that the bill for a month charges; None in between."""
        steps = self.steps(month, handed_over)
        return Period(steps[0], steps[-1]) if steps else None


#: What becomes of days that were billed before their price changed.
Clause = Literal["", "locked", "top-up"]


def _bound(value: object) -> Decimal | None:
    return None if value is None else exact(value, place="Item")


def _components(given: Iterable[tuple[str, object]]) -> tuple[tuple[str, Decimal], ...]:
    return tuple((name, exact(amount, place="Item.components")) for name, amount in given)


@frozen
class Item:
    """One thing that is charged (收费项目): a code, its name on the bill, its tariff.

    What changes the price comes in a fixed order: the unit's ``coefficient`` (such as a
    floor's; ``agreed`` says where), then ``least`` and ``most`` (保底、封顶: yuan for each
    month, or for the period of a tariff that has no months), then ``discounts``, then a
    unit's waiver, then proration and rounding.  A minimum goes with the days of a part
    month as the price does, so it may stand before proration.

    ``price_change`` says what becomes of days that were billed before their price changed:
    ``"top-up"`` charges or credits the difference, ``"locked"`` keeps the price at which
    they were billed.  Where the contract's clause is not said, such a difference is listed
    and nobody can correct it.

    ``scope`` is who is charged at all; None is everyone.  ``creditor`` and ``payee`` differ
    from the schedule's for what is collected for another (代收).

    ``components`` tell what a rate pays for (费用构成): cleaning, greening, lifts, each in
    yuan a ㎡; together they are the rate.  ``guide`` is the guided price that the rate must
    keep to (政府指导价), a :class:`~wuye.law.checks.GuidedPrice`.
    """

    code: str
    name: str
    tariff: Tariff
    cycle: Cycle = Cycle.advance()
    scope: Scope | None = field(default=None, kw_only=True)
    coefficient: str = field(default="", kw_only=True)
    agreed: str = field(default="", kw_only=True)
    least: Decimal | None = field(default=None, converter=_bound, kw_only=True)
    most: Decimal | None = field(default=None, converter=_bound, kw_only=True)
    discounts: tuple[Discount | FreeMonths, ...] = field(
        default=(), converter=tuple[Discount | FreeMonths, ...], kw_only=True
    )
    price_change: Clause = field(default="", validator=one_of("", "locked", "top-up"), kw_only=True)
    creditor: str = field(default="", kw_only=True)
    payee: str = field(default="", kw_only=True)
    components: tuple[tuple[str, Decimal], ...] = field(
        default=(), converter=_components, kw_only=True
    )
    guide: GuidedPrice | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.code or ":" in self.code:
            raise RuleError("a code is a word without colons", self.code, "Item", "rename it")
        if self.coefficient and not self.agreed:
            raise RuleError(
                "a coefficient holds only where it is agreed",
                self.coefficient,
                f"item {self.code}",
                "name the contract or decision in agreed=...",
            )
        if self.least is not None and self.most is not None and self.least > self.most:
            raise RuleError("the minimum is above the cap", self.code, "Item", "give them in order")
        if self.cycle.from_hand_over and isinstance(self.tariff, Shared):
            raise RuleError(
                "one cost is not shared over units whose periods differ",
                self.code,
                "Item",
                "share it by calendar months",
            )
        if self.components:
            self._check_components()
        if self.guide and not (isinstance(self.tariff, PerArea) and self.tariff.per == "month"):
            raise RuleError(
                "a guided price is for a ㎡ and month", self.code, "Item.guide", "leave it out"
            )

    def _check_components(self) -> None:
        names, amounts = zip(*self.components, strict=True)
        if len(set(names)) < len(names):
            raise DuplicateError("a component is given twice", names, f"item {self.code}", "add up")
        rate = self.tariff.rate if isinstance(self.tariff, PerArea) else None
        if not isinstance(rate, Decimal):
            raise RuleError(
                "components explain one rate by area",
                names,
                f"item {self.code}",
                "leave them out; for a rate that changes write a schedule for each",
            )
        together = exact_sum(amounts)
        if min(amounts) < 0 or together != rate:
            raise RuleError(
                f"components make {together}, and the rate is {rate}",
                [str(amount) for amount in amounts],
                f"item {self.code}",
                "give each 0 or more, together the rate",
            )


@frozen
class Terms:
    """When a bill falls due, and the penalty clause if the contract has one.

    A supplement that corrects a bill falls due by a rule of its own; see
    :class:`~wuye.dates.DueAfter`.
    """

    due: DueDay
    penalty: PenaltyTerms | None = None


@frozen
class FeeSchedule:
    """The fees of a community over a time: items, terms, rounding, creditor.

    ``rounding`` has no default: real bills differ by fen on the point of rounding alone.
    ``creditor`` is to whom the fees are owed; debts to different creditors never mix.
    ``payee`` is the account to pay into and ``project`` the community as the company
    files it; both stand on every bill.  ``proration`` says how part months count;
    ``first_day`` from which day a hand-over makes the buyer owe (the following month in
    some cities, whatever the contract).

    What a schedule says beside its prices, and :func:`~wuye.fees.check` asks for: ``use``,
    the kind of property it is for; ``grade`` of service (服务等级); ``price_regime``, guided
    (政府指导价, set by the document ``guided_by``) or market (市场调节价);
    ``charging_regime``, a lump sum (包干制) or commission (酬金制).  Empty is not said.
    """

    name: str
    creditor: str = field(kw_only=True)
    in_force: Period = field(kw_only=True)
    items: tuple[Item, ...] = field(converter=tuple[Item, ...], kw_only=True)
    terms: Terms = field(kw_only=True)
    rounding: Rounding = field(kw_only=True)
    proration: Proration = field(default=Proration.ACTUAL_DAYS, kw_only=True)
    first_day: FirstDay = field(default=FirstDay.HAND_OVER, kw_only=True)
    payee: str = field(default="", kw_only=True)
    project: str = field(default="", kw_only=True)
    use: Property = field(
        default="", validator=one_of("", "residential", "commercial", "office"), kw_only=True
    )
    grade: str = field(default="", kw_only=True)
    price_regime: PriceRegime = field(
        default="", validator=one_of("", "guided", "market"), kw_only=True
    )
    guided_by: str = field(default="", kw_only=True)
    charging_regime: ChargingRegime = field(
        default="", validator=one_of("", "lump-sum", "commission"), kw_only=True
    )

    def __attrs_post_init__(self) -> None:
        codes = [item.code for item in self.items]
        if len(set(codes)) < len(codes):
            raise DuplicateError("an item code is given twice", codes, self.name, "keep one")
        if self.rounding.each not in {"line", "month"}:
            each = self.rounding.each
            raise RuleError("a penalty is rounded so, no bill", each, self.name, "line or month")
        guided = [item.code for item in self.items if item.guide]
        if self.price_regime == "market" and (guided or self.guided_by):
            raise RuleError(
                "a market price has no guided price",
                guided or self.guided_by,
                self.name,
                'say price_regime="guided", or leave the guide out',
            )

    def item(self, code: str) -> Item:
        """Find an item by its code."""
        return next(item for item in self.items if item.code == code)
