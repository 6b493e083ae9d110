"""The ledger: documents with two days each, and accounts folded from them."""

from .account import Account, Posted
from .documents import CreditNote, Document, Hold, Receipt, Release
from .state import ItemState, Quote, State, Totals

__all__ = [
    "Account",
    "CreditNote",
    "Document",
    "Hold",
    "ItemState",
    "Posted",
    "Quote",
    "Receipt",
    "Release",
    "State",
    "Totals",
]
