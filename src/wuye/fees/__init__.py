"""Fees: schedules and tariffs, waivers, meters, issuing bills, penalties for late payment."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from .corrections import Correction, settle_estimates
    from .estimates import Estimation, estimate
    from .meter_anomalies import Anomaly, anomalies
    from .meter_book import MeterBook
    from .metering import Cut, usage
    from .meters import Meter
    from .readings import Reading, Replacement
    from .submeters import Combined, common_usage, usage_of_unit
    from .usages import NoUsage, Usage

__all__ = [
    "Anomaly",
    "Combined",
    "Correction",
    "Cut",
    "Cycle",
    "Difference",
    "Discount",
    "DueDay",
    "Estimation",
    "FeeSchedule",
    "FirstDay",
    "Flat",
    "FreeMonths",
    "Item",
    "Meter",
    "MeterBook",
    "NoUsage",
    "Penalty",
    "PenaltyTerms",
    "PerArea",
    "Proration",
    "Reading",
    "Relief",
    "Replacement",
    "Run",
    "Scope",
    "Shared",
    "Skip",
    "Terms",
    "Usage",
    "Waiver",
    "anomalies",
    "bill_id",
    "common_usage",
    "estimate",
    "issue",
    "issue_each",
    "penalty",
    "settle_estimates",
    "usage",
    "usage_of_unit",
]

#: What has to do with meters, and is loaded when it is first used.
_HOMES = {
    "Anomaly": "meter_anomalies",
    "Combined": "submeters",
    "Correction": "corrections",
    "Cut": "metering",
    "Estimation": "estimates",
    "Meter": "meters",
    "MeterBook": "meter_book",
    "NoUsage": "usages",
    "Reading": "readings",
    "Replacement": "readings",
    "Usage": "usages",
    "anomalies": "meter_anomalies",
    "common_usage": "submeters",
    "estimate": "estimates",
    "settle_estimates": "corrections",
    "usage": "metering",
    "usage_of_unit": "submeters",
}


def __getattr__(name: str) -> object:
    """Load a name when it is first used (PEP 562), so that flat fees load no meters."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(import_module(f".{_HOMES[name]}", __name__), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
