"""Disputes (异议): a case is a value, and what it does to money comes back as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from . import answers, complaints
    from .cases import (
        GROUNDS,
        TRANSITIONS,
        Decided,
        Dispute,
        Event,
        HeldDays,
        Status,
        Step,
        Withdrawn,
        advance,
        lodge,
    )
    from .highlights import once_disputed
    from .paid import PaidFor, Returned, Settled, WhatIPaid, what_i_paid

__all__ = [
    "GROUNDS",
    "TRANSITIONS",
    "Decided",
    "Dispute",
    "Event",
    "HeldDays",
    "PaidFor",
    "Returned",
    "Settled",
    "Status",
    "Step",
    "WhatIPaid",
    "Withdrawn",
    "advance",
    "answers",
    "complaints",
    "lodge",
    "once_disputed",
    "what_i_paid",
]

_HOMES = {
    "Decided": "cases",
    "Dispute": "cases",
    "Event": "cases",
    "GROUNDS": "cases",
    "HeldDays": "cases",
    "PaidFor": "paid",
    "Returned": "paid",
    "Settled": "paid",
    "Status": "cases",
    "Step": "cases",
    "TRANSITIONS": "cases",
    "WhatIPaid": "paid",
    "Withdrawn": "cases",
    "advance": "cases",
    "answers": "",
    "complaints": "",
    "lodge": "cases",
    "once_disputed": "highlights",
    "what_i_paid": "paid",
}

__getattr__, __dir__ = names(__name__, _HOMES)
