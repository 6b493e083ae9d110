"""The ledger: documents with two days each, and accounts read from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names
from .account import Account, Posted
from .agreements import ConditionMet, Pause
from .checkpoint import Checkpoint
from .concessions import RoundingOff, WaiverNote, WriteOff
from .corrections import Close, Move, Reallocation, Refund, Reversal, TransferOut
from .documents import Application, CreditNote, Document, Hold, Receipt, Release
from .postings import PenaltyNote, PenaltyPart
from .state import ItemState, Quote, State, Totals

if TYPE_CHECKING:
    from . import joint, old_books, opening
    from .recharging import Standing, correct, recharge, standing
    from .replaying import Replay, replay
    from .returns import refund, reverse, transfer
    from .statements import Entry, Statement

__all__ = [
    "Account",
    "Application",
    "Checkpoint",
    "Close",
    "ConditionMet",
    "CreditNote",
    "Document",
    "Entry",
    "Hold",
    "ItemState",
    "Move",
    "Pause",
    "PenaltyNote",
    "PenaltyPart",
    "Posted",
    "Quote",
    "Reallocation",
    "Receipt",
    "Refund",
    "Release",
    "Replay",
    "Reversal",
    "RoundingOff",
    "Standing",
    "State",
    "Statement",
    "Totals",
    "TransferOut",
    "WaiverNote",
    "WriteOff",
    "correct",
    "joint",
    "old_books",
    "opening",
    "recharge",
    "refund",
    "replay",
    "reverse",
    "standing",
    "transfer",
]

#: What charges anew (and so needs all of fees), gives back or replays is loaded when first used.
_HOMES = {
    "Entry": "statements",
    "Replay": "replaying",
    "Standing": "recharging",
    "Statement": "statements",
    "correct": "recharging",
    "joint": "",
    "old_books": "",
    "opening": "",
    "recharge": "recharging",
    "refund": "returns",
    "replay": "replaying",
    "reverse": "returns",
    "standing": "recharging",
    "transfer": "returns",
}

__getattr__, _ = names(__name__, _HOMES)
