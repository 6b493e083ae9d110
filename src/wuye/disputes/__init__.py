"""Disputes (异议): a case is a value, and what it does to money comes back as documents."""

from .cases import (
    TRANSITIONS,
    Advanced,
    Decided,
    Dispute,
    HeldDays,
    Status,
    Withdrawn,
    advance,
    lodge,
)
from .grounds import GROUNDS, Ground

__all__ = [
    "GROUNDS",
    "TRANSITIONS",
    "Advanced",
    "Decided",
    "Dispute",
    "Ground",
    "HeldDays",
    "Status",
    "Withdrawn",
    "advance",
    "lodge",
]
