"""Dunning (催缴): a policy is data, and one pure function decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from . import guard, reasons, teams, treatments
    from .arrears import Arrears
    from .cases import Case, advance, replay
    from .deciding import decide
    from .decisions import Action, Decision, Withheld
    from .events import (
        Answered,
        Approved,
        Broken,
        Closed,
        Delivered,
        Disputed,
        Failed,
        HandedOver,
        Hardship,
        Paid,
        PlanAgreed,
        Promised,
        Sent,
    )
    from .means import Means
    from .policy import MESSAGE_THEN_LETTER, Cap, Policy, Stage, When
    from .profiles import Override, Profile
    from .rows import decide_rows

__all__ = [
    "MESSAGE_THEN_LETTER",
    "Action",
    "Answered",
    "Approved",
    "Arrears",
    "Broken",
    "Cap",
    "Case",
    "Closed",
    "Decision",
    "Delivered",
    "Disputed",
    "Failed",
    "HandedOver",
    "Hardship",
    "Means",
    "Override",
    "Paid",
    "PlanAgreed",
    "Policy",
    "Profile",
    "Promised",
    "Sent",
    "Stage",
    "When",
    "Withheld",
    "advance",
    "decide",
    "decide_rows",
    "guard",
    "reasons",
    "replay",
    "teams",
    "treatments",
]

_HOMES = {
    "Action": "decisions",
    "Answered": "events",
    "Approved": "events",
    "Arrears": "arrears",
    "Broken": "events",
    "Cap": "policy",
    "Case": "cases",
    "Closed": "events",
    "Decision": "decisions",
    "Delivered": "events",
    "Disputed": "events",
    "Failed": "events",
    "HandedOver": "events",
    "Hardship": "events",
    "MESSAGE_THEN_LETTER": "policy",
    "Means": "means",
    "Override": "profiles",
    "Paid": "events",
    "PlanAgreed": "events",
    "Policy": "policy",
    "Profile": "profiles",
    "Promised": "events",
    "Sent": "events",
    "Stage": "policy",
    "When": "policy",
    "Withheld": "decisions",
    "advance": "cases",
    "decide": "deciding",
    "decide_rows": "rows",
    "guard": "",
    "reasons": "",
    "replay": "cases",
    "teams": "",
    "treatments": "",
}

__getattr__, __dir__ = names(__name__, _HOMES)
