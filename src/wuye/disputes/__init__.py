"""Disputes (异议): a case is a value, and what it does to money comes back as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from . import answers, complaints
    from .cases import Dispute, Point, Result, Step, advance, lodge, replay
    from .clocks import Clock, clocks_of, window
    from .consequences import RedLetterRequest, post, red_letter_requests
    from .corrections import Proposal, Touched, propose
    from .counts import Counted, counted_by_cause
    from .events import (
        Acknowledged,
        Answered,
        Audit,
        Closed,
        Decided,
        Event,
        Happened,
        Investigated,
        Judged,
        Mediated,
        Mediating,
        MeterCheck,
        NotSettled,
        Outcome,
        Reopened,
        Sued,
        Withdrawn,
    )
    from .grounds import EVIDENCE, GROUNDS, Ground, find_ground
    from .highlights import once_disputed
    from .paid import PaidFor, Returned, Settled, WhatIPaid, what_i_paid
    from .policy import HeldDays, PaysBack, Policy
    from .proving import evidence_for
    from .transitions import OPEN, TRANSITIONS, Status

__all__ = [
    "EVIDENCE",
    "GROUNDS",
    "OPEN",
    "TRANSITIONS",
    "Acknowledged",
    "Answered",
    "Audit",
    "Clock",
    "Closed",
    "Counted",
    "Decided",
    "Dispute",
    "Event",
    "Ground",
    "Happened",
    "HeldDays",
    "Investigated",
    "Judged",
    "Mediated",
    "Mediating",
    "MeterCheck",
    "NotSettled",
    "Outcome",
    "PaidFor",
    "PaysBack",
    "Point",
    "Policy",
    "Proposal",
    "RedLetterRequest",
    "Reopened",
    "Result",
    "Returned",
    "Settled",
    "Status",
    "Step",
    "Sued",
    "Touched",
    "WhatIPaid",
    "Withdrawn",
    "advance",
    "answers",
    "clocks_of",
    "complaints",
    "counted_by_cause",
    "evidence_for",
    "find_ground",
    "lodge",
    "once_disputed",
    "post",
    "propose",
    "red_letter_requests",
    "replay",
    "what_i_paid",
    "window",
]

_HOMES = {
    "Acknowledged": "events",
    "Answered": "events",
    "Audit": "events",
    "Clock": "clocks",
    "Closed": "events",
    "Counted": "counts",
    "Decided": "events",
    "Dispute": "cases",
    "EVIDENCE": "grounds",
    "Event": "events",
    "GROUNDS": "grounds",
    "Ground": "grounds",
    "Happened": "events",
    "HeldDays": "policy",
    "Investigated": "events",
    "Judged": "events",
    "Mediated": "events",
    "Mediating": "events",
    "MeterCheck": "events",
    "NotSettled": "events",
    "OPEN": "transitions",
    "Outcome": "events",
    "PaidFor": "paid",
    "PaysBack": "policy",
    "Point": "cases",
    "Policy": "policy",
    "Proposal": "corrections",
    "RedLetterRequest": "consequences",
    "Reopened": "events",
    "Result": "cases",
    "Returned": "paid",
    "Settled": "paid",
    "Status": "transitions",
    "Step": "cases",
    "Sued": "events",
    "TRANSITIONS": "transitions",
    "Touched": "corrections",
    "WhatIPaid": "paid",
    "Withdrawn": "events",
    "advance": "cases",
    "answers": "",
    "clocks_of": "clocks",
    "complaints": "",
    "counted_by_cause": "counts",
    "evidence_for": "proving",
    "find_ground": "grounds",
    "lodge": "cases",
    "once_disputed": "highlights",
    "post": "consequences",
    "propose": "corrections",
    "red_letter_requests": "consequences",
    "replay": "cases",
    "what_i_paid": "paid",
    "window": "clocks",
}

__getattr__, __dir__ = names(__name__, _HOMES)
