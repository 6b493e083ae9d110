"""The ledger: documents with two days each, and accounts read from them."""

from .account import Account, Posted
from .corrections import Standing, correct, recharge, standing
from .documents import Application, CreditNote, Document, Hold, Receipt, Release
from .state import ItemState, Quote, State, Totals

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
