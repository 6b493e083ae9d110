"""Dunning (催缴): a policy is data, and one pure function decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late import names

if TYPE_CHECKING:
    from . import guard, notices, presets, reasons, teams, treatments
    from .arrears import Arrears
    from .behaviours import Behaviour, assigned
    from .cases import Case, advance, replay
    from .claim_sheets import ClaimSheet, claim_sheet
    from .deciding import decide
    from .decisions import Action, Decision, Withheld
    from .events import (
        Answered,
        Approved,
        Broken,
        Closed,
        Delivered,
        Disputed,
        Eased,
        Failed,
        HandedOver,
        Hardship,
        Paid,
        PlanAgreed,
        Promised,
        Sent,
    )
    from .legal_files import LegalFacts, LegalFile, legal_file
    from .limitation_watch import Watched, watch_limitation
    from .means import Means
    from .policy import Cap, Policy, Stage, When
    from .presets import MESSAGE_THEN_LETTER
    from .profiles import Override, Profile
    from .rows import decide_rows
    from .simulating import Simulation, side_by_side, simulate

__all__ = [
    "MESSAGE_THEN_LETTER",
    "Action",
    "Answered",
    "Approved",
    "Arrears",
    "Behaviour",
    "Broken",
    "Cap",
    "Case",
    "ClaimSheet",
    "Closed",
    "Decision",
    "Delivered",
    "Disputed",
    "Eased",
    "Failed",
    "HandedOver",
    "Hardship",
    "LegalFacts",
    "LegalFile",
    "Means",
    "Override",
    "Paid",
    "PlanAgreed",
    "Policy",
    "Profile",
    "Promised",
    "Sent",
    "Simulation",
    "Stage",
    "Watched",
    "When",
    "Withheld",
    "advance",
    "assigned",
    "claim_sheet",
    "decide",
    "decide_rows",
    "guard",
    "legal_file",
    "notices",
    "presets",
    "reasons",
    "replay",
    "side_by_side",
    "simulate",
    "teams",
    "treatments",
    "watch_limitation",
]

_HOMES = {
    "Action": "decisions",
    "Answered": "events",
    "Approved": "events",
    "Arrears": "arrears",
    "Behaviour": "behaviours",
    "Broken": "events",
    "Cap": "policy",
    "Case": "cases",
    "ClaimSheet": "claim_sheets",
    "Closed": "events",
    "Decision": "decisions",
    "Delivered": "events",
    "Disputed": "events",
    "Eased": "events",
    "Failed": "events",
    "HandedOver": "events",
    "Hardship": "events",
    "LegalFacts": "legal_files",
    "LegalFile": "legal_files",
    "MESSAGE_THEN_LETTER": "presets",
    "Means": "means",
    "Override": "profiles",
    "Paid": "events",
    "PlanAgreed": "events",
    "Policy": "policy",
    "Profile": "profiles",
    "Promised": "events",
    "Sent": "events",
    "Simulation": "simulating",
    "Stage": "policy",
    "Watched": "limitation_watch",
    "When": "policy",
    "Withheld": "decisions",
    "advance": "cases",
    "assigned": "behaviours",
    "claim_sheet": "claim_sheets",
    "decide": "deciding",
    "decide_rows": "rows",
    "guard": "",
    "legal_file": "legal_files",
    "notices": "",
    "presets": "",
    "reasons": "",
    "replay": "cases",
    "side_by_side": "simulating",
    "simulate": "simulating",
    "teams": "",
    "treatments": "",
    "watch_limitation": "limitation_watch",
}

__getattr__, __dir__ = names(__name__, _HOMES)
