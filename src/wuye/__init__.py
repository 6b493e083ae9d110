"""wuye (物业): charging and collecting property-management fees in China.

A library of values and functions: units, owners and fee schedules go in; bills that
explain every fen, accounts, penalties, dunning decisions and disputes come out.  It
holds no database, no clock and no network.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from . import analysis, disputes, dunning, estate, exchange, fees, law, ledger, payments
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
}


def __getattr__(name: str) -> object:
    """Load a public name when it is first used (PEP 562), so that importing is cheap."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = _HOMES.get(name)
    module = import_module(f".{home or name}", __name__)
    value: object = getattr(module, name) if home else module
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
