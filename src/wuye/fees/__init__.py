"""Fees: schedules and tariffs, waivers, meters, issuing bills, penalties for late payment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from ..dates import DueAfter, DueDay, WorkdayCalendar
    from ..estate import FirstDay, Scope
    from ..terms import Cap, PenaltyTerms, Suspension
    from .answers.causes import Cause
    from .answers.comparing import Why, WhyChanged, WhyDiffers, why_changed, why_differs
    from .answers.meaning import WhatIs, what_is
    from .checks import check
    from .cycles import Cycle
    from .differences import Difference
    from .issuing import issue, issue_each
    from .item_lists import UsualItem, usual_items
    from .items import Item
    from .lines import bill_id
    from .meters.anomalies import Anomaly, anomalies
    from .meters.book import MeterBook
    from .meters.corrections import Correction, settle_estimates
    from .meters.costs import usage_cost
    from .meters.cuts import Cut, usage
    from .meters.estimates import Estimation, estimate
    from .meters.meter import Meter
    from .meters.readings import Reading, Replacement
    from .meters.submeters import Combined, common_usage, usage_of_unit
    from .meters.usages import NoUsage, Usage
    from .papers.announcements import Announcement
    from .papers.deliveries import Delivery, delivered, next_channel
    from .papers.disclosures import Disclosure, Driver, disclosure
    from .papers.notices import BillNotice, Way, notice, notices_page
    from .papers.price_sheet import PriceSheet, publication_sheet
    from .papers.publication import Publication, published
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
    from .proration import Proration
    from .rebates import Rebate
    from .runs import Run
    from .schedules import FeeSchedule, Terms
    from .tariffs import Flat, PerArea, Shared, Skip
    from .tariffs.formula import Formula
    from .tariffs.stays import Stay
    from .tariffs.timed import Block, Timed
    from .tariffs.usage import Metered, Tiered
    from .trial import Change, changes
    from .waivers import Discount, FreeMonths, Waiver

__all__ = [
    "Announcement",
    "Anomaly",
    "BillNotice",
    "Block",
    "Cap",
    "Cause",
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
    "WhatIs",
    "Why",
    "WhyChanged",
    "WhyDiffers",
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
    "what_is",
    "why_changed",
    "why_differs",
]

_HOMES = {
    "Announcement": "papers.announcements",
    "Anomaly": "meters.anomalies",
    "BillNotice": "papers.notices",
    "Block": "tariffs.timed",
    "Cap": "..terms",
    "Cause": "answers.causes",
    "Change": "trial",
    "Combined": "meters.submeters",
    "Correction": "meters.corrections",
    "Cut": "meters.cuts",
    "Cycle": "cycles",
    "Delivery": "papers.deliveries",
    "Difference": "differences",
    "Disclosure": "papers.disclosures",
    "Discount": "waivers",
    "Driver": "papers.disclosures",
    "DueAfter": "..dates",
    "DueDay": "..dates",
    "Estimate": "penalties",
    "Estimation": "meters.estimates",
    "FeeSchedule": "schedules",
    "FirstDay": "..estate",
    "Flat": "tariffs",
    "Formula": "tariffs.formula",
    "FreeMonths": "waivers",
    "Item": "items",
    "Meter": "meters.meter",
    "MeterBook": "meters.book",
    "Metered": "tariffs.usage",
    "NoUsage": "meters.usages",
    "Penalty": "penalties",
    "PenaltyTerms": "..terms",
    "PerArea": "tariffs",
    "Posting": "penalties",
    "PriceSheet": "papers.price_sheet",
    "Proration": "proration",
    "Publication": "papers.publication",
    "Reading": "meters.readings",
    "Rebate": "rebates",
    "Relief": "parts",
    "Replacement": "meters.readings",
    "Run": "runs",
    "Scope": "..estate",
    "Shared": "tariffs",
    "Skip": "tariffs",
    "Stay": "tariffs.stays",
    "Suspension": "..terms",
    "Terms": "schedules",
    "Tiered": "tariffs.usage",
    "Timed": "tariffs.timed",
    "Usage": "meters.usages",
    "UsualItem": "item_lists",
    "Waiver": "waivers",
    "Way": "papers.notices",
    "WhatIs": "answers.meaning",
    "Why": "answers.comparing",
    "WhyChanged": "answers.comparing",
    "WhyDiffers": "answers.comparing",
    "WorkdayCalendar": "..dates",
    "anomalies": "meters.anomalies",
    "bill_id": "lines",
    "changes": "trial",
    "check": "checks",
    "common_usage": "meters.submeters",
    "delivered": "papers.deliveries",
    "disclosure": "papers.disclosures",
    "estimate": "meters.estimates",
    "issue": "issuing",
    "issue_each": "issuing",
    "litigation_estimate": "penalties",
    "next_channel": "papers.deliveries",
    "notice": "papers.notices",
    "notices_page": "papers.notices",
    "penalty": "penalties",
    "penalty_rows": "penalties",
    "posting": "penalties",
    "publication_sheet": "papers.price_sheet",
    "published": "papers.publication",
    "settle_estimates": "meters.corrections",
    "usage": "meters.cuts",
    "usage_cost": "meters.costs",
    "usage_of_unit": "meters.submeters",
    "usual_items": "item_lists",
    "what_is": "answers.meaning",
    "why_changed": "answers.comparing",
    "why_differs": "answers.comparing",
}

__getattr__, __dir__ = names(__name__, _HOMES)
