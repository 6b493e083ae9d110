"""Fees: schedules and tariffs, waivers, meters, issuing bills, penalties for late payment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from ..dates import DueAfter, DueDay, WorkdayCalendar
    from ..estate import FirstDay, Scope
    from ..terms import Cap, PenaltyTerms, Suspension
    from .announcements import Announcement
    from .checks import check
    from .corrections import Correction, settle_estimates
    from .cycles import Cycle
    from .deliveries import Delivery, delivered, next_channel
    from .differences import Difference
    from .disclosures import Disclosure, Driver, disclosure
    from .estimates import Estimation, estimate
    from .issuing import issue, issue_each
    from .item_lists import UsualItem, usual_items
    from .items import Item
    from .lines import bill_id
    from .meter_anomalies import Anomaly, anomalies
    from .meter_book import MeterBook
    from .metering import Cut, usage
    from .meters import Meter
    from .notices import BillNotice, Way, notice, notices_page
    from .parts import Relief
    from .penalties import (
        Estimate,
        Penalty,
        Posting,
        litigation_estimate,
        penalty,
        penalty_rows,
        posting,
    )
    from .price_sheet import PriceSheet, publication_sheet
    from .proration import Proration
    from .publication import Publication, published
    from .readings import Reading, Replacement
    from .rebates import Rebate
    from .runs import Run
    from .schedules import FeeSchedule, Terms
    from .submeters import Combined, common_usage, usage_of_unit
    from .tariffs import Flat, PerArea, Shared, Skip
    from .tariffs.formula import Formula
    from .tariffs.stays import Stay
    from .tariffs.timed import Block, Timed
    from .tariffs.usage import Metered, Tiered
    from .trial import Change, changes
    from .usage_costs import usage_cost
    from .usages import NoUsage, Usage
    from .waivers import Discount, FreeMonths, Waiver

__all__ = [
    "Announcement",
    "Anomaly",
    "BillNotice",
    "Block",
    "Cap",
    "Change",
    "Combined",
    "Correction",
    "Cut",
    "Cycle",
    "Delivery",
    "Difference",
    "Disclosure",
    "Discount",
    "Driver",
    "DueAfter",
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
    "Metered",
    "NoUsage",
    "Penalty",
    "PenaltyTerms",
    "PerArea",
    "Posting",
    "PriceSheet",
    "Proration",
    "Publication",
    "Reading",
    "Rebate",
    "Relief",
    "Replacement",
    "Run",
    "Scope",
    "Shared",
    "Skip",
    "Stay",
    "Suspension",
    "Terms",
    "Tiered",
    "Timed",
    "Usage",
    "UsualItem",
    "Waiver",
    "Way",
    "WorkdayCalendar",
    "anomalies",
    "bill_id",
    "changes",
    "check",
    "common_usage",
    "delivered",
    "disclosure",
    "estimate",
    "issue",
    "issue_each",
    "litigation_estimate",
    "next_channel",
    "notice",
    "notices_page",
    "penalty",
    "penalty_rows",
    "posting",
    "publication_sheet",
    "published",
    "settle_estimates",
    "usage",
    "usage_cost",
    "usage_of_unit",
    "usual_items",
]

_HOMES = {
    "Announcement": "announcements",
    "Anomaly": "meter_anomalies",
    "BillNotice": "notices",
    "Block": "tariffs.timed",
    "Cap": "..terms",
    "Change": "trial",
    "Combined": "submeters",
    "Correction": "corrections",
    "Cut": "metering",
    "Cycle": "cycles",
    "Delivery": "deliveries",
    "Difference": "differences",
    "Disclosure": "disclosures",
    "Discount": "waivers",
    "Driver": "disclosures",
    "DueAfter": "..dates",
    "DueDay": "..dates",
    "Estimate": "penalties",
    "Estimation": "estimates",
    "FeeSchedule": "schedules",
    "FirstDay": "..estate",
    "Flat": "tariffs",
    "Formula": "tariffs.formula",
    "FreeMonths": "waivers",
    "Item": "items",
    "Meter": "meters",
    "MeterBook": "meter_book",
    "Metered": "tariffs.usage",
    "NoUsage": "usages",
    "Penalty": "penalties",
    "PenaltyTerms": "..terms",
    "PerArea": "tariffs",
    "Posting": "penalties",
    "PriceSheet": "price_sheet",
    "Proration": "proration",
    "Publication": "publication",
    "Reading": "readings",
    "Rebate": "rebates",
    "Relief": "parts",
    "Replacement": "readings",
    "Run": "runs",
    "Scope": "..estate",
    "Shared": "tariffs",
    "Skip": "tariffs",
    "Stay": "tariffs.stays",
    "Suspension": "..terms",
    "Terms": "schedules",
    "Tiered": "tariffs.usage",
    "Timed": "tariffs.timed",
    "Usage": "usages",
    "UsualItem": "item_lists",
    "Waiver": "waivers",
    "Way": "notices",
    "WorkdayCalendar": "..dates",
    "anomalies": "meter_anomalies",
    "bill_id": "lines",
    "changes": "trial",
    "check": "checks",
    "common_usage": "submeters",
    "delivered": "deliveries",
    "disclosure": "disclosures",
    "estimate": "estimates",
    "issue": "issuing",
    "issue_each": "issuing",
    "litigation_estimate": "penalties",
    "next_channel": "deliveries",
    "notice": "notices",
    "notices_page": "notices",
    "penalty": "penalties",
    "penalty_rows": "penalties",
    "posting": "penalties",
    "publication_sheet": "price_sheet",
    "published": "publication",
    "settle_estimates": "corrections",
    "usage": "metering",
    "usage_cost": "usage_costs",
    "usage_of_unit": "submeters",
    "usual_items": "item_lists",
}

__getattr__, __dir__ = names(__name__, _HOMES)
