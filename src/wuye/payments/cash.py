"""Cash at the counter (现金): odd fen rounded off or kept, and the change.

抹零 gives up what is below the unit: the amount waived is to be posted, and is within the
authority of who takes the money.  Or the payer leaves the difference as prepayment.

>>> taken = take_cash("123.45", "130.00", unit="jiao", odd="waive", limit="0.09")
>>> taken.received, taken.waived, taken.change
(Money('123.40'), Money('0.05'), Money('6.60'))
>>> take_cash("123.45", "130.00", unit="jiao", odd="prepay").prepaid
Money('0.05')
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from attrs import frozen

from ..errors import ExceedsError, MoneyError, RuleError
from ..money import Money
from ..rounding import Mode, Rounding

Unit = Literal["fen", "jiao", "yuan"]
Odd = Literal["waive", "prepay"]

_UNITS: Mapping[Unit, int] = {"fen": 1, "jiao": 10, "yuan": 100}


@frozen
class CashTaken:
    """What became of cash: handed = received + change; due = received - prepaid + waived + open.

    ``received`` is the payment to post, ``prepaid`` the part of it that nothing is due for,
    ``waived`` the waiver by rounding off (抹零), ``open`` what is still owed.
    """

    due: Money
    handed: Money
    received: Money
    change: Money
    waived: Money
    prepaid: Money

    @property
    def open(self) -> Money:
        """What is still owed."""
        return self.due - (self.received - self.prepaid) - self.waived


def take_cash(
    due: Money | str,
    handed: Money | str,
    *,
    unit: Unit,
    odd: Odd,
    limit: Money | str = "0",
) -> CashTaken:
    """Take cash for a debt, asking for whole units: fen, jiao (角) or yuan (元).

    ``odd="waive"`` asks for the debt rounded down and gives up the rest, up to ``limit``;
    ``odd="prepay"`` asks for it rounded up and keeps the rest as prepayment, which the
    payer must agree to.  Who hands over less than is asked for pays a part, and
    nothing is waived; who has the exact sum pays it.

    Raises :class:`~wuye.errors.ExceedsError` when more than ``limit`` would be waived.
    """
    due, handed, limit = Money(due), Money(handed), Money(limit)
    if due.fen <= 0 or handed.fen <= 0 or limit.fen < 0:
        raise MoneyError(
            "cash is taken for a debt above 0, and above 0",
            f"{handed} for {due}",
            "take_cash",
            "money going back is a refund",
        )
    if unit not in _UNITS or odd not in {"waive", "prepay"}:
        raise RuleError(
            "no such unit or way", f"{unit}, {odd}", "take_cash", "fen, jiao, yuan; waive, prepay"
        )
    mode = Mode.DOWN if odd == "waive" else Mode.UP
    asked = Money.of_fen(Rounding(_UNITS[unit], "line", mode).of(due.fen, 1))
    if handed == due:
        asked = due  # there is nothing odd to settle
    enough = handed >= asked
    received = asked if enough else handed
    waived = max(due - received, Money("0")) if enough else Money("0")
    if waived > limit:
        raise ExceedsError(
            "more would be rounded off than may be", str(waived), "take_cash", f"up to {limit}"
        )
    return CashTaken(
        due, handed, received, handed - received, waived, max(received - due, Money("0"))
    )
