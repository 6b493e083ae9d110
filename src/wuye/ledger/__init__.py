"""The ledger: documents with two days each, and accounts read from them."""

from .account import Account, Posted
from .checkpoint import Checkpoint
from .corrections import Close, Move, Reallocation, Refund, Reversal, TransferOut
from .documents import Application, CreditNote, Document, Hold, Receipt, Release
from .replay import Replay, replay
from .returns import refund, reverse, transfer
from .state import ItemState, Quote, State, Totals

__all__ = [
    "Account",
    "Application",
    "Checkpoint",
    "Close",
    "CreditNote",
    "Document",
    "Hold",
    "ItemState",
    "Move",
    "Posted",
    "Quote",
    "Reallocation",
    "Receipt",
    "Refund",
    "Release",
    "Replay",
    "Reversal",
    "State",
    "Totals",
    "TransferOut",
    "refund",
    "replay",
    "reverse",
    "transfer",
]
