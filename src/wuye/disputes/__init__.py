"""Disputes (异议): a case is a value, and what it does to money comes back as documents."""

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
    "lodge",
]
