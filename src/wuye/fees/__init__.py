"""Fees: schedules and tariffs, issuing bills, penalties for late payment."""

from ..bills import PenaltyTerms
from ..dates import DueDay
from .issuing import Run, issue
from .penalties import Penalty, penalty
from .schedules import Cycle, FeeSchedule, Item, Terms
from .tariffs import PerArea, Shared, Skip

__all__ = [
    "Cycle",
    "DueDay",
    "FeeSchedule",
    "Item",
    "Penalty",
    "PenaltyTerms",
    "PerArea",
    "Run",
    "Shared",
    "Skip",
    "Terms",
    "issue",
    "penalty",
]
