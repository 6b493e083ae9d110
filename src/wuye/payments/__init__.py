"""Payments: which money pays which debt; prepayment, instalments, refunds, receipts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from . import cash, instalments, prepayment, receipts, refunds
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
    from .settling import Part, Right, Settlement, remaining, settle
    from .waterfall import settle_rows

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

_HOMES = {
    "CHANNELS": "payment",
    "CIVIL_CODE": "orders",
    "CURRENT_MONTH_FIRST": "orders",
    "Claim": "claims",
    "Component": "claims",
    "OLDEST_FIRST": "orders",
    "ORDERS": "orders",
    "Order": "orders",
    "PENALTY_FIRST": "orders",
    "PRINCIPAL_FIRST": "orders",
    "Part": "settling",
    "Payment": "payment",
    "Right": "settling",
    "Settlement": "settling",
    "cash": "",
    "channel_name": "payment",
    "instalments": "",
    "prepayment": "",
    "receipts": "",
    "refunds": "",
    "remaining": "settling",
    "settle": "settling",
    "settle_rows": "waterfall",
}

__getattr__, __dir__ = names(__name__, _HOMES)
