"""Payments: which money pays which debt, prepayment, instalments, refunds, receipts."""

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
    "channel_name",
    "remaining",
    "settle",
    "settle_rows",
]
