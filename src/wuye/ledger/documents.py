"""The documents that an account is made of; each is a fact and never changes.

Every document has an id, a creditor and a debtor, and two days: ``on``, from which it
takes effect, and ``booked``, when it was entered.  News that comes late is booked late
and takes effect from its own day; what was reported earlier stays as it was.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from attrs import Factory, field, frozen

from ..bills import Bill
from ..money import Money
from ..payments import Part, Payment

_same_day = Factory(lambda self: self.on, takes_self=True)


@frozen(kw_only=True)
class Receipt:
    """A payment as it was received and appropriated (收款)."""

    id: str
    creditor: str
    debtor: str
    on: date
    payment: Payment
    parts: tuple[Part, ...] = field(converter=tuple[Part, ...])
    booked: date = field(default=_same_day)


@frozen(kw_only=True)
class CreditNote:
    """Takes back all or part of a charge (冲减应收), penalty included.

    A charge that should never have been made is credited ``on`` the day of its bill.
    ``hold`` names the hold that the credit settles, if any.
    """

    id: str
    creditor: str
    debtor: str
    on: date
    item: str
    amount: Money = field(converter=Money)
    reason: str
    hold: str | None = None
    booked: date = field(default=_same_day)


@frozen(kw_only=True)
class Hold:
    """Sets part of an item apart (暂停催收) until it is released.

    What is held is not chased and takes no undesignated money; its penalty stands still
    from ``on`` while ``suspends_penalty``.
    """

    id: str
    creditor: str
    debtor: str
    on: date
    item: str
    amount: Money = field(converter=Money)
    kind: Literal["dispute"] = "dispute"
    suspends_penalty: bool = True
    booked: date = field(default=_same_day)


@frozen(kw_only=True)
class Release:
    """Ends a hold; ``restores_penalty`` counts the held days as if never held."""

    id: str
    creditor: str
    debtor: str
    on: date
    hold: str
    restores_penalty: bool
    booked: date = field(default=_same_day)


Document = Bill | Receipt | CreditNote | Hold | Release
