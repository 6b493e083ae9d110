"""Prepayment (预存) and what it may pay: restricted money first, to its own items alone.

Parking money that was paid in advance pays parking and nothing else (专款专用).

>>> from datetime import date
>>> due = date(2026, 10, 25)
>>> debts = [
...     OpenItem(id=code, bill="b", unit="u", due=due, principal=Money("80"), code=code)
...     for code in ("parking", "property")
... ]
>>> purses = [Purse("p1", "30", due), Purse("p2", "100", due, ["parking"])]
>>> [(s.payment.id, p.item, str(p.amount)) for s in apply_prepaid(purses, debts, due)
...  for p in s.parts]
[('p2', 'parking', '80.00'), ('p1', 'property', '30.00')]
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from attrs import field, frozen

from ..bills import OpenItem
from ..dates import a_day
from ..errors import DuplicateError, MoneyError, PeriodError
from ..money import Money
from .orders import CIVIL_CODE, Order
from .payment import Payment, names
from .settling import Settlement, remaining, settle


@frozen
class Purse:
    """What is left of one payment as prepayment, and the item codes it is restricted to."""

    payment: str
    left: Money = field(converter=Money)
    since: date = field(converter=a_day)
    restricted: tuple[str, ...] = field(converter=names, default=())

    def __attrs_post_init__(self) -> None:
        if self.left.fen <= 0:
            raise MoneyError(
                "prepayment is above 0", str(self.left), f"payment {self.payment}", "leave it out"
            )


def apply_prepaid(
    purses: Iterable[Purse], items: Iterable[OpenItem], on: date, order: Order = CIVIL_CODE
) -> tuple[Settlement, ...]:
    """Apply prepayment to open items on a day: one settlement for each purse that pays.

    Restricted purses go first, so that free money is left for what they may not pay;
    among each kind the older first.  Each pays what those before it have left open, in
    the order of appropriation; the settlement bears the id of the purse's payment.

    Raises :class:`~wuye.errors.DuplicateError` for one payment in two purses,
    :class:`~wuye.errors.PeriodError` for money that came after the day.
    """
    purses, open_ = tuple(purses), tuple(items)
    ids = [purse.payment for purse in purses]
    if len(set(ids)) < len(ids):
        raise DuplicateError("a payment stands in two purses", ids, "apply_prepaid", "keep one")
    late = [purse.payment for purse in purses if purse.since > on]
    if late:
        raise PeriodError("money that was not there yet", late, "apply_prepaid", f"by {on}")
    settlements: list[Settlement] = []
    for purse in sorted(purses, key=lambda purse: (not purse.restricted, purse.since)):
        money = Payment(purse.payment, purse.left, on=on, restricted=purse.restricted)
        settlement = settle(open_, money, order)
        open_ = remaining(open_, settlement.parts)
        settlements += [settlement] if settlement.parts else []
    return tuple(settlements)
