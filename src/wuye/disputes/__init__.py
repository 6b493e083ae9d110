"""Disputes (异议): a case is a value, and what it does to money comes back as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from . import complaints
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

__all__ = [
    "GROUNDS",
    "TRANSITIONS",
    "Decided",
    "Dispute",
    "Event",
    "HeldDays",
    "Status",
    "Step",
    "Withdrawn",
    "advance",
    "complaints",
    "lodge",
]

_HOMES = {
    "Decided": "cases",
    "Dispute": "cases",
    "Event": "cases",
    "GROUNDS": "cases",
    "HeldDays": "cases",
    "Status": "cases",
    "Step": "cases",
    "TRANSITIONS": "cases",
    "Withdrawn": "cases",
    "advance": "cases",
    "complaints": "",
    "lodge": "cases",
}

__getattr__, __dir__ = names(__name__, _HOMES)
