"""Posting penalty (计提违约金): what has accrued becomes a document, so closed months keep it.

Posted is the rounded whole less what was posted before; so any number of postings adds up
to what one would have posted.  What makes the penalty smaller afterwards (a credit, a
payment found late) makes a later posting smaller, or takes back.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from attrs import Factory, field, frozen

from ..errors import RuleError
from ..fees.penalties import Posting
from ..money import Money

if TYPE_CHECKING:
    from .state import State

_same_day = Factory(lambda self: self.on, takes_self=True)


@frozen
class PenaltyPart:
    """What is posted of the penalty on one item; below 0 it takes back."""

    item: str
    amount: Money = field(converter=Money)

    def __attrs_post_init__(self) -> None:
        if not self.amount:
            raise RuleError("it posts nothing", str(self.amount), self.item, "leave it out")


@frozen(kw_only=True)
class PenaltyNote:
    """Posts the penalty that has accrued on items up to and including ``on`` (违约金计提).

    It changes nothing that is owed: penalty is owed as it accrues, posted or not.
    """

    id: str
    creditor: str
    debtor: str
    on: date
    parts: tuple[PenaltyPart, ...] = field(converter=tuple[PenaltyPart, ...])
    booked: date = field(default=_same_day)

    def __attrs_post_init__(self) -> None:
        items = [part.item for part in self.parts]
        if not items or len(set(items)) < len(items):
            raise RuleError("penalty is posted on items, each once", items, self.id)

    @property
    def total(self) -> Money:
        """What is posted in all."""
        return Money.total(part.amount for part in self.parts)


def unposted(state: State) -> tuple[PenaltyPart, ...]:
    """What is left to post on a day, item by item."""
    parts = []
    for item in state.items:
        if item.penalty:
            more = Posting(item.penalty, item.penalty_posted).amount
            parts += [PenaltyPart(item.id, more)] if more else []
    return tuple(parts)
