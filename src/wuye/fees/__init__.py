"""Fees: schedules and tariffs, issuing bills, penalties for late payment."""

from ..bills import PenaltyTerms
from ..dates import DueDay
from ..estate import FirstDay
from .issuing import Run, issue
from .penalties import Penalty, penalty
from .proration import Proration
from .schedules import Cycle, FeeSchedule, Item, Terms
from .tariffs import Flat, PerArea, Shared, Skip

__all__ = [
    "Cycle",
    "DueDay",
    "FeeSchedule",
    "FirstDay",
    "Flat",
    "Item",
    "Penalty",
    "PenaltyTerms",
    "PerArea",
    "Proration",
    "Run",
    "Shared",
    "Skip",
    "Terms",
    "issue",
    "penalty",
]
