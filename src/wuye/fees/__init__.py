"""Fees: schedules and tariffs, waivers, issuing bills, penalties for late payment."""

from ..bills import PenaltyTerms
from ..dates import DueDay
from ..estate import FirstDay, Scope
from .charging import Relief
from .differences import Difference
from .issuing import issue, issue_each
from .lines import bill_id
from .penalties import Penalty, penalty
from .proration import Proration
from .runs import Run
from .schedules import Cycle, FeeSchedule, Item, Terms
from .tariffs import Flat, PerArea, Shared, Skip
from .waivers import Discount, FreeMonths, Waiver

__all__ = [
    "Cycle",
    "Difference",
    "Discount",
    "DueDay",
    "FeeSchedule",
    "FirstDay",
    "Flat",
    "FreeMonths",
    "Item",
    "Penalty",
    "PenaltyTerms",
    "PerArea",
    "Proration",
    "Relief",
    "Run",
    "Scope",
    "Shared",
    "Skip",
    "Terms",
    "Waiver",
    "bill_id",
    "issue",
    "issue_each",
    "penalty",
]
