"""Fees: schedules and tariffs, waivers, issuing bills, penalties for late payment."""

from ..bills import PenaltyTerms
from ..dates import DueAfter, DueDay, WorkdayCalendar
from ..estate import FirstDay, Scope
from .assembling import bill_id
from .changes import Change, changes
from .charging import Relief
from .differences import Difference
from .issuing import issue, issue_each
from .penalties import Penalty, penalty
from .proration import Proration
from .rebates import Rebate
from .runs import Run
from .schedules import Cycle, FeeSchedule, Item, Terms
from .tariffs import Flat, PerArea, Shared, Skip
from .waivers import Discount, FreeMonths, Waiver

__all__ = [
    "Change",
    "Cycle",
    "Difference",
    "Discount",
    "DueAfter",
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
    "Rebate",
    "Relief",
    "Run",
    "Scope",
    "Shared",
    "Skip",
    "Terms",
    "Waiver",
    "WorkdayCalendar",
    "bill_id",
    "changes",
    "issue",
    "issue_each",
    "penalty",
]
