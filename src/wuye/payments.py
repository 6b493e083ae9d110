"""Payments and their appropriation (抵充): which money pays which debt.

Source: 民法典 art. 560 (which debt) and 561 (inside one debt).  The debtor designates when
paying; failing that the agreed order holds; failing that the order of the law.  The
creditor never chooses.

>>> from datetime import date
>>> due = date(2026, 10, 25)
>>> debts = [
...     OpenItem(id="b:property", bill="b", unit="u", due=due, principal=Money("280.00")),
...     OpenItem(id="b:hall-power", bill="b", unit="u", due=due, principal=Money("20.00")),
... ]
>>> [part.amount for part in settle(debts, Payment("wx-1", "100.00", on=date(2026, 11, 3))).parts]
[Money('93.33'), Money('6.67')]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any, Literal

from attrs import field, frozen

from .allocation import by_largest_remainder
from .bills import OpenItem
from .citation import Citation
from .dates import a_day
from .errors import MoneyError, RuleError
from .law import civil_code
from .money import Money

Component = Literal["principal", "penalty"]
Right = Literal["designation", "order", "surplus"]


def _names(names: Iterable[str]) -> tuple[str, ...]:
    if isinstance(names, str):
        raise RuleError("one text is no list of names", names, "Payment.designated", "write [name]")
    return tuple(names)


@frozen
class Payment:
    """Money that came in (收款): an id, an amount above 0, the day it was paid.

    ``designated`` names the bills or lines that the payer said it is for.

    >>> from datetime import date
    >>> Payment("wx-1", "100", on=date(2026, 11, 3), designated=["2026-10:3-1-502:O-17"]).amount
    Money('100.00')
    """

    id: str
    amount: Money = field(converter=Money)
    on: date = field(converter=a_day, kw_only=True)
    designated: tuple[str, ...] = field(converter=_names, default=(), kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.amount.fen <= 0:
            raise MoneyError(
                "a payment is above 0",
                str(self.amount),
                f"payment {self.id}",
                "money going back is a refund, not a payment below 0",
            )


#: A rule ranks debts: what ranks lower is paid first, equal ranks go to the next rule.
RULES: Mapping[str, Callable[[OpenItem, date], Any]] = {
    "due": lambda item, on: item.due > on,  # 已经到期的债务优先
    "least-secured": lambda item, _: item.secured.fen,  # 缺乏担保或者担保最少
    "heavier-burden": lambda item, _: (
        item.daily.copy_negate()
    ),  # 负担较重: the dearer debt, not the larger
    "earlier-due": lambda item, _: item.due,  # 到期的先后顺序
}


@frozen
class Order:
    """An order of appropriation, as data.

    ``rules`` rank the debts; debts that rank the same are paid pro rata.  ``within`` is
    the order inside one debt.  Whether a penalty counts as interest under art. 561 is not
    settled; the order of this library puts it after principal, so it never inflates
    what bears penalty.
    """

    name: str
    rules: tuple[str, ...] = field(converter=tuple[str, ...])
    within: tuple[Component, ...] = field(converter=tuple[Component, ...])
    cites: tuple[Citation, ...] = field(converter=tuple[Citation, ...], default=())

    def __attrs_post_init__(self) -> None:
        unknown = [rule for rule in self.rules if rule not in RULES]
        if unknown or set(self.within) != {"principal", "penalty"}:
            raise RuleError(
                "no such rule or component",
                unknown or list(self.within),
                f"order {self.name}",
                f"rules: {', '.join(RULES)}; within: principal and penalty",
            )


CIVIL_CODE = Order(
    "民法典第560条，违约金后于本金",
    ("due", "least-secured", "heavier-burden", "earlier-due"),
    ("principal", "penalty"),
    (
        civil_code.cite("560", civil_code.SOURCE.since),
        civil_code.cite("561", civil_code.SOURCE.since),
    ),
)


@frozen
class Part:
    """The part of a payment that went to one component of one item, and by what right.

    ``by`` is ``"designation"``, ``"order"`` or, for money taken back, ``"surplus"``.
    """

    item: str
    component: Component
    amount: Money
    by: Right


@frozen
class Settlement:
    """What a payment paid off; ``unapplied`` is left over and becomes prepayment (预存)."""

    parts: tuple[Part, ...]
    unapplied: Money


def settle(items: Iterable[OpenItem], payment: Payment, order: Order = CIVIL_CODE) -> Settlement:
    """Appropriate a payment to open items of one account.

    Designated items come first, disputed parts included; what is left follows ``order``,
    which gives undesignated money neither to what is under dispute or time-barred nor to
    the penalty on it.  A designation for what is not open leaves its money to the order.
    """
    designated = set(payment.designated)
    named: list[OpenItem] = []
    others: list[OpenItem] = []
    for item in items:
        (named if designated & {item.id, item.bill} else others).append(item)
    groups: list[tuple[list[OpenItem], Right]] = [
        *((group, "designation") for group in _ranked(named, payment.on, order)),
        *((group, "order") for group in _ranked(others, payment.on, order)),
    ]
    rest = payment.amount.fen
    parts: list[Part] = []
    for group, by in groups:
        for component in order.within:
            open_fen = [_open(item, component, by).fen for item in group]
            total = sum(open_fen)
            if not rest or not total:
                continue
            shares = open_fen if total <= rest else by_largest_remainder(rest, open_fen)
            rest -= sum(shares)
            parts += [
                Part(item.id, component, Money.of_fen(fen), by)
                for item, fen in zip(group, shares, strict=True)
                if fen
            ]
    return Settlement(tuple(parts), Money.of_fen(rest))


def _open(item: OpenItem, component: Component, by: Right) -> Money:
    """What the money may pay: all that is named for it, else what may be asked for."""
    if by == "order" and item.time_barred:
        return Money("0")
    if component == "penalty":
        return item.penalty if by == "designation" else item.claimable_penalty
    return item.principal if by == "designation" else item.claimable


def _ranked(items: Iterable[OpenItem], on: date, order: Order) -> Iterator[list[OpenItem]]:
    """The items in groups of equal rank, the first to be paid first."""

    def rank(item: OpenItem) -> tuple[Any, ...]:
        return tuple(RULES[rule](item, on) for rule in order.rules)

    for _, group in groupby(sorted(items, key=rank), key=rank):
        yield list(group)
