"""Waivers and discounts (减免、优惠): who pays less, for how long, why, and who bears it.

A waiver is one unit's; a discount is for all.  What is taken off is somebody's cost: the
company's own, or a third party's, who is then billed for it.  Neighbours never bear it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Literal

from attrs import field, frozen

from ..dates import Period, a_day
from ..errors import MoneyError, RuleError, one_of
from ..estate import Owner
from ..explain import Bounded, Expr, Input
from ..money import Money, exact
from .tariffs.charges import Per

#: reason -> its Chinese name, as staff read it
REASONS = {
    "low-income": "低保或低收入家庭",
    "disability": "残疾人家庭",
    "illness": "重大疾病",
    "donation": "第三方资助",
    "vacancy": "空置",
    "service": "服务未达标",
    "other": "其他",
}
Ground = Literal["low-income", "disability", "illness", "donation", "vacancy", "service", "other"]


def _amount(value: Money | str | None) -> Money | None:
    return None if value is None else Money(value)


def _optional(value: object) -> Decimal | None:
    return None if value is None else _part(value)


def _part(value: object) -> Decimal:
    part = exact(value, place="share")
    if not 0 < part <= 1:
        raise MoneyError("a share lies above 0 and up to 1", str(part), "share", "0.5 is a half")
    return part


@frozen(kw_only=True)
class Waiver:
    """A waiver (减免) for one unit: a share, or an amount a month, of some items' charges.

    ``since`` and ``until`` (the day after the last) are its span; ``evidence`` says what it
    rests on; ``bearer`` is a third party who pays in the owner's place, None the company
    itself.  Of a charge that has no months the amount is for the period as a whole.

    Waivers of one unit that overlap apply in the order in which they are given, each to
    what those before it left: two halves leave a quarter.  Vacancy needs the ``rule`` that allows it, and spares shared costs only if
    that rule says so (``shared=True``).

    >>> half = Waiver(
    ...     id="W-1", unit="3-1-502", items=["property"], share="0.5", reason="low-income",
    ...     evidence="低保证", since=date(2026, 7, 1), until=date(2027, 1, 1),
    ... )
    >>> half.share, half.bearer
    (Decimal('0.5'), None)
    """

    id: str
    unit: str
    items: tuple[str, ...] = field(converter=tuple[str, ...])
    reason: Ground = field(validator=one_of(*REASONS))
    evidence: str
    since: date = field(converter=a_day)
    until: date = field(converter=a_day)
    share: Decimal | None = field(default=None, converter=_optional)
    amount: Money | None = field(default=None, converter=_amount)
    bearer: Owner | None = None
    rule: str = ""
    shared: bool = False

    def __attrs_post_init__(self) -> None:
        if (self.share is None) == (self.amount is None):
            raise RuleError("a waiver is a share or an amount", None, self.id, "give one of both")
        if self.amount is not None and self.amount.fen <= 0:
            raise MoneyError("an amount waived is above 0", str(self.amount), self.id, "give yuan")
        if not self.evidence.strip():
            raise RuleError("a waiver rests on evidence", self.reason, self.id, "say on which")
        if not self.items:
            raise RuleError("a waiver names its items", None, self.id, "give their codes")
        if self.reason == "vacancy" and not self.rule:
            raise RuleError(
                "an empty home pays as others do unless a rule allows otherwise",
                self.reason,
                self.id,
                "name the local rule, contract clause or decision in rule=...",
            )
        self.days  # noqa: B018  a span that ends before it starts is refused here

    @property
    def days(self) -> Period:
        """The days for which it holds."""
        return Period(self.since, self.until)

    def of(
        self, price: Expr, number: int, part: Expr | None = None
    ) -> tuple[Expr, dict[str, Decimal]]:
        """Take it off a price; gives the tree and the inputs that it adds.

        ``part`` is how much of the amount counts, for what ran up by a day in between.
        """
        if self.share is not None:
            kept, one = Input(f"waived_{number}"), Input("one")
            return price * (one - kept), {one.name: Decimal(1), kept.name: self.share}
        off, zero = Input(f"waived_{number}", "yuan"), Input("zero", "yuan")
        inputs = {off.name: exact((self.amount or Money("0")).yuan, place=self.id)}
        less = price - (off * part if part else off)
        return Bounded(less, zero, None), {**inputs, zero.name: Decimal(0)}


def check_waiver(waiver: Waiver, item: str, *, shared: bool) -> None:
    """Refuse to waive a shared cost for vacancy, unless the rule says so."""
    if waiver.reason == "vacancy" and shared and not waiver.shared:
        raise RuleError(
            "an empty home bears its share of common costs",
            item,
            waiver.id,
            f"leave the item out, or say shared=True if {waiver.rule} allows it",
        )


def check_amount(waiver: Waiver, item: str, per: Per) -> None:
    """Refuse an amount a month off what is charged by days: who means which would be a guess."""
    if waiver.amount is not None and per in {"day", "stretch"}:
        by = "a price a day" if per == "day" else "what happened on single days"
        raise RuleError(
            f"an amount a month is not taken off {by}",
            item,
            waiver.id,
            "waive a share, or state the price a month",
        )


@frozen
class Discount:
    """A discount for all (折扣): what is kept of the price, and who bears the rest.

    >>> Discount("95折", "0.95", bearer="company")
    Discount(name='95折', keep=Decimal('0.95'), bearer='company')
    """

    name: str
    keep: Decimal = field(converter=_part)
    bearer: str = field(kw_only=True)

    def of(self, price: Expr, number: int) -> tuple[Expr, dict[str, Decimal]]:
        """Take it off a price; gives the tree and the inputs that it adds."""
        keep = Input(f"discount_{number}")
        return price * keep, {keep.name: self.keep}

    def lifted(self, number: int) -> dict[str, Decimal]:
        """The inputs with which the tree gives the price before it."""
        return {f"discount_{number}": Decimal(1)}


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise MoneyError("a number of months is 1 or more", value, "FreeMonths", "give an int")
    return value


@frozen
class FreeMonths:
    """Months given for months paid (赠送月): ``free`` of every ``of`` months cost nothing.

    >>> FreeMonths("交12送1", 1, of=13, bearer="company").free
    1
    """

    name: str
    free: int = field(converter=_count)
    of_months: int = field(converter=_count, alias="of")
    bearer: str = field(kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.free >= self.of_months:
            raise MoneyError("not all months are free", self.free, self.name, "give fewer")

    def of(self, price: Expr, number: int) -> tuple[Expr, dict[str, Decimal]]:
        """Take it off a price; gives the tree and the inputs that it adds."""
        paid, all_ = Input(f"paid_months_{number}", "month"), Input(f"of_months_{number}", "month")
        paying = Decimal(self.of_months - self.free)
        return price * paid / all_, {paid.name: paying, all_.name: Decimal(self.of_months)}

    def lifted(self, number: int) -> dict[str, Decimal]:
        """The inputs with which the tree gives the price before it."""
        return {f"paid_months_{number}": Decimal(self.of_months)}
