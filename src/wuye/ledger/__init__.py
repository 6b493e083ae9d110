"""The ledger: documents with two days each, and accounts read from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from . import joint, old_books, opening
    from .account import Account, Posted
    from .agreements import ConditionMet, Pause
    from .checkpoint import Checkpoint
    from .concessions import RoundingOff, WaiverNote, WriteOff
    from .corrections import Close, Move, Reallocation, Refund, Reversal, TransferOut
    from .documents import Application, CreditNote, Document, Hold, Receipt, Release
    from .postings import PenaltyNote, PenaltyPart
    from .recharging import Standing, correct, recharge, standing
    from .replaying import Replay, replay
    from .returns import refund, refund_surplus, reverse, transfer
    from .state import ItemState, Quote, State, Totals
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
    "refund_surplus",
    "replay",
    "reverse",
    "standing",
    "transfer",
]

_HOMES = {
    "Account": "account",
    "Application": "documents",
    "Checkpoint": "checkpoint",
    "Close": "corrections",
    "ConditionMet": "agreements",
    "CreditNote": "documents",
    "Document": "documents",
    "Entry": "statements",
    "Hold": "documents",
    "ItemState": "state",
    "Move": "corrections",
    "Pause": "agreements",
    "PenaltyNote": "postings",
    "PenaltyPart": "postings",
    "Posted": "account",
    "Quote": "state",
    "Reallocation": "corrections",
    "Receipt": "documents",
    "Refund": "corrections",
    "Release": "documents",
    "Replay": "replaying",
    "Reversal": "corrections",
    "RoundingOff": "concessions",
    "Standing": "recharging",
    "State": "state",
    "Statement": "statements",
    "Totals": "state",
    "TransferOut": "corrections",
    "WaiverNote": "concessions",
    "WriteOff": "concessions",
    "correct": "recharging",
    "joint": "",
    "old_books": "",
    "opening": "",
    "recharge": "recharging",
    "refund": "returns",
    "refund_surplus": "returns",
    "replay": "replaying",
    "reverse": "returns",
    "standing": "recharging",
    "transfer": "returns",
}

__getattr__, __dir__ = names(__name__, _HOMES)
