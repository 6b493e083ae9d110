"""Fees: schedules and tariffs, issuing bills, penalties for late payment."""

from ..dates import DueDay
from ..estate import FirstDay
from ..terms import Cap, PenaltyTerms, Suspension
from .issuing import Run, issue
from .penalties import (
    Estimate,
    Penalty,
    Posting,
    litigation_estimate,
    penalty,
    penalty_rows,
    posting,
)
from .proration import Proration
from .schedules import Cycle, FeeSchedule, Item, Terms
from .tariffs import Flat, PerArea, Shared, Skip

__all__ = [
    "Cap",
    "Cycle",
    "DueDay",
    "Estimate",
    "FeeSchedule",
    "FirstDay",
    "Flat",
    "Item",
    "Penalty",
    "PenaltyTerms",
    "PerArea",
    "Posting",
    "Proration",
    "Run",
    "Shared",
    "Skip",
    "Suspension",
    "Terms",
    "issue",
    "litigation_estimate",
    "penalty",
    "penalty_rows",
    "posting",
]
