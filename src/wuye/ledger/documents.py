"""The documents that an account is made of; each is a fact and never changes.

Every document has an id, a creditor and a debtor, and two days: ``on``, from which it
takes effect, and ``booked``, when it was entered (the same unless said otherwise).
News that comes late is booked late and takes effect from its own day; what was reported
earlier stays as it was.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from attrs import Factory, field, frozen

from ..bills import Bill
from ..errors import ExceedsError, one_of
from ..money import Money
from ..payments import Part, Payment
from .agreements import ConditionMet, Pause
from .concessions import RoundingOff, WaiverNote, WriteOff
from .corrections import Close, Reallocation, Refund, Reversal, TransferOut
from .postings import PenaltyNote

_same_day = Factory(lambda self: self.on, takes_self=True)


@frozen(kw_only=True)
class Receipt:
    """A payment as it was received and appropriated (收款); it bears the payment's id.

    ``transfer`` names the transfer by which the money came over from another account.
    """

    creditor: str
    debtor: str
    payment: Payment
    parts: tuple[Part, ...] = field(converter=tuple[Part, ...])
    booked: date = field(default=_same_day)
    transfer: str = ""

    def __attrs_post_init__(self) -> None:
        applied = Money.total(part.amount for part in self.parts)
        if applied > self.payment.amount or any(part.amount.fen <= 0 for part in self.parts):
            raise ExceedsError(
                "the parts must be above 0 and within the payment",
                str(applied),
                f"receipt {self.id}",
                f"the payment is {self.payment.amount}",
            )

    @property
    def id(self) -> str:
        """The id of the payment, or one after the transfer that brought it."""
        return f"{self.transfer}:in" if self.transfer else self.payment.id

    @property
    def on(self) -> date:
        """The day of the payment."""
        return self.payment.on


@frozen(kw_only=True)
class Application:
    """Prepayment that is applied to what is open (预存抵充), from ``on``.

    Parts below 0 take back what an item was paid beyond its worth.  ``restricted`` names
    the item codes to which the money is restricted (专款预存); free money has none.
    """

    id: str
    creditor: str
    debtor: str
    on: date
    parts: tuple[Part, ...] = field(converter=tuple[Part, ...])
    booked: date = field(default=_same_day)
    restricted: tuple[str, ...] = field(default=(), converter=tuple[str, ...])


@frozen(kw_only=True)
class CreditNote:
    """Takes back all or part of a charge (冲减应收), and the penalty on it.

    A charge that should never have been made is credited ``on`` the day of its bill.
    ``hold`` names the hold that the credit settles, if any.
    """

    id: str
    creditor: str
    debtor: str
    on: date
    item: str
    amount: Money = field(converter=Money)
    reason: str = field(repr=False)
    hold: str | None = None
    booked: date = field(default=_same_day)


@frozen(kw_only=True)
class Hold:
    """Sets part of an item apart (暂停催收) until it is released.

    What is held, and the penalty on it, is not chased and takes no undesignated money.
    ``kind`` says what for.  Penalty on it ``"stops"`` from ``on`` (暂停计算), or ``"runs"``
    and is only marked (只作标记), to be asked for with the rest when the hold ends.
    """

    id: str
    creditor: str
    debtor: str
    on: date
    item: str
    amount: Money = field(converter=Money)
    kind: str = "dispute"
    booked: date = field(default=_same_day)
    penalty: Literal["stops", "runs"] = field(default="stops", validator=one_of("stops", "runs"))


@frozen(kw_only=True)
class Release:
    """Ends a hold, a write-off or a pause, named by ``hold``.

    ``restores_penalty`` counts the days on which penalty stood still as if never held.
    """

    id: str
    creditor: str
    debtor: str
    on: date
    hold: str
    restores_penalty: bool
    booked: date = field(default=_same_day)


Document = (
    Bill
    | Receipt
    | Application
    | CreditNote
    | Hold
    | Release
    | WaiverNote
    | RoundingOff
    | WriteOff
    | Pause
    | ConditionMet
    | PenaltyNote
    | Reversal
    | Refund
    | TransferOut
    | Reallocation
    | Close
)
