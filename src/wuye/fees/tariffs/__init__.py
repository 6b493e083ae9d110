"""Tariffs (计费方式): how a charge follows from a unit, as expression trees.

A tariff is data.  It *lowers* units to :class:`Charges`, which share one tree, and to a
:class:`Skip` with a reason for each unit it cannot charge; nothing is silently zero.
"""

from .charges import Areas, Charges, Facts, Job, Per, Reason, Skip, Tariff
from .prices import Flat, PerArea
from .sharing import Shared

__all__ = [
    "Areas",
    "Charges",
    "Facts",
    "Flat",
    "Job",
    "Per",
    "PerArea",
    "Reason",
    "Shared",
    "Skip",
    "Tariff",
]
