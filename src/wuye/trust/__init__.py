"""Money in trust (代管资金): deposits, the repair fund, public income, commission accounts.

None of it is the company's revenue, none of it settles a bill by itself, and none of it
is in an account of the ledger or in a rate of collection.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from .commission import Commission, Result, settle, settle_fund
    from .deposits import Consent, deduct, give_back, held_for, take
    from .funds import KINDS, Entry, Fund
    from .statements import Statement, statement

__all__ = [
    "KINDS",
    "Commission",
    "Consent",
    "Entry",
    "Fund",
    "Result",
    "Statement",
    "deduct",
    "give_back",
    "held_for",
    "settle",
    "settle_fund",
    "statement",
    "take",
]

_HOMES = {
    "Commission": "commission",
    "Consent": "deposits",
    "Entry": "funds",
    "Fund": "funds",
    "KINDS": "funds",
    "Result": "commission",
    "Statement": "statements",
    "deduct": "deposits",
    "give_back": "deposits",
    "held_for": "deposits",
    "settle": "commission",
    "settle_fund": "commission",
    "statement": "statements",
    "take": "deposits",
}

__getattr__, __dir__ = names(__name__, _HOMES)
