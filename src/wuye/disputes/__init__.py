"""Disputes (异议): a case is a value, and what it does to money comes back as documents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from . import complaints
    from .cases import (
        Dispute,
        Point,
        Result,
        Step,
        advance,
        lodge,
        replay,
    )
    from .clocks import (
        Clock,
        clocks_of,
        window,
    )
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
        Mediating,
        MeterCheck,
        NotSettled,
        Outcome,
        Reopened,
        Settled,
        Sued,
        Withdrawn,
    )
    from .grounds import (
        EVIDENCE,
        GROUNDS,
        Ground,
        find_ground,
    )
    from .policy import (
        HeldDays,
        PaysBack,
        Policy,
    )
    from .transitions import (
        OPEN,
        TRANSITIONS,
        Status,
    )

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
    "Decided",
    "Dispute",
    "Event",
    "Ground",
    "Happened",
    "HeldDays",
    "Investigated",
    "Judged",
    "Mediating",
    "MeterCheck",
    "NotSettled",
    "Outcome",
    "PaysBack",
    "Point",
    "Policy",
    "Reopened",
    "Result",
    "Settled",
    "Status",
    "Step",
    "Sued",
    "Withdrawn",
    "advance",
    "clocks_of",
    "complaints",
    "find_ground",
    "lodge",
    "replay",
    "window",
]

_HOMES = {
    "Acknowledged": "events",
    "Answered": "events",
    "Audit": "events",
    "Clock": "clocks",
    "Closed": "events",
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
    "Mediating": "events",
    "MeterCheck": "events",
    "NotSettled": "events",
    "OPEN": "transitions",
    "Outcome": "events",
    "PaysBack": "policy",
    "Point": "cases",
    "Policy": "policy",
    "Reopened": "events",
    "Result": "cases",
    "Settled": "events",
    "Status": "transitions",
    "Step": "cases",
    "Sued": "events",
    "TRANSITIONS": "transitions",
    "Withdrawn": "events",
    "advance": "cases",
    "find_ground": "grounds",
    "complaints": "",
    "lodge": "cases",
    "replay": "cases",
    "clocks_of": "clocks",
    "window": "clocks",
}

__getattr__, __dir__ = names(__name__, _HOMES)
