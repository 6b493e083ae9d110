"""Payments: which money pays which debt; prepayment, instalments, refunds, receipts.

What settling needs is here at once; :mod:`instalments` and its neighbours load when they
are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .claims import Claim, Component
from .orders import (
    CIVIL_CODE,
    CURRENT_MONTH_FIRST,
    OLDEST_FIRST,
    ORDERS,
    PENALTY_FIRST,
    PRINCIPAL_FIRST,
    Order,
)
from .payment import CHANNELS, Payment, channel_name
from .settle import Part, Right, Settlement, remaining, settle
from .waterfall import settle_rows

if TYPE_CHECKING:
    from . import cash, instalments, prepayment, receipts, refunds

__all__ = [
    "CHANNELS",
    "CIVIL_CODE",
    "CURRENT_MONTH_FIRST",
    "OLDEST_FIRST",
    "ORDERS",
    "PENALTY_FIRST",
    "PRINCIPAL_FIRST",
    "Claim",
    "Component",
    "Order",
    "Part",
    "Payment",
    "Right",
    "Settlement",
    "cash",
    "channel_name",
    "instalments",
    "prepayment",
    "receipts",
    "refunds",
    "remaining",
    "settle",
    "settle_rows",
]


def __getattr__(name: str) -> object:
    """Import a module when it is first used (PEP 562), so that settling stays cheap."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return import_module(f".{name}", __name__)
