"""Fees: schedules and tariffs, waivers, meters, issuing bills, penalties for late payment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from ..dates import DueDay
    from ..estate import FirstDay, Scope
    from ..terms import Cap, PenaltyTerms, Suspension
    from .charging import Relief
    from .corrections import Correction, settle_estimates
    from .differences import Difference
    from .estimates import Estimation, estimate
    from .issuing import issue, issue_each
    from .lines import bill_id
    from .meter_anomalies import Anomaly, anomalies
    from .meter_book import MeterBook
    from .metering import Cut, usage
    from .meters import Meter
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
    from .readings import Reading, Replacement
    from .runs import Run
    from .schedules import Cycle, FeeSchedule, Item, Terms
    from .submeters import Combined, common_usage, usage_of_unit
    from .tariffs import Flat, PerArea, Shared, Skip
    from .tariffs.formula import Formula
    from .tariffs.stays import Stay
    from .tariffs.timed import Block, Timed
    from .usages import NoUsage, Usage
    from .waivers import Discount, FreeMonths, Waiver

__all__ = [
    "Anomaly",
    "Block",
    "Cap",
    "Combined",
    "Correction",
    "Cut",
    "Cycle",
    "Difference",
    "Discount",
    "DueDay",
    "Estimate",
    "Estimation",
    "FeeSchedule",
    "FirstDay",
    "Flat",
    "Formula",
    "FreeMonths",
    "Item",
    "Meter",
    "MeterBook",
    "NoUsage",
    "Penalty",
    "PenaltyTerms",
    "PerArea",
    "Posting",
    "Proration",
    "Reading",
    "Relief",
    "Replacement",
    "Run",
    "Scope",
    "Shared",
    "Skip",
    "Stay",
    "Suspension",
    "Terms",
    "Timed",
    "Usage",
    "Waiver",
    "anomalies",
    "bill_id",
    "common_usage",
    "estimate",
    "issue",
    "issue_each",
    "litigation_estimate",
    "penalty",
    "penalty_rows",
    "posting",
    "settle_estimates",
    "usage",
    "usage_of_unit",
]

_HOMES = {
    "Anomaly": "meter_anomalies",
    "Block": "tariffs.timed",
    "Cap": "..terms",
    "Combined": "submeters",
    "Correction": "corrections",
    "Cut": "metering",
    "Cycle": "schedules",
    "Difference": "differences",
    "Discount": "waivers",
    "DueDay": "..dates",
    "Estimate": "penalties",
    "Estimation": "estimates",
    "FeeSchedule": "schedules",
    "FirstDay": "..estate",
    "Flat": "tariffs",
    "Formula": "tariffs.formula",
    "FreeMonths": "waivers",
    "Item": "schedules",
    "Meter": "meters",
    "MeterBook": "meter_book",
    "NoUsage": "usages",
    "Penalty": "penalties",
    "PenaltyTerms": "..terms",
    "PerArea": "tariffs",
    "Posting": "penalties",
    "Proration": "proration",
    "Reading": "readings",
    "Relief": "charging",
    "Replacement": "readings",
    "Run": "runs",
    "Scope": "..estate",
    "Shared": "tariffs",
    "Skip": "tariffs",
    "Stay": "tariffs.stays",
    "Suspension": "..terms",
    "Terms": "schedules",
    "Timed": "tariffs.timed",
    "Usage": "usages",
    "Waiver": "waivers",
    "anomalies": "meter_anomalies",
    "bill_id": "lines",
    "common_usage": "submeters",
    "estimate": "estimates",
    "issue": "issuing",
    "issue_each": "issuing",
    "litigation_estimate": "penalties",
    "penalty": "penalties",
    "penalty_rows": "penalties",
    "posting": "penalties",
    "settle_estimates": "corrections",
    "usage": "metering",
    "usage_of_unit": "submeters",
}

__getattr__, __dir__ = names(__name__, _HOMES)
