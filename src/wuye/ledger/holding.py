"""What is set apart from a line on a day, hold by hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ..bills import Held
from ..money import Money
from ..terms import PenaltyTerms

if TYPE_CHECKING:
    from .history import History


def held(
    history: History,
    terms: PenaltyTerms | None,
    day: date,
    accrued: Money,
    open_: tuple[Money, Money],
) -> tuple[Held, ...]:
    """What each hold that stands sets apart of the principal and penalty that are ``open_``.

    The holds come in their order, and each with what it adds to those before it.  There may
    be penalty although the principal has been paid meanwhile.
    """
    found: list[Held] = []
    apart: list[str] = []
    principal = penalty = Money("0")
    for hold in history.standing():
        apart.append(hold.id)
        was = principal, penalty
        principal = min(principal + history.left(hold), open_[0])
        free = history.penalty(terms, day, apart)
        if free:
            penalty = min(max(accrued - free.amount, penalty), open_[1])
        if (principal, penalty) != was:
            found.append(Held(hold.id, hold.kind, principal - was[0], penalty - was[1]))
    return tuple(found)
