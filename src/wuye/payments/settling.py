"""Settling (抵充): which money pays which debt.

Source: 民法典 art. 560 (which debt) and 561 (inside one debt).  The debtor designates when
paying; failing that the agreed order holds; failing that the order of the law.  The
creditor never chooses.

>>> from datetime import date
>>> due = date(2026, 10, 25)
>>> debts = [
...     OpenItem(id="b:property", bill="b", unit="u", due=due, principal=Money("280.00")),
...     OpenItem(id="b:hall-power", bill="b", unit="u", due=due, principal=Money("20.00")),
... ]
>>> settlement = settle(debts, Payment("wx-1", "100.00", on=date(2026, 11, 3)))
>>> [part.amount for part in settlement.parts]
[Money('93.33'), Money('6.67')]
>>> print(settlement.why("en"))
b:property principal 93.33 of 280.00: equal rank, pro rata to what is open
b:hall-power principal 6.67 of 20.00: equal rank, pro rata to what is open
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Literal

from attrs import evolve, field, frozen

from ..bills import OpenItem
from ..explain import Language
from ..money import Money
from .claims import Claim, Component, claims
from .orders import CIVIL_CODE, Order
from .payment import Payment
from .waterfall import pour

Right = Literal["designation", "order", "surplus"]


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
    """What a payment paid off; ``unapplied`` is left over and becomes prepayment (预存).

    It keeps what it was made from, so it can say :meth:`why`.
    """

    parts: tuple[Part, ...]
    unapplied: Money
    payment: Payment
    order: Order = field(repr=lambda order: order.name)
    items: tuple[OpenItem, ...] = field(repr=lambda items: str(len(items)))

    def why(self, language: Language = "zh") -> str:
        """Write by which rule each part went where, and why other items got nothing."""
        from .reasons import reasons

        return "\n".join(reasons(self, language))


def settle(items: Iterable[OpenItem], payment: Payment, order: Order = CIVIL_CODE) -> Settlement:
    """Appropriate a payment to open items of one account.

    Designated items come first, disputed parts included; what is left follows ``order``,
    which gives undesignated money neither to what is under dispute or time-barred, nor to
    the penalty on it, nor to what is collected for others (代收).  A designation for what
    is not open leaves its money to the order.
    """
    items = tuple(items)
    parts = _all(items, payment, order)
    rest = payment.amount.fen
    if parts is None:
        parts, known = [], {item.id: item for item in items}
        named, others = claims(items, payment, order.only)
        groups: tuple[tuple[list[Claim], Right], ...] = ((named, "designation"), (others, "order"))
        for group, by in groups:
            for _, id_, component, fen in pour(rest, payment.on, group, order) if rest else ():
                whole: Money = getattr(known[id_], component)
                amount = whole if whole.fen == fen else Money.of_fen(fen)
                parts.append(Part(id_, component, amount, by))
                rest -= fen
    else:
        rest -= sum([part.amount.fen for part in parts])
    return Settlement(tuple(parts), Money.of_fen(rest), payment, order, items)


def _all(items: Iterable[OpenItem], payment: Payment, order: Order) -> list[Part] | None:
    """Everything that is open, where undesignated money simply covers it, as it mostly does."""
    if payment.designated or payment.restricted or order.only:
        return None
    owed, parts = 0, []
    for item in items:
        apart = item.time_barred or item.collected or item.written_off
        if apart or item.held.fen or item.penalty_held.fen:
            return None
        owed += item.cost.fen + item.principal.fen + item.penalty.fen
    if owed > payment.amount.fen:
        return None
    for item in items:
        if item.cost.fen:
            parts.append(Part(item.id, "cost", item.cost, "order"))
        if item.principal.fen:
            parts.append(Part(item.id, "principal", item.principal, "order"))
        if item.penalty.fen:
            parts.append(Part(item.id, "penalty", item.penalty, "order"))
    return parts


def remaining(items: Iterable[OpenItem], parts: Iterable[Part]) -> tuple[OpenItem, ...]:
    """What is open after parts were paid; what is paid in full is left out.

    What is held goes last; by which holds is not told any more.

    >>> from datetime import date
    >>> due = date(2026, 10, 25)
    >>> debt = OpenItem(id="i", bill="b", unit="u", due=due, principal=Money("280.00"))
    >>> paid = settle([debt], Payment("p", "80.00", on=due))
    >>> [item.principal for item in remaining([debt], paid.parts)]
    [Money('200.00')]
    """
    paid: Counter[tuple[str, Component]] = Counter()
    for part in parts:
        paid[part.item, part.component] += part.amount.fen
    left = (
        evolve(
            item,
            cost=item.cost - Money.of_fen(paid[item.id, "cost"]),
            principal=item.principal - Money.of_fen(paid[item.id, "principal"]),
            penalty=item.penalty - Money.of_fen(paid[item.id, "penalty"]),
        )
        for item in items
    )
    return tuple(
        evolve(
            item,
            held=min(item.held, item.principal),
            penalty_held=min(item.penalty_held, item.penalty),
            holds=(),
        )
        for item in left
        if item.cost or item.principal or item.penalty
    )
