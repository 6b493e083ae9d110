"""wuye (物业): charging and collecting property-management fees in China.

A library of values and functions: units, owners and fee schedules go in; bills that
explain every fen, accounts, penalties, dunning decisions and disputes come out.  It
holds no database, no clock and no network.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .late import names

__version__ = "0.1.0"

if TYPE_CHECKING:
    from . import (
        analysis,
        disputes,
        dunning,
        estate,
        evidence,
        exchange,
        fees,
        law,
        ledger,
        payments,
    )
    from .bills import Bill
    from .dates import Period
    from .errors import WuyeError
    from .estate import Community, Owner, Transfer, Unit
    from .fees.schedules import FeeSchedule
    from .ledger.account import Account
    from .money import Money
    from .payments import Payment
    from .rounding import Rounding

__all__ = [
    "Account",
    "Bill",
    "Community",
    "FeeSchedule",
    "Money",
    "Owner",
    "Payment",
    "Period",
    "Rounding",
    "Transfer",
    "Unit",
    "WuyeError",
    "analysis",
    "disputes",
    "dunning",
    "estate",
    "evidence",
    "exchange",
    "fees",
    "law",
    "ledger",
    "payments",
]

_HOMES = {
    "Account": "ledger.account",
    "Bill": "bills",
    "Community": "estate",
    "FeeSchedule": "fees.schedules",
    "Money": "money",
    "Owner": "estate",
    "Payment": "payments",
    "Period": "dates",
    "Rounding": "rounding",
    "Transfer": "estate",
    "Unit": "estate",
    "WuyeError": "errors",
    "analysis": "",
    "disputes": "",
    "dunning": "",
    "estate": "",
    "evidence": "",
    "exchange": "",
    "fees": "",
    "law": "",
    "ledger": "",
    "payments": "",
}

__getattr__, __dir__ = names(__name__, _HOMES)
