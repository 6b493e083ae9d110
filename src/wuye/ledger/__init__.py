"""The ledger: documents with two days each, and accounts read from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names
from .account import Account, Posted
from .documents import Application, CreditNote, Document, Hold, Receipt, Release
from .state import ItemState, Quote, State, Totals

if TYPE_CHECKING:
    from .recharging import Standing, correct, recharge, standing

__all__ = [
    "Account",
    "Application",
    "CreditNote",
    "Document",
    "Hold",
    "ItemState",
    "Posted",
    "Quote",
    "Receipt",
    "Release",
    "Standing",
    "State",
    "Totals",
    "correct",
    "recharge",
    "standing",
]

#: What charges anew, and so needs all of fees, is loaded when it is first used.
_HOMES = {
    "Standing": "recharging",
    "correct": "recharging",
    "recharge": "recharging",
    "standing": "recharging",
}

__getattr__, _ = names(__name__, _HOMES)
