"""Items (收费项目): one thing that is charged, and what changes its price."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from attrs import field, frozen

from ..errors import DuplicateError, MoneyError, RuleError, one_of
from ..estate import Scope
from ..money import exact, exact_sum
from .cycles import Cycle

if TYPE_CHECKING:  # only named here, so that a schedule loads no tariff that it has not
    from ..law.checks import GuidedPrice
    from .tariffs import Tariff
    from .waivers import Discount, FreeMonths

Clause = Literal["", "locked", "top-up"]


def _bound(value: object) -> Decimal | None:
    if value is None:
        return None
    bound = exact(value, place="Item")
    if bound < 0:
        raise MoneyError("a bound is not below 0", str(bound), "Item", "give 0 or more")
    return bound


def _components(given: Iterable[tuple[str, object]]) -> tuple[tuple[str, Decimal], ...]:
    return tuple((name, exact(amount, place="Item.components")) for name, amount in given)


def _discounts(given: Iterable[Discount | FreeMonths]) -> tuple[Discount | FreeMonths, ...]:
    return tuple(given)


@frozen
class Item:
    """One thing that is charged (收费项目): a code, its name on the bill, its tariff.

    What changes the price comes in a fixed order: the unit's ``coefficient`` (such as a
    floor's; ``agreed`` says where), then ``least`` and ``most`` (保底、封顶: yuan for each
    month, or for the period of a tariff that has no months), then ``discounts``, then a
    unit's waiver, then proration and rounding.  The shares of a cost have no coefficient and
    no bounds: they add up to it.  A minimum goes with the days of a part
    month as the price does, so it may stand before proration.

    ``price_change`` says what becomes of days that were billed before their price changed:
    ``"top-up"`` charges or credits the difference, ``"locked"`` keeps the price at which
    they were billed.  Where the contract's clause is not said, such a difference is listed
    and nobody can correct it.

    ``scope`` is who is charged at all; None is everyone.  ``creditor`` is to whom it is owed
    where that is not the schedule's: a debt of its own, on a bill of its own.  ``payee`` is
    another account to pay into.  What is ``collected`` for another (代收) on the creditor's
    own account takes no money but what is meant for it.

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
        default=(), converter=_discounts, kw_only=True
    )
    price_change: Clause = field(default="", validator=one_of("", "locked", "top-up"), kw_only=True)
    creditor: str = field(default="", kw_only=True)
    payee: str = field(default="", kw_only=True)
    collected: bool = field(default=False, kw_only=True)
    components: tuple[tuple[str, Decimal], ...] = field(
        default=(), converter=_components, kw_only=True
    )
    guide: GuidedPrice | None = field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        from .tariffs import PerArea, Shared

        if not self.code or ":" in self.code:
            raise RuleError("a code is a word without colons", self.code, "Item", "rename it")
        if not hasattr(self.tariff, "changes"):  # a text can be lowered, too
            raise RuleError(
                "a price is a tariff", self.tariff, f"item {self.code}", 'write PerArea("2.80")'
            )
        if self.coefficient and not self.agreed:
            raise RuleError(
                "a coefficient holds only where it is agreed",
                self.coefficient,
                f"item {self.code}",
                "name the contract or decision in agreed=...",
            )
        if self.least is not None and self.most is not None and self.least > self.most:
            raise RuleError("the minimum is above the cap", self.code, "Item", "give them in order")
        bounded = self.least is not None or self.most is not None
        if isinstance(self.tariff, Shared) and (self.coefficient or bounded):
            raise RuleError(
                "shares of a cost add up to it, and a coefficient, minimum or cap would change that",
                self.code,
                "Item",
                'weigh the shares (Shared(by="coefficient")), or leave it out',
            )
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
        from .tariffs import PerArea

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
