"""Fee schedules (收费标准): which items are charged, when due, to whom."""

from __future__ import annotations

from typing import Literal

from attrs import field, frozen

from ..dates import DueDay, Period
from ..errors import DuplicateError, RuleError, UnknownError, one_of
from ..estate import FirstDay
from ..rounding import Rounding
from ..terms import PenaltyTerms
from .items import Item
from .proration import Proration

Property = Literal["", "residential", "commercial", "office"]
PriceRegime = Literal["", "guided", "market"]
ChargingRegime = Literal["", "lump-sum", "commission"]


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
        for item in self.items:
            if item.code == code:
                return item
        raise UnknownError(
            "no such item", code, self.name, f"items: {[item.code for item in self.items]}"
        )
