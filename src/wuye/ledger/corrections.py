"""The documents that correct what was posted, give money back, or close a month.

What was posted stays: a correction is booked in the open month and takes effect from its
own day, so what was reported before can still be had as it was.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from attrs import Factory, field, frozen

from ..errors import MoneyError, RuleError, one_of
from ..money import Money
from ..payments import Part

Since = Literal["payment", "reversal"]

_same_day = Factory(lambda self: self.on, takes_self=True)


@frozen(kw_only=True)
class Reversal:
    """Undoes a receipt, an application or a refund (冲正), named by ``of``, from ``on``.

    ``since`` says from when the penalty runs as if it had never been:

    - ``"payment"``, the default, from its own day: a debit that bounced, a charge-back, an
      entry made by mistake.  Money that never came performed nothing and stopped no penalty.
    - ``"reversal"``, from the reversal on: money that was there and goes back by agreement.
    """

    id: str
    creditor: str
    debtor: str
    of: str
    on: date
    reason: str
    since: Since = field(default="payment", validator=one_of("payment", "reversal"))
    booked: date = field(default=_same_day)


@frozen(kw_only=True)
class Refund:
    """Prepaid money that goes back (退款); ``to`` says to whom or to which bank account.

    ``restricted`` names the item codes to which that money was restricted.
    """

    id: str
    creditor: str
    debtor: str
    on: date
    amount: Money = field(converter=Money)
    reason: str
    to: str = field(default="", repr=False)
    booked: date = field(default=_same_day)
    restricted: tuple[str, ...] = field(default=(), converter=tuple[str, ...])

    def __attrs_post_init__(self) -> None:
        if self.amount.fen <= 0:
            raise MoneyError("a refund is above 0", str(self.amount), f"refund {self.id}")


@frozen(kw_only=True)
class TransferOut:
    """Takes a receipt that was posted to the wrong debtor out of the account (转出).

    ``of`` names the receipt and ``to`` the debtor whose money it is.  It takes effect on
    the day of the receipt, as does the receipt in the other account, so on no day is the
    money in both or in neither.
    """

    id: str
    creditor: str
    debtor: str
    of: str
    to: str
    on: date
    reason: str
    booked: date


@frozen
class Move:
    """A part of a receipt or application, ``payment``, that is added or, below 0, taken away.

    ``on`` is the day of the payment, from which it counts.
    """

    payment: str
    on: date
    part: Part


@frozen(kw_only=True)
class Reallocation:
    """Moves parts of payments between items (重新抵充), each from the payment's own day.

    The moves of one payment sum to 0, but for what goes to its prepayment or comes from
    it.  All moves take effect together; ``on`` is the first of their days.
    """

    id: str
    creditor: str
    debtor: str
    moves: tuple[Move, ...] = field(converter=tuple[Move, ...])
    reason: str
    booked: date

    def __attrs_post_init__(self) -> None:
        if not self.moves:
            raise RuleError("a reallocation moves nothing", None, self.id, "post none")

    @property
    def on(self) -> date:
        """The first day on which a move counts."""
        return min(move.on for move in self.moves)


@frozen(kw_only=True)
class Close:
    """Closes the books of an account through a day, the last of a month (月结).

    Nothing more is booked on that day or before, so what was known on it stays as it was
    reported.  What is found later is booked in the open month and still takes effect from
    its own day.
    """

    id: str
    creditor: str
    debtor: str
    through: date
    booked: date = field(default=_same_day)

    def __attrs_post_init__(self) -> None:
        if self.booked < self.through:
            raise RuleError(
                "a month is closed on its last day or later",
                self.booked.isoformat(),
                self.id,
                f"give booked={self.through} or later",
            )

    @property
    def on(self) -> date:
        """The last day that is closed."""
        return self.through
